import type { Relationship } from '@relvar/schema-introspect/model'
import { InvalidQueryError } from '../errors.js'
import type { FieldPath } from '../query/field-path.js'
import { normalise, parseCall, splitPath } from '../query/field-path.js'
import { keyOfCall, resolveCall } from './functions.js'
import type { Level } from './level.js'
import { deepLevel } from './level.js'
import { resolveElsewhere, type Wish } from './resolve-elsewhere.js'
import type { AnyBranch, Link, ResolvedRead, Selection, Source } from './resolved.js'
import type { Resolution } from './resolution.js'
import { columnOf, hasReadableKey, relationshipOf, unknownField } from './resolution.js'
import { scoped, toKeyOf } from './scoped.js'
import { wantedFields } from './wanted-fields.js'

/** Where selections are resolved: a use of a table, and what the query says about its level. */
export interface Place {
  readonly resolution: Resolution
  readonly source: Source
  readonly level: Level
  /** How many relationships lead here from the root. */
  readonly depth: number
  /** Resolves the level below, of which this file knows nothing but that there is one. */
  readonly resolveNested: (
    target: Source,
    paths: readonly FieldPath[],
    level: Level,
    output: ResolvedRead['output'],
  ) => ResolvedRead
}

/** Resolves the fields of one level; wildcards give what the actor may see, names must be known. */
export function resolveSelections(place: Place, paths: readonly FieldPath[]): Selection[] {
  const { resolution, source, level } = place
  const selections: Selection[] = []
  for (const [key, wanted] of wantedFields(resolution, source, paths, level.alias)) {
    const selection = resolveSelection(place, key, wanted.name, wanted.paths)
    if (selection !== null) selections.push(selection)
  }
  return selections
}

function resolveSelection(
  place: Place,
  key: string,
  name: string,
  paths: readonly FieldPath[],
): Selection | null {
  const { resolution, source } = place
  const column = columnOf(source.table, name)
  const relationship = relationshipOf(source.table, name)
  const isPlain = paths.length === 0
  if (column?.actions.includes('read') && (isPlain || relationship === undefined)) {
    if (isPlain) return { kind: 'value', key, expression: { kind: 'column', source, column } }
    throw new InvalidQueryError(
      `Field "${name}" in collection "${source.table.id}" has no fields of its own.`,
    )
  }
  if (relationship !== undefined) return resolveRelationship(place, key, relationship, paths)
  const call = parseCall(normalise(splitPath(name)).at(-1) ?? '')
  if (call === null || !isPlain) throw unknownField(source.table, name)
  return {
    kind: 'value',
    key: key === name ? keyOfCall(call) : key,
    expression: resolveCall(resolution, source, call),
  }
}

function resolveRelationship(
  place: Place,
  key: string,
  relationship: Relationship,
  paths: readonly FieldPath[],
): Selection | null {
  if (relationship.cardinality === 'many-to-any') return resolveAny(place, key, relationship, paths)
  const { resolution, source, level } = place
  const table = resolution.target(relationship)
  // A relationship into a closed collection is left out, as the wire has it.
  if (table === null) return null
  const inner = withDefaultSort(deepLevel(level.deep[key]), relationship)
  const isBare = paths.length === 0 && inner.aggregate === undefined
  const hasKey = table.primaryKey.length > 0
  // A key that may not be read cannot stand for its row either.
  if (isBare && hasKey && !hasReadableKey(table)) return null
  const output: ResolvedRead['output'] = isBare && hasKey ? 'key' : 'object'
  // Rows without a key have nothing shorter to be told by: they come whole.
  const wanted = isBare && !hasKey ? [['*']] : paths
  if (table.traits.elsewhere) {
    const wish = { key, relationship, table, paths: wanted, level: inner, output }
    return resolveElsewhere(place, wish)
  }
  const target = resolution.use(table, { parent: source, relationship })
  const link: Link = { parent: source, relationship, target }
  const read = place.resolveNested(target, wanted, inner, output)
  return {
    kind: relationship.cardinality === 'many-to-one' ? 'to-one' : 'to-many',
    key,
    link,
    read,
  }
}

/** A list is in the order of its relationship's sort column unless the query says otherwise. */
export function withDefaultSort(level: Level, relationship: Relationship): Level {
  const { sortColumn } = relationship.traits
  return level.sort !== undefined || sortColumn === undefined || level.groupBy !== undefined
    ? level
    : { ...level, sort: [sortColumn] }
}

function resolveAny(
  place: Place,
  key: string,
  relationship: Relationship,
  paths: readonly FieldPath[],
): Selection | null {
  if (typeof relationship.target !== 'object' || relationship.target === null) return null
  const { resolution, level } = place
  const { targets } = relationship.target
  assertScopes(relationship.name, targets, paths)
  const branches = targets.flatMap((id): readonly AnyBranch[] => {
    const single = scoped(relationship, id)
    const table = resolution.target(single)
    const inner = table === null ? [] : pathsInScope(relationship.name, id, paths)
    if (table === null || inner.length === 0) return []
    const deep = deepLevel(level.deep[`${key}:${id}`])
    return anyBranch(place, { key: id, relationship: single, table, paths: inner, level: deep })
  })
  return { kind: 'to-any', key, branches }
}

/** What a link to one of several tables gives of one of them; nothing where it cannot lead there. */
export function anyBranch(place: Place, wish: Omit<Wish, 'output'>): readonly AnyBranch[] {
  const { key, relationship, table, paths, level } = wish
  if (table.traits.elsewhere) {
    const link = toKeyOf(table, relationship)
    return link === null
      ? []
      : [resolveElsewhere(place, { ...wish, relationship: link, output: 'object' })]
  }
  const target = place.resolution.use(table)
  const link = { parent: place.source, relationship, target }
  const read = place.resolveNested(target, paths, level, 'object')
  return [{ kind: 'to-one', key, link, read }]
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
