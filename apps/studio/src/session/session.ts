import { notifyManager, queryOptions, useSuspenseQuery } from '@tanstack/react-query'
import { dropAllDrafts, WireError } from '@relvar/studio-ui'
import { useSyncExternalStore } from 'react'
import { keepViewed, viewed } from '../access/viewed.js'
import { client, queries } from '../client.js'
import { type Appearance, APPEARANCES } from '../look/appearances.js'

/** Who is in front of the page. */
export interface Me {
  readonly id: string
  readonly name: string
  readonly email: string
  /** As BCP 47 names it; null is that of the project. */
  readonly language: string | null
  readonly appearance: Appearance | null
  /** May use the Studio. */
  readonly app: boolean
  readonly admin: boolean
  /** A policy demands a second factor, and until there is one none of their policies counts. */
  readonly lacksSecondFactor: boolean
}

const FIELDS = [
  'id',
  'first_name',
  'last_name',
  'email',
  'language',
  'appearance',
  'tfa_secret',
] as const

type User = Readonly<Record<(typeof FIELDS)[number], string | null>>

interface Globals {
  readonly app_access: boolean
  readonly admin_access: boolean
  readonly enforce_tfa?: boolean
}

async function readMe(): Promise<Me | null> {
  try {
    const query = { fields: FIELDS.join(',') }
    const [{ data: user }, { data: globals }] = await Promise.all([
      client.ask<User>('/users/me', { query }),
      client.ask<Globals>('/policies/me/globals'),
    ])
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
      lacksSecondFactor: globals.enforce_tfa === true && user.tfa_secret === null,
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

/** Whoever is signed in, as far as that is known: nobody is asked, and a sign-out is noticed. */
export function useKnownMe(): Me | null | undefined {
  return useSyncExternalStore(whenReadChanges, knownMe)
}

function whenReadChanges(changed: () => void): () => void {
  return queries.getQueryCache().subscribe(notifyManager.batchCalls(changed))
}

function knownMe(): Me | null | undefined {
  return queries.getQueryData(meQuery.queryKey)
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

/**
 * Ends the session, and forgets all that was read in it.
 *
 * @param leave goes where nobody has to be signed in; only then is it forgotten who was, for the page
 * that is left still shows them
 */
export async function signOut(leave: () => Promise<void>): Promise<void> {
  await client.ask('/auth/logout', { method: 'POST', body: { mode: 'session' } })
  await leave()
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
