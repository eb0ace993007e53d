import type { Row } from '@relvar/query-engine'
import type { Action, SchemaModel, Table, TableKind } from '@relvar/schema-introspect/model'
import type { SystemCollections } from './system-collections.js'

/** A table or folder as the wire has it. */
export interface CollectionObject {
  readonly collection: string
  /** null of a table that nobody has said anything about. */
  readonly meta: Row | null
  /** null of a folder. */
  readonly schema: CollectionSchema | null
}

export interface CollectionSchema {
  readonly schema: string
  readonly name: string
  readonly comment: string | null
  readonly kind: TableKind
  /** In key order; empty where there is none, so that items can only be listed. */
  readonly primary_key: readonly string[]
  /** What may be done here: what the database allows, and the rights of whoever asks. */
  readonly actions: readonly Action[]
}

/** What the objects of the wire are made of, as somebody sees it. */
export interface Viewed<TRow> {
  /** Tables without `read` are not seen. */
  readonly schema: SchemaModel
  readonly rows: readonly TRow[]
  readonly system: SystemCollections
  /** Administrators see what fits no table, too, for them to mend. */
  readonly all: boolean
}

/**
 * Collections in the order of the wire: those that something was said about, ours, the others. Folders
 * are seen by those who see something in them.
 */
export function collectionViews(viewed: Viewed<Row>): readonly CollectionObject[] {
  const { rows, schema, system, all } = viewed
  const tables = readableTables(schema, all)
  const said = new Map(rows.map((row) => [String(row['collection']), row]))
  const own = tables.filter(({ id }) => system.metaOf(id) !== null)
  const users = tables.filter(({ id }) => !system.isOurs(id))
  const managed = users.filter(({ id }) => said.has(id))
  const folders = foldersOf(viewed, new Set(users.map(({ id }) => id)))
  return [
    ...[...managed.map((table) => view(table, metaOf(said.get(table.id)))), ...folders].sort(
      byName,
    ),
    ...own.map((table) => view(table, system.metaOf(table.id))),
    ...users.filter(({ id }) => !said.has(id)).map((table) => view(table, null)),
  ]

  function view(table: Table, meta: Row | null): CollectionObject {
    return viewOf(all ? table : withSeenKey(table), meta)
  }
}

/** Who does not see all of a key cannot address items by it. */
function withSeenKey(table: Table): Table {
  const { primaryKey, columns } = table
  const isSeen = primaryKey.every((key) =>
    columns.some(({ name, actions }) => name === key && actions.includes('read')),
  )
  return isSeen ? table : { ...table, primaryKey: [] }
}

export function readableTables({ tables }: SchemaModel, all: boolean): readonly Table[] {
  return Object.values(tables).filter(({ actions }) => all || actions.includes('read'))
}

function foldersOf(
  { rows, all }: Viewed<Row>,
  seen: ReadonlySet<string>,
): readonly CollectionObject[] {
  const groups = new Map(rows.map((row) => [String(row['collection']), row['group']]))
  const wanted = new Set<unknown>()
  for (const id of seen)
    for (let at = groups.get(id); typeof at === 'string' && !wanted.has(at); at = groups.get(at))
      wanted.add(at)
  return rows
    .filter(({ collection }) => !seen.has(String(collection)) && (all || wanted.has(collection)))
    .map((row) => ({ collection: String(row['collection']), meta: metaOf(row), schema: null }))
}

function viewOf(
  { id, schema, name, comment, kind, primaryKey, actions }: Table,
  meta: Row | null,
): CollectionObject {
  const facts = { schema, name, comment, kind, primary_key: primaryKey, actions }
  return { collection: id, meta, schema: facts }
}

/** A declared key is ours: it is told where there is one, so that others find the keys that they know. */
function metaOf(row: Row | undefined): Row | null {
  if (row === undefined) return null
  const { primary_key: key, ...meta } = row
  return key === null || key === undefined ? meta : { ...meta, primary_key: key }
}

function byName(left: CollectionObject, right: CollectionObject): number {
  return left.collection < right.collection ? -1 : 1
}
