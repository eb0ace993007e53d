import { type Item, useCollections, useStudio } from '@relvar/studio-ui'
import { useQuery } from '@tanstack/react-query'
import { useMe } from '../session/session.js'
import { systemCollection } from '../settings/system-collection.js'

/** Oneself, and what of it one may change. */
export interface Profile {
  readonly values: Item
  readonly canWrite: (field: string) => boolean
  readonly hasSecondFactor: boolean
  /** A policy asks for a second factor. */
  readonly isTfaEnforced: boolean
}

type Rights = Readonly<
  Record<
    string,
    { readonly update?: { readonly access: string; readonly fields?: readonly string[] } }
  >
>

/** Reads who is signed in, with all that they may see of themselves. */
export function useProfile(): { readonly data: Profile | undefined; readonly error: Error | null } {
  const { client } = useStudio()
  const me = useMe()
  const { data: collections } = useCollections()
  const { data, error } = useQuery({
    queryKey: ['profile'],
    queryFn: async ({ signal }) => {
      const [user, rights, globals] = await Promise.all([
        client.ask<Item>('/users/me', { query: { fields: '*' }, signal }),
        client.ask<Rights>('/permissions/me', { signal }),
        client.ask<{ enforce_tfa?: boolean }>('/policies/me/globals', { signal }),
      ])
      return { user: user.data, rights: rights.data, globals: globals.data }
    },
  })
  if (data === undefined || collections === undefined) return { data: undefined, error }
  const update = data.rights[systemCollection(collections, 'users') ?? '']?.update
  const fields = update === undefined || update.access === 'none' ? [] : (update.fields ?? [])
  return {
    data: {
      values: data.user,
      canWrite: (field) => me.admin || fields.includes('*') || fields.includes(field),
      hasSecondFactor: data.user['tfa_secret'] !== null && data.user['tfa_secret'] !== undefined,
      isTfaEnforced: data.globals.enforce_tfa === true,
    },
    error,
  }
}
