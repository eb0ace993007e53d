import type { Row, Session, SystemNames } from '@relvar/query-engine'
import type { PermissionAction } from '../permission.js'

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
  const fields = ['id', 'action', 'collection', { policy: ['name'] }]
  const query = { fields, sort: ['id'], limit: -1 }
  const rows = await Array.fromAsync(session.stream(names.id('permissions'), query))
  return rows
    .map(toIdlePermission)
    .filter(
      ({ id, collection }) => !Object.hasOwn(tables, collection) && ids?.includes(id) !== false,
    )
}

function toIdlePermission({ id, policy, action, collection }: Row): IdlePermission {
  return {
    id: Number(id),
    policy: String((policy as Row | null)?.['name']),
    action: String(action) as PermissionAction,
    collection: String(collection),
  }
}
