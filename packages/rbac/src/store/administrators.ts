import type { Row, Session, SystemNames } from '@relvar/query-engine'
import type { Filter } from '@relvar/query-engine/query'

/**
 * A role whose users may do everything. Where there is none any more, one is made.
 *
 * @param session passes every policy
 */
export async function administratorRole(session: Session, names: SystemNames): Promise<string> {
  const [found] = (await administratorAccess(session, names)).flatMap(({ role }) => role ?? [])
  if (found !== undefined) return String(found)
  const [role] = await session.create(names.id('roles'), [
    { name: 'Administrator', icon: 'verified', description: '$t:admin_description' },
  ])
  const [policy] = await session.create(names.id('policies'), [
    { name: 'Administrator', icon: 'verified', admin_access: true, app_access: true },
  ])
  await session.create(names.id('access'), [{ role: role?.['id'], policy: policy?.['id'] }])
  return String(role?.['id'])
}

/**
 * Whether anybody who may sign in may do everything.
 *
 * @param session passes every policy
 */
export async function hasAdministrator(session: Session, names: SystemNames): Promise<boolean> {
  const access = await administratorAccess(session, names)
  const roles = await withDescendants(
    session,
    names,
    access.flatMap(({ role }) => role ?? []),
  )
  const users = access.flatMap(({ user }) => user ?? [])
  const ways: readonly Filter[] = [
    ...(roles.length > 0 ? [{ role: { _in: roles } }] : []),
    ...(users.length > 0 ? [{ id: { _in: users } }] : []),
  ]
  if (ways.length === 0) return false
  const filter = { _and: [{ status: { _eq: 'active' } }, { _or: ways }] }
  const found = await session.read(names.id('users'), { fields: ['id'], filter, limit: 1 })
  return found.length > 0
}

/** Who holds a policy with access to everything. */
async function administratorAccess(session: Session, names: SystemNames): Promise<readonly Row[]> {
  return session.read(names.id('access'), {
    fields: ['role', 'user'],
    filter: { policy: { admin_access: { _eq: true } } },
    sort: ['role.name', 'id'],
    limit: -1,
  })
}

/** Roles hand down what they hold. */
async function withDescendants(
  session: Session,
  names: SystemNames,
  roles: readonly unknown[],
): Promise<readonly unknown[]> {
  const all = await session.read(names.id('roles'), { fields: ['id', 'parent'], limit: -1 })
  const found = new Set(roles)
  for (let size = -1; size < found.size;) {
    size = found.size
    for (const { id, parent } of all) if (parent !== null && found.has(parent)) found.add(id)
  }
  return [...found]
}
