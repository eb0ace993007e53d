import type { Session, SystemNames } from '@relvar/query-engine'
import type { Filter } from '@relvar/query-engine/query'
import type { AccessRow, RoleRow } from './rights-snapshot.js'

/**
 * A role whose users may do everything. Where there is none any more, one is made.
 *
 * @param session passes every policy
 */
export async function administratorRole(session: Session, names: SystemNames): Promise<string> {
  const [found] = (await administratorAccess(session, names)).flatMap(({ role }) => role ?? [])
  if (found !== undefined) return found
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
  return (await proofsOfAdministrators(session, names)).length > 0
}

/** The rows that make somebody an administrator. */
export interface AdministratorProof {
  readonly user: { readonly id: string; readonly role: string | null }
  /** From the user's role up to that of the access; empty where the user has it alone. */
  readonly chain: readonly RoleRow[]
  readonly access: AdministratorAccess
}

interface AdministratorAccess extends Pick<AccessRow, 'role' | 'user' | 'policy'> {
  readonly id: string
}

/** So many for each access: one is enough unless others take rights away at the same moment. */
const MOST_PROOFS = 10

/**
 * Some of those who may sign in and do everything, and why they may.
 *
 * @param session passes every policy
 */
export async function proofsOfAdministrators(
  session: Session,
  names: SystemNames,
): Promise<readonly AdministratorProof[]> {
  const proofs: AdministratorProof[] = []
  const roles = await allRoles(session, names)
  for (const access of await administratorAccess(session, names)) {
    const heirs = access.role === null ? [] : chainsTo(access.role, roles)
    const ways: Filter =
      access.role === null
        ? { id: { _eq: access.user } }
        : { role: { _in: heirs.map(([{ id }]) => id) } }
    const users = await session.read(names.id('users'), {
      fields: ['id', 'role'],
      filter: { _and: [{ status: { _eq: 'active' } }, ways] },
      limit: MOST_PROOFS,
    })
    for (const user of users as readonly AdministratorProof['user'][])
      proofs.push({ user, access, chain: heirs.find(([{ id }]) => id === user.role) ?? [] })
  }
  return proofs
}

/** Who holds a policy with access to everything. What the public holds makes nobody an administrator. */
async function administratorAccess(
  session: Session,
  names: SystemNames,
): Promise<readonly AdministratorAccess[]> {
  const rows = await session.read(names.id('access'), {
    fields: ['id', 'role', 'user', 'policy'],
    filter: {
      policy: { admin_access: { _eq: true } },
      _or: [{ role: { _nnull: true } }, { user: { _nnull: true } }],
    },
    sort: ['role.name', 'id'],
    limit: -1,
  })
  return rows as unknown as readonly AdministratorAccess[]
}

async function allRoles(session: Session, names: SystemNames): Promise<readonly RoleRow[]> {
  const rows = await session.read(names.id('roles'), { fields: ['id', 'parent'], limit: -1 })
  return rows as unknown as readonly RoleRow[]
}

type Chain = readonly [RoleRow, ...RoleRow[]]

/** Roles hand down what they hold: each of those below a role and the role itself, with the way up to it. */
function chainsTo(top: string, roles: readonly RoleRow[]): readonly Chain[] {
  const chains: Chain[] = roles.filter(({ id }) => id === top).map((role) => [role])
  // What is added is looked at in its turn; no role is below itself.
  for (const chain of chains)
    for (const role of roles)
      if (role.parent === chain[0].id && role.id !== top) chains.push([role, ...chain])
  return chains
}
