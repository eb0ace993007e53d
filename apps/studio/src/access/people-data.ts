import { useStudio } from '@relvar/studio-ui'
import { useDebouncedValue } from '@mantine/hooks'
import { keepPreviousData, useQuery, type UseQueryResult } from '@tanstack/react-query'

export interface Role {
  readonly id: string
  readonly name: string
  readonly description: string | null
  readonly parent: string | null
}

/** Every role, by name. */
export function useRoles(): UseQueryResult<readonly Role[]> {
  const { client } = useStudio()
  return useQuery({
    queryKey: ['roles'],
    queryFn: async ({ signal }) => {
      const query = { fields: 'id,name,description,parent', sort: 'name', limit: -1 }
      const { data } = await client.ask<readonly Role[]>('/roles', { query, signal })
      // What the wire names by a key of translations nobody has written.
      return data.map((role) =>
        role.description?.startsWith('$t:') === true ? { ...role, description: null } : role,
      )
    },
  })
}

/** By role how many users there are of it. */
export function useUserCounts(): UseQueryResult<ReadonlyMap<string, number>> {
  const { client } = useStudio()
  return useQuery({
    queryKey: ['users', 'by role'],
    queryFn: async ({ signal }) => {
      const query = { 'aggregate[count]': '*', groupBy: 'role', limit: -1 }
      const { data } = await client.ask<
        readonly { readonly role: string | null; readonly count: number | string }[]
      >('/users', { query, signal })
      return new Map(
        data.flatMap(({ role, count }) => (role === null ? [] : [[role, Number(count)] as const])),
      )
    },
  })
}

/** Roles as choices. */
export function roleOptions(
  roles: readonly Role[],
): { readonly value: string; readonly label: string }[] {
  return roles.map(({ id, name }) => ({ value: id, label: name }))
}

export interface Person {
  readonly id: string
  readonly first_name: string | null
  readonly last_name: string | null
  readonly email: string | null
}

/** The users that a search finds first. */
export function useUserSearch(search: string): UseQueryResult<readonly Person[]> {
  const { client } = useStudio()
  const [term] = useDebouncedValue(search.trim(), 200)
  return useQuery({
    queryKey: ['users', 'search', term],
    queryFn: async ({ signal }) => {
      const fields = 'id,first_name,last_name,email'
      const query = { fields, search: term, sort: 'email', limit: 20 }
      return (await client.ask<readonly Person[]>('/users', { query, signal })).data
    },
    placeholderData: keepPreviousData,
  })
}

/** A user as people read it. */
export function userName({ id, first_name, last_name, email }: Person): string {
  const name = [first_name, last_name].filter(Boolean).join(' ')
  return name === '' ? (email ?? id) : name
}

/** Somebody who did something: an id alone where they may not be read, null where they are not known. */
export type Doer = Person | string | null

export function doerName(doer: Doer, nobody: string): string {
  if (doer === null) return nobody
  return typeof doer === 'string' ? doer : userName(doer)
}
