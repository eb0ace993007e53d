import { ADDRESSES_IN } from './random-rights.js'
import type { Access, Asker, Permission, Policy, RightAction, Rights } from './rights.js'

/** What somebody holds, worked out from the rows of the tables alone, as docs/access.md tells it. */
export interface Held {
  readonly roles: readonly string[]
  readonly policies: readonly string[]
  readonly admin: boolean
  readonly app: boolean
}

export function heldBy({ roles, policies, access }: Rights, { user, role, ip }: Asker): Held {
  const chain: string[] = []
  for (let id = role; id !== null; id = roles.find((each) => each.id === id)?.parent ?? null)
    chain.unshift(id)
  const ofHolder = (holds: (row: Access) => boolean): string[] =>
    access
      .filter(holds)
      .toSorted((a, b) => a.sort - b.sort)
      .map(({ policy }) => policy)
  const general =
    chain.length === 0
      ? ofHolder((row) => row.role === null && row.user === null)
      : chain.flatMap((id) => ofHolder((row) => row.role === id))
  const own = user === null ? [] : ofHolder((row) => row.user === user)
  const ids = [...general, ...own].filter((id, place, all) => all.indexOf(id) === place)
  const counting = ids
    .flatMap((id) => policies.find((each) => each.id === id) ?? [])
    .filter((policy) => isReached(policy, ip))
  const admin = counting.some(({ admin_access }) => admin_access)
  return {
    roles: chain,
    policies: counting.map(({ id }) => id),
    admin,
    app: admin || counting.some(({ app_access }) => app_access),
  }
}

function isReached({ ip_access }: Policy, ip: string | null): boolean {
  if (ip_access === null) return true
  return ip !== null && ip_access.some((network) => ADDRESSES_IN[network]?.includes(ip))
}

/**
 * The permissions for one action and collection, in the order in which their presets count; null for
 * those who need none.
 */
export function permissionsFor(
  rights: Rights,
  asker: Asker,
  action: RightAction,
  collection: string,
): readonly Permission[] | null {
  const { scopes } = asker
  const { admin, policies } = heldBy(rights, asker)
  if (scopes?.actions?.includes(action) === false) return []
  if (scopes?.collections?.includes(collection) === false) return []
  if (admin) return null
  return policies.flatMap((policy) =>
    rights.permissions.filter(
      (each) => each.policy === policy && each.action === action && each.collection === collection,
    ),
  )
}

/** Whether a permission speaks of a field. */
export const names = ({ fields }: Permission, field: string): boolean =>
  fields !== null && (fields.includes('*') || fields.includes(field))
