import type { Actor, Claims, Row, Session } from '@relvar/query-engine'
import type { AuthData } from '../data.js'

/** The variables that rules name fields of, and the table that each is a row of. */
const TABLES = {
  CURRENT_USER: 'users',
  CURRENT_ROLE: 'roles',
  CURRENT_ROLES: 'roles',
  CURRENT_POLICIES: 'policies',
} as const
type Variable = keyof typeof TABLES
const VARIABLES = Object.keys(TABLES) as readonly Variable[]

/** What rules name beyond ids: `team.id` of `CURRENT_USER`. */
export type ClaimPaths = Readonly<Record<Variable, ReadonlySet<string>>>

/** What of a user changes with everything that they do, and changes no mark. */
export const TRACES: readonly string[] = ['last_access', 'last_page']

/** `{ owner: { _eq: '$CURRENT_USER.team.id' } }` names `team.id` of the user. */
export function claimPathsOf(rules: readonly unknown[]): ClaimPaths {
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

/**
 * Whether a change of what is named changes the mark: columns of our own tables do. What is linked to
 * them is the user's own and changes as it likes.
 */
export function areMarked(data: AuthData, paths: ClaimPaths): boolean {
  const { tables } = data.system().schema
  return VARIABLES.every((variable) => {
    const columns = tables[data.id(TABLES[variable])]?.columns ?? []
    const isMarked = (path: string): boolean =>
      !TRACES.includes(path) && columns.some(({ name }) => name === path)
    return [...paths[variable]].every(isMarked)
  })
}

/**
 * What is named: a read for each variable of which anything is named at all.
 *
 * @param session passes every policy
 */
export async function claimsOf(
  data: AuthData,
  actor: Actor,
  paths: ClaimPaths,
  session: Session = data.system(),
): Promise<Claims> {
  const read = async (variable: Variable, ids: readonly string[]): Promise<readonly Row[]> => {
    const fields = [...paths[variable]]
    if (fields.length === 0 || ids.length === 0) return []
    const query = { fields: ['id', ...fields], filter: { id: { _in: ids } }, limit: -1 }
    return session.read(data.id(TABLES[variable]), query)
  }
  const { id, role, roles = [], policies = [] } = actor
  const [user] = await read('CURRENT_USER', listOf(id))
  const [ownRole] = await read('CURRENT_ROLE', listOf(role))
  const chain = await read('CURRENT_ROLES', roles)
  const held = await read('CURRENT_POLICIES', policies)
  return {
    ...(user !== undefined && { user }),
    ...(ownRole !== undefined && { role: ownRole }),
    ...(chain.length > 0 && { roles: chain }),
    ...(held.length > 0 && { policies: held }),
  }
}

function listOf(id: string | null | undefined): readonly string[] {
  return id === null || id === undefined ? [] : [id]
}
