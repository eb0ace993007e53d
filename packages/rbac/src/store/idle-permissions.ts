import type { Row, Session, SystemNames } from '@relvar/query-engine'
import type { Filter } from '@relvar/query-engine/query'
import type { PermissionAction } from '../permission.js'
import { ruleProblem } from './rule-problem.js'

/** A permission that allows nothing, because there is no collection of that name. */
export interface IdlePermission {
  readonly id: number
  /** The name of the policy that it belongs to. */
  readonly policy: string
  readonly action: PermissionAction
  readonly collection: string
}

/**
 * The permissions about collections that are not there. They are kept, for a collection may come, or come
 * back; it may as well be that its name is misspelt.
 *
 * @param session passes every policy
 * @param ids only these
 *
 * @example
 * await idlePermissions(engine.as(SYSTEM), system)
 * // [{ id: 7, policy: 'Sell', action: 'read', collection: 'ordrs' }]
 */
export async function idlePermissions(
  session: Session,
  names: SystemNames,
  ids?: readonly number[],
): Promise<readonly IdlePermission[]> {
  const { tables } = session.schema
  const rows = await permissionRows(session, names, ids)
  return rows.map(toIdlePermission).filter(({ collection }) => !Object.hasOwn(tables, collection))
}

/** A permission whose rule speaks of what is not there, so that its holders find the collection closed. */
export interface BrokenPermission extends IdlePermission {
  readonly problem: string
}

/**
 * The permissions that close a collection to their holders, because their rule speaks of what is not there.
 *
 * @param session passes every policy
 * @param ids only these
 *
 * @example
 * await brokenPermissions(engine.as(SYSTEM), system)
 * // [{ id: 7, policy: 'Sell', action: 'read', collection: 'orders', problem: `... field "state" ...` }]
 */
export async function brokenPermissions(
  session: Session,
  names: SystemNames,
  ids?: readonly number[],
): Promise<readonly BrokenPermission[]> {
  const rows = await permissionRows(session, names, ids)
  return rows.flatMap((row) => {
    const permission = toIdlePermission(row)
    // Nothing said is every item, and what is no rule is for none.
    const rule = (row['permissions'] ?? {}) as Filter
    const problem = ruleProblem(session, permission.collection, rule)
    return problem === null ? [] : [{ ...permission, problem }]
  })
}

async function permissionRows(
  session: Session,
  names: SystemNames,
  ids: readonly number[] | undefined,
): Promise<readonly Row[]> {
  const fields = ['id', 'action', 'collection', 'permissions', { policy: ['name'] }]
  const query = { fields, sort: ['id'], limit: -1 }
  const rows = await Array.fromAsync(session.stream(names.id('permissions'), query))
  return rows.filter(({ id }) => ids?.includes(Number(id)) !== false)
}

function toIdlePermission({ id, policy, action, collection }: Row): IdlePermission {
  return {
    id: Number(id),
    policy: String((policy as Row | null)?.['name']),
    action: String(action) as PermissionAction,
    collection: String(collection),
  }
}
