import { type PermissionRow, useStudio, type WireClient } from '@relvar/studio-ui'
import { queryOptions, useQuery, type UseQueryResult } from '@tanstack/react-query'

/** The policy of everybody who is not signed in, on every server. */
export const PUBLIC_POLICY = 'abf8a154-5b1c-4a46-ac9c-7300570f4f17'

/** Somebody who holds a policy; both null is the public. */
export interface Holder {
  readonly id: string
  readonly role: { readonly id: string; readonly name: string } | null
  readonly user: {
    readonly id: string
    readonly email: string | null
    readonly first_name: string | null
    readonly last_name: string | null
  } | null
}

export interface Policy {
  readonly id: string
  readonly name: string
  readonly description: string | null
  readonly ip_access: readonly string[] | null
  readonly enforce_tfa: boolean
  readonly admin_access: boolean
  readonly app_access: boolean
  readonly holders: readonly Holder[]
}

const POLICY = 'id,name,description,ip_access,enforce_tfa,admin_access,app_access'
const HOLDER = 'id,policy,role.id,role.name,user.id,user.email,user.first_name,user.last_name'

/** Every policy with those who hold it, the public one first. */
function policiesQuery(client: WireClient) {
  return queryOptions({
    queryKey: ['policies'],
    queryFn: async ({ signal }): Promise<readonly Policy[]> => {
      const [policies, access] = await Promise.all([
        client.ask<readonly Omit<Policy, 'holders'>[]>('/policies', {
          query: { fields: POLICY, sort: 'name', limit: -1 },
          signal,
        }),
        client.ask<readonly (Holder & { policy: string })[]>('/access', {
          query: { fields: HOLDER, limit: -1 },
          signal,
        }),
      ])
      const held = Map.groupBy(access.data, ({ policy }) => policy)
      return policies.data
        .map((policy) => ({ ...policy, holders: held.get(policy.id) ?? [] }))
        .toSorted((left, right) => Number(isPublic(right)) - Number(isPublic(left)))
    },
  })
}

export function usePolicies(): UseQueryResult<readonly Policy[]> {
  return useQuery(policiesQuery(useStudio().client))
}

function isPublic({ id }: { readonly id: string }): boolean {
  return id === PUBLIC_POLICY
}

/** The permissions of a policy. */
export function permissionsKey(policy: string): readonly unknown[] {
  return ['permissions', policy]
}

export interface PolicyPermissions {
  readonly own: readonly PermissionRow[]
  /** Those that come with the use of the Studio. */
  readonly implied: readonly PermissionRow[]
}

export function usePermissions(policy: string): UseQueryResult<PolicyPermissions> {
  const { client } = useStudio()
  return useQuery({
    queryKey: permissionsKey(policy),
    queryFn: async ({ signal }) => {
      const filter = JSON.stringify({ policy: { _eq: policy } })
      const query = { filter, limit: -1 }
      const { data } = await client.ask<readonly PermissionRow[]>('/permissions', { query, signal })
      return {
        own: data.filter((row) => row.policy === policy),
        implied: data.filter((row) => row.policy === null),
      }
    },
  })
}

/** Who holds a policy, in words. */
export function holderName({ role, user }: Holder): string | null {
  if (role !== null) return role.name
  if (user === null) return null
  const name = [user.first_name, user.last_name].filter(Boolean).join(' ')
  return name === '' ? (user.email ?? user.id) : name
}
