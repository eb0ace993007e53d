import type { Actor, Claims } from '@relvar/query-engine'
import type { AuthData } from '../data.js'

/**
 * What rules name of `$CURRENT_USER`, `$CURRENT_ROLE`, `$CURRENT_ROLES` and `$CURRENT_POLICIES` beyond
 * their ids, read past every policy: a read for each kind that is named at all.
 */
export async function claimsOf(
  data: AuthData,
  actor: Actor,
  rules: readonly unknown[],
): Promise<Claims> {
  const named = namedPaths(rules)
  const read = async (
    table: string,
    kind: Variable,
    ids: readonly string[],
  ): Promise<readonly Readonly<Record<string, unknown>>[]> => {
    const fields = [...named[kind]]
    if (fields.length === 0 || ids.length === 0) return []
    const query = { fields: ['id', ...fields], filter: { id: { _in: ids } }, limit: -1 }
    return data.system().read(data.id(table), query)
  }
  const { id, role, roles = [], policies = [] } = actor
  const [user] = await read('users', 'CURRENT_USER', listOf(id))
  const [ownRole] = await read('roles', 'CURRENT_ROLE', listOf(role))
  const chain = await read('roles', 'CURRENT_ROLES', roles)
  const held = await read('policies', 'CURRENT_POLICIES', policies)
  return {
    ...(user !== undefined && { user }),
    ...(ownRole !== undefined && { role: ownRole }),
    ...(chain.length > 0 && { roles: chain }),
    ...(held.length > 0 && { policies: held }),
  }
}

const VARIABLES = ['CURRENT_USER', 'CURRENT_ROLE', 'CURRENT_ROLES', 'CURRENT_POLICIES'] as const
type Variable = (typeof VARIABLES)[number]

/** `{ owner: { _eq: '$CURRENT_USER.team.id' } }` names `team.id` of the user. */
function namedPaths(rules: readonly unknown[]): Readonly<Record<Variable, ReadonlySet<string>>> {
  const paths = Object.fromEntries(VARIABLES.map((name) => [name, new Set<string>()])) as Record<
    Variable,
    Set<string>
  >
  const collect = (value: unknown): void => {
    if (typeof value === 'string') {
      const [, name, path] = /^\$(CURRENT_[A-Z]+)\.([\w.]+)$/.exec(value) ?? []
      if (path !== undefined) paths[name as Variable]?.add(path)
    } else if (typeof value === 'object' && value !== null) Object.values(value).forEach(collect)
  }
  rules.forEach(collect)
  return paths
}

function listOf(id: string | null | undefined): readonly string[] {
  return id === null || id === undefined ? [] : [id]
}
