import { useNavigate } from '@tanstack/react-router'
import { signOut } from './session.js'

/** Answers how to sign out and go to the page that says so. */
export function useSignOut(): () => Promise<void> {
  const navigate = useNavigate()
  return () => signOut(() => navigate({ to: '/login', search: { signedOut: true } }))
}
