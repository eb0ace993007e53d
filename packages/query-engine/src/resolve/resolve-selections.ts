import type { Relationship } from '@relvar/schema-introspect/model'
import { InvalidQueryError } from '../errors.js'
import type { FieldPath } from '../query/field-path.js'
import { normalise, parseCall, splitPath } from '../query/field-path.js'
import { keyOfCall, resolveCall } from './functions.js'
import type { Level } from './level.js'
import { deepLevel } from './level.js'
import { scoped } from './resolve-filter.js'
import { resolveRead } from './resolve-read.js'
import type { AnyBranch, Selection, Source } from './resolved.js'
import type { Resolution } from './resolution.js'
import { columnOf, hasReadableKey, relationshipOf, unknownField } from './resolution.js'

/** What is wanted of one field: itself, and the paths that go on from it. */
interface Wanted {
  /** The field's name in the table; the key in the row is the map's key. */
  readonly name: string
  readonly paths: FieldPath[]
}

/** Resolves the fields of one level; wildcards give what the actor may see, names must be known. */
export function resolveSelections(
  resolution: Resolution,
  source: Source,
  paths: readonly FieldPath[],
  level: Level,
  depth: number,
): Selection[] {
  const wanted = new Map<string, Wanted>()
  for (const path of paths) collect(resolution, source, path, level, wanted)
  const selections: Selection[] = []
  for (const [key, { name, paths: rest }] of wanted) {
    const selection = resolveSelection(resolution, source, key, name, rest, level, depth)
    if (selection !== null) selections.push(selection)
  }
  return selections
}

function collect(
  resolution: Resolution,
  source: Source,
  path: FieldPath,
  level: Level,
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
  if (Object.hasOwn(level.alias, head)) {
    want(wanted, head, level.alias[head] as string, rest.length > 0 ? [rest] : [])
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

function resolveSelection(
  resolution: Resolution,
  source: Source,
  key: string,
  name: string,
  paths: readonly FieldPath[],
  level: Level,
  depth: number,
): Selection | null {
  const column = columnOf(source.table, name)
  const relationship = relationshipOf(source.table, name)
  const plain = paths.length === 0
  if (column?.actions.includes('read') && (plain || relationship === undefined)) {
    if (!plain)
      throw new InvalidQueryError(
        `Field "${name}" in collection "${source.table.id}" has no fields of its own.`,
      )
    return { kind: 'value', key, expression: { kind: 'column', source, column } }
  }
  if (relationship !== undefined)
    return resolveRelationship(resolution, source, key, relationship, paths, level, depth)
  const call = parseCall(normalise(splitPath(name)).at(-1) ?? '')
  if (call === null || !plain) throw unknownField(source.table, name)
  return {
    kind: 'value',
    key: key === name ? keyOfCall(call) : key,
    expression: resolveCall(resolution, source, call),
  }
}

function resolveRelationship(
  resolution: Resolution,
  source: Source,
  key: string,
  relationship: Relationship,
  paths: readonly FieldPath[],
  level: Level,
  depth: number,
): Selection | null {
  if (relationship.cardinality === 'many-to-any')
    return resolveAny(resolution, source, key, relationship, paths, level, depth)
  const table = resolution.target(relationship)
  // A relationship into a closed collection is left out, as the wire has it.
  if (table === null) return null
  const link = {
    parent: source,
    relationship,
    target: resolution.use(table, { parent: source, relationship }),
  }
  const inner = deepLevel(level.deep[key])
  const output = paths.length === 0 && inner.aggregate === undefined ? 'key' : 'object'
  if (output === 'key' && table.primaryKey.length === 0) {
    return resolveKeyless(resolution, key, link, inner, depth)
  }
  // A key that may not be read cannot stand for its row either.
  if (output === 'key' && !hasReadableKey(table)) return null
  const read = resolveRead(
    resolution,
    link.target,
    paths,
    withDefaultSort(inner, relationship),
    depth + 1,
    output,
  )
  return {
    kind: relationship.cardinality === 'many-to-one' ? 'to-one' : 'to-many',
    key,
    link,
    read,
  }
}

/** Rows without a key have nothing shorter to be told by: they come whole. */
function resolveKeyless(
  resolution: Resolution,
  key: string,
  link: AnyBranch['link'],
  inner: Level,
  depth: number,
): Selection {
  const read = resolveRead(resolution, link.target, [['*']], inner, depth + 1)
  return {
    kind: link.relationship.cardinality === 'many-to-one' ? 'to-one' : 'to-many',
    key,
    link,
    read,
  }
}

/** A list is in the order of its relationship's sort column unless the query says otherwise. */
function withDefaultSort(level: Level, relationship: Relationship): Level {
  const { sortColumn } = relationship.traits
  return level.sort !== undefined || sortColumn === undefined || level.groupBy !== undefined
    ? level
    : { ...level, sort: [sortColumn] }
}

function resolveAny(
  resolution: Resolution,
  source: Source,
  key: string,
  relationship: Relationship,
  paths: readonly FieldPath[],
  level: Level,
  depth: number,
): Selection | null {
  if (typeof relationship.target !== 'object' || relationship.target === null) return null
  const { targets } = relationship.target
  const branches: AnyBranch[] = []
  assertScopes(relationship.name, targets, paths)
  for (const id of targets) {
    const single = scoped(relationship, id)
    const table = resolution.target(single)
    const inner = table === null ? [] : pathsInScope(relationship.name, id, paths)
    if (table === null || inner.length === 0) continue
    const link = { parent: source, relationship: single, target: resolution.use(table) }
    const deep = deepLevel(level.deep[`${key}:${id}`])
    branches.push({
      link,
      discriminator: id,
      read: resolveRead(resolution, link.target, inner, deep, depth + 1),
    })
  }
  return { kind: 'to-any', key, branches }
}

function assertScopes(name: string, targets: readonly string[], paths: readonly FieldPath[]): void {
  for (const [head = ''] of paths) {
    const unknown = head.startsWith(':') && !targets.includes(head.slice(1))
    if (unknown) throw new InvalidQueryError(`"${name}" does not lead to "${head.slice(1)}".`)
  }
}

/** Paths scoped to this table, and wildcards, which need no scope. */
function pathsInScope(name: string, id: string, paths: readonly FieldPath[]): FieldPath[] {
  return paths.flatMap((path) => {
    const [head = '', ...rest] = path
    if (head.startsWith(':')) return head === `:${id}` ? [rest.length === 0 ? ['*'] : rest] : []
    if (head === '*') return [path]
    throw new InvalidQueryError(
      `"${name}" leads to several collections: write "${name}:collection.${head}".`,
    )
  })
}
