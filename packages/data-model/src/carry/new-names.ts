import type { SystemNames } from '@relvar/query-engine'
import {
  findColumn,
  findRelationship,
  findTable,
  type Relationship,
  type SchemaModel,
  type Table,
  type TableId,
} from '@relvar/schema-introspect/model'
import type { Dropped } from '../snapshot/plan-snapshot.js'
import type { Renames } from '../snapshot/snapshot-diff.js'

/** Collections and fields that get another name, and those that go, by the names that they have then. */
export interface Moves {
  readonly renames: Renames
  readonly dropped: Dropped
}

/** What the names of a schema are after a change; null is one of something that is gone. */
export interface NewNames {
  /** The schema that names are meant in, with what was said of it. */
  readonly before: SchemaModel
  /** The names of our own tables, of which variables speak; null where nobody asks about those. */
  readonly ours: SystemNames | null
  collection(id: TableId): TableId | null
  /** The new name of a field of a collection, both by their old names; as it is where that names nothing. */
  field(id: TableId, name: string): string | null
}

/**
 * @param after the tables as they will be; links by foreign keys are named after them
 *
 * @example
 * newNames(before, after, { renames, dropped }).field('books', 'title') // 'name'
 */
export function newNames(
  before: SchemaModel,
  after: SchemaModel,
  { renames, dropped }: Moves,
  ours: SystemNames | null = null,
): NewNames {
  const collections = new Map(renames.collections.map(({ from, to }) => [from, to]))
  const fields = new Map(
    renames.fields.map(({ collection, from, to }) => [JSON.stringify([collection, from]), to]),
  )
  const gone = {
    collections: new Set(dropped.collections),
    fields: new Set(dropped.fields.map((each) => JSON.stringify([each.collection, each.field]))),
  }
  return { before, ours, collection, field }

  function collection(id: TableId): TableId | null {
    const now = collections.get(id) ?? id
    return gone.collections.has(now) ? null : now
  }

  function field(id: TableId, name: string): string | null {
    const table = findTable(before, id)
    const link = table && findRelationship(table, name)
    if (table === undefined) return name
    if (link === undefined || findColumn(table, name) !== undefined) return own(id, name)
    return linkName(table, link)
  }

  /** The name of a column, or one that people gave to a list. */
  function own(id: TableId, name: string): string | null {
    const owner = collection(id)
    if (owner === null) return null
    const now = fields.get(JSON.stringify([owner, name])) ?? name
    return gone.fields.has(JSON.stringify([owner, now])) ? null : now
  }

  function linkName(table: Table, link: Relationship): string | null {
    const ends = endsOf(link).map((id) => [id, collection(id)] as const)
    const left = ends.filter(([, now]) => now !== null)
    const columns = link.columns.map(([here, there]) => [
      own(table.id, here),
      // The key of whichever table is meant has no name.
      ...left.map(([id]) => (there === '' ? '' : own(id, there))),
    ])
    if (left.length === 0 || columns.flat().includes(null)) return null
    return link.source === 'declared' ? own(table.id, link.name) : derived(table, link, columns)
  }

  /** A link that nobody named has its name from tables and columns. */
  function derived(
    table: Table,
    { name, cardinality, target }: Relationship,
    columns: readonly (readonly (string | null)[])[],
  ): string | null {
    const owner = findTable(after, collection(table.id) ?? '')
    const end = collection(String(target))
    const same = owner?.relationships.find(
      (link) =>
        link.cardinality === cardinality &&
        link.target === end &&
        JSON.stringify(link.columns) === JSON.stringify(columns),
    )
    return same?.name ?? name
  }
}

/** The tables that a link leads to. */
export function endsOf({ target }: Relationship): readonly TableId[] {
  if (target === null) return []
  return typeof target === 'string' ? [target] : target.targets
}
