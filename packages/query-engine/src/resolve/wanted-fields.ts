import type { Relationship } from '@relvar/schema-introspect/model'
import type { FieldPath } from '../query/field-path.js'
import type { Aliases } from './resolve-expression.js'
import type { Source } from './resolved.js'
import type { Resolution } from './resolution.js'
import { columnOf, relationshipOf } from './resolution.js'

/** What is wanted of one field: itself, and the paths that go on from it. */
export interface Wanted {
  /** The field's name in the table; its key in the row is the map's key. */
  readonly name: string
  readonly paths: FieldPath[]
}

/** Sorts paths by the field that they begin with: wildcards expanded, aliases looked up. */
export function wantedFields(
  resolution: Resolution,
  source: Source,
  paths: readonly FieldPath[],
  aliases: Aliases,
): ReadonlyMap<string, Wanted> {
  const wanted = new Map<string, Wanted>()
  for (const path of paths) collect(resolution, source, path, aliases, wanted)
  return wanted
}

function collect(
  resolution: Resolution,
  source: Source,
  path: FieldPath,
  aliases: Aliases,
  wanted: Map<string, Wanted>,
): void {
  const [head = '', ...rest] = path
  if (head === '*') {
    for (const name of wildcard(resolution, source, rest.length > 0)) {
      const deeper = rest.length > 0 && isRelationship(source, name) ? [rest] : []
      want(wanted, name, name, deeper)
    }
    return
  }
  if (Object.hasOwn(aliases, head)) {
    want(wanted, head, aliases[head] as string, rest.length > 0 ? [rest] : [])
    return
  }
  const [name, deeper] = longestName(source, path)
  want(wanted, name, name, deeper.length > 0 ? [deeper] : [])
}

function want(
  wanted: Map<string, Wanted>,
  key: string,
  name: string,
  paths: readonly FieldPath[],
): void {
  const known = wanted.get(key)
  if (known === undefined) wanted.set(key, { name, paths: [...paths] })
  else known.paths.push(...paths)
}

/** Columns and declared ways back; where relationships are expanded, also links that are no column. */
function wildcard(resolution: Resolution, source: Source, expanded: boolean): string[] {
  const { columns } = source.table
  const relationships = source.table.relationships.filter(
    (relationship) => !(expanded && isLeftOut(resolution, source, relationship)),
  )
  const names = columns
    .filter((column) => column.actions.includes('read'))
    .map((column) => column.name)
  const others = relationships.filter(
    (relationship) =>
      !names.includes(relationship.name) &&
      (relationship.cardinality === 'one-to-many'
        ? relationship.source === 'declared'
        : expanded && relationship.target !== null),
  )
  return [...names, ...others.map((relationship) => relationship.name)]
}

/** With `backlink: false`, the way back to the row that a wildcard came from. */
function isLeftOut(resolution: Resolution, source: Source, relationship: Relationship): boolean {
  const { arrivedBy } = source
  if (
    resolution.backlink ||
    arrivedBy === undefined ||
    relationship.target !== arrivedBy.parent.table.id
  )
    return false
  const pairs = relationship.columns.map(([here, there]) => `${there}=${here}`)
  return arrivedBy.relationship.columns.every(([here, there]) => pairs.includes(`${here}=${there}`))
}

function isRelationship(source: Source, name: string): boolean {
  return relationshipOf(source.table, name) !== undefined
}

/** A name may hold dots itself: the shortest known one counts. `item:headings` is `item` and a scope. */
function longestName(source: Source, path: FieldPath): [string, FieldPath] {
  for (let size = 1; size <= path.length; size++) {
    const name = path.slice(0, size).join('.')
    if (columnOf(source.table, name) !== undefined || isRelationship(source, name))
      return [name, path.slice(size)]
  }
  const [head = '', ...rest] = path
  const colon = head.indexOf(':')
  if (colon > 0 && isRelationship(source, head.slice(0, colon))) {
    return [head.slice(0, colon), [head.slice(colon), ...rest]]
  }
  return [head, rest]
}
