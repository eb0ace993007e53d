import type { Role } from './people-data.js'

/** A role with how deep it lies below others. */
export interface RoleLine {
  readonly role: Role
  readonly depth: number
}

/** Roles from top to bottom, each below the one that hands its rights down. A cycle begins somewhere. */
export function roleLines(roles: readonly Role[]): readonly RoleLine[] {
  const ids = new Set(roles.map(({ id }) => id))
  const children = Map.groupBy(roles, ({ parent }) =>
    parent !== null && ids.has(parent) ? parent : null,
  )
  const seen = new Set<string>()
  function below(parent: string | null, depth: number): readonly RoleLine[] {
    return (children.get(parent) ?? []).flatMap((role) => {
      if (seen.has(role.id)) return []
      seen.add(role.id)
      return [{ role, depth }, ...below(role.id, depth + 1)]
    })
  }
  const tree = below(null, 0)
  const lost = roles.filter(({ id }) => !seen.has(id)).map((role) => ({ role, depth: 0 }))
  return [...tree, ...lost]
}

/** The roles above one, the nearest first; of a cycle each once. */
export function rolesAbove(roles: readonly Role[], { parent }: Role): readonly Role[] {
  const above: Role[] = []
  for (let id = parent; id !== null;) {
    const next = roles.find((role) => role.id === id)
    if (next === undefined || above.includes(next)) break
    above.push(next)
    id = next.parent
  }
  return above
}

/** The roles that one may lie below: none that lies below itself. */
export function possibleParents(roles: readonly Role[], id: string): readonly Role[] {
  const inside = new Set([id])
  // Each pass finds one generation more.
  for (let size = 0; size !== inside.size;) {
    size = inside.size
    for (const { id: child, parent } of roles)
      if (parent !== null && inside.has(parent)) inside.add(child)
  }
  return roles.filter((role) => !inside.has(role.id))
}
