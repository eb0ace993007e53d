import { queryOptions, useSuspenseQuery } from '@tanstack/react-query'
import { dropAllDrafts, WireError } from '@relvar/studio-ui'
import { keepViewed, viewed } from '../access/viewed.js'
import { client, queries } from '../client.js'

/** Who is in front of the page. */
export interface Me {
  readonly id: string
  readonly name: string
  readonly email: string
  /** As BCP 47 names it; null is that of the project. */
  readonly language: string | null
  readonly appearance: 'light' | 'dark' | 'auto' | null
  /** May use the Studio. */
  readonly app: boolean
  readonly admin: boolean
}

type User = Readonly<
  Record<'id' | 'first_name' | 'last_name' | 'email' | 'language' | 'appearance', string | null>
>

const APPEARANCES = ['light', 'dark', 'auto'] as const

async function readMe(): Promise<Me | null> {
  try {
    const query = { fields: 'id,first_name,last_name,email,language,appearance' }
    const { data: user } = await client.ask<User>('/users/me', { query })
    const { data: globals } = await client.ask<{ app_access: boolean; admin_access: boolean }>(
      '/policies/me/globals',
    )
    const email = user.email ?? ''
    const name = [user.first_name, user.last_name].filter(Boolean).join(' ')
    return {
      id: user.id ?? '',
      name: name === '' ? email : name,
      email,
      language: user.language,
      appearance: APPEARANCES.find((each) => each === user.appearance) ?? null,
      app: globals.app_access,
      // Whoever looks as somebody else does not change settings meanwhile.
      admin: globals.admin_access && viewed === null,
    }
  } catch (error) {
    if (error instanceof WireError && error.status === 401) return null
    throw error
  }
}

/** null where nobody is signed in. */
export const meQuery = queryOptions({
  queryKey: ['me'],
  queryFn: readMe,
  staleTime: Number.POSITIVE_INFINITY,
})

/** Whoever is signed in; pages that are guarded have somebody. */
export function useMe(): Me {
  const { data } = useSuspenseQuery(meQuery)
  if (data === null) throw new Error('This page is for people who are signed in.')
  return data
}

export interface Credentials {
  readonly email: string
  readonly password: string
  readonly otp?: string
}

/** @throws WireError with `INVALID_OTP` where a code of the second factor is missing or wrong */
export async function signIn(credentials: Credentials): Promise<void> {
  await client.ask('/auth/login', { method: 'POST', body: { ...credentials, mode: 'session' } })
}

/** Ends the session, and forgets all that was read in it. */
export async function signOut(): Promise<void> {
  await client.ask('/auth/logout', { method: 'POST', body: { mode: 'session' } })
  queries.clear()
  dropAllDrafts()
  if (viewed === null) return
  // Whoever signs in next in this tab looks as nobody else; what is in memory of the view goes with the page.
  keepViewed(null)
  location.reload()
}

const HALF_HOUR = 1_800_000

/** Renews the session while the page is open, long before it would end. Answers how to stop. */
export function keepSession(): () => void {
  const timer = setInterval(() => {
    const renewed = client.ask('/auth/refresh', { method: 'POST', body: { mode: 'session' } })
    // The next request that needs the session says so, and asks to sign in again.
    renewed.catch((error: unknown) => {
      if (!(error instanceof WireError)) throw error
    })
  }, HALF_HOUR)
  return () => clearInterval(timer)
}
