import { useStudio } from '@relvar/studio-ui'
import { keepPreviousData, useQuery, type UseQueryResult } from '@tanstack/react-query'
import type { Person } from '../access/people-data.js'

export interface User extends Person {
  readonly status: string
  readonly role: { readonly id: string; readonly name: string } | null
  readonly last_access: string | null
}

/** Which users a list shows; 'none' are those without a role. */
export interface UsersShown {
  readonly role?: string | undefined
  readonly status?: string | undefined
  readonly search?: string | undefined
  readonly page?: number | undefined
}

export const USERS_PER_PAGE = 50

/** A page of users, by name, with how many there are in all. */
export function useUsers({ role, status, search = '', page = 1 }: UsersShown): UseQueryResult<{
  readonly users: readonly User[]
  readonly total: number
}> {
  const { client } = useStudio()
  return useQuery({
    queryKey: ['users', 'list', { role, status, search, page }],
    queryFn: async ({ signal }) => {
      const filter = {
        ...(role !== undefined && { role: role === 'none' ? { _null: true } : { _eq: role } }),
        ...(status !== undefined && { status: { _eq: status } }),
      }
      const { data, meta } = await client.ask<readonly User[]>('/users', {
        query: {
          fields: 'id,first_name,last_name,email,status,last_access,role.id,role.name',
          filter: JSON.stringify(filter),
          search,
          sort: 'email,id',
          limit: USERS_PER_PAGE,
          page,
          meta: 'filter_count',
        },
        signal,
      })
      return { users: data, total: meta?.filter_count ?? data.length }
    },
    placeholderData: keepPreviousData,
  })
}

/** All of a user that may be seen. */
export interface UserDetail extends Omit<User, 'role'> {
  readonly role: string | null
  readonly language: string | null
  readonly token: string | null
  readonly tfa_secret: string | null
  readonly policies: readonly { readonly id: string; readonly policy: string }[]
}

export function useUser(id: string): UseQueryResult<UserDetail> {
  const { client } = useStudio()
  return useQuery({
    queryKey: ['users', 'one', id],
    queryFn: async ({ signal }) => {
      const query = { fields: '*,policies.id,policies.policy' }
      return (await client.ask<UserDetail>(`/users/${encodeURIComponent(id)}`, { query, signal }))
        .data
    },
  })
}
