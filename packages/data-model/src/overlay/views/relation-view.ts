import type { Row } from '@relvar/query-engine'
import type {
  ForeignKey,
  ReferentialAction,
  Relationship,
  SchemaModel,
  Table,
} from '@relvar/schema-introspect/model'
import type { RelationRow } from '../overlay-rows.js'
import { readableTables, type Viewed } from './collection-view.js'

/** A link as the wire has it, from the side that holds the key. */
export interface RelationObject {
  readonly collection: string
  readonly field: string
  /** null of a link to any of several collections. */
  readonly related_collection: string | null
  /**
   * The list of the other side by which items are read and written that link to it; null of a link to any
   * of several collections, and where it may not be followed.
   */
  readonly related_field: string | null
  /** null of a link that no foreign key holds, and of which nobody has said what is to hold. */
  readonly schema: RelationSchema | null
  /** null of a foreign key that nobody has said anything about. */
  readonly meta: Row | null
}

export interface RelationSchema {
  /** null where the link is ours to hold. */
  readonly constraint_name: string | null
  readonly table: string
  /** Of a key of several columns all of them, with commas between. */
  readonly column: string
  readonly foreign_key_schema: string | null
  readonly foreign_key_table: string
  readonly foreign_key_column: string
  readonly on_update: string
  readonly on_delete: string
}

/** All links that somebody may follow; administrators see those that fit no table, too. */
export function relationViews(viewed: Viewed<RelationRow>): readonly RelationObject[] {
  const { schema, rows, all } = viewed
  const said = new Map(rows.map((row) => [nameOf(row.many_collection, row.many_field), row]))
  const found = readableTables(schema, all).flatMap((table) =>
    table.relationships
      .filter(({ cardinality, target }) => cardinality !== 'one-to-many' && target !== null)
      .map((link) => relation(table, link, said.get(nameOf(table.id, link.name)), viewed)),
  )
  const seen = new Set(found.map(({ collection, field }) => nameOf(collection, field)))
  const lost = all ? [...said].filter(([name]) => !seen.has(name)).map(([, row]) => row) : []
  return [...found, ...lost.map(lostRelation)]
}

function nameOf(collection: string, field: string): string {
  return JSON.stringify([collection, field])
}

function relation(
  table: Table,
  link: Relationship,
  row: RelationRow | undefined,
  { schema, system }: Viewed<RelationRow>,
): RelationObject {
  const isOurs = row === undefined && link.source === 'declared' && system.isOurs(table.id)
  return {
    collection: table.id,
    field: link.name,
    related_collection: typeof link.target === 'string' ? link.target : null,
    related_field: wayBack(table, link, schema),
    schema: relationSchema(table, link, schema),
    meta: row === undefined ? (isOurs ? systemMeta(table, link, schema) : null) : metaOf(row),
  }
}

/** A name that somebody gave comes before the one that was made of the table's. */
function wayBack(table: Table, link: Relationship, { tables }: SchemaModel): string | null {
  const other = typeof link.target === 'string' ? tables[link.target] : undefined
  const found = (other?.relationships ?? [])
    .filter(({ cardinality, target }) => cardinality === 'one-to-many' && target === table.id)
    .filter(({ columns }) =>
      columns.every(([, there], index) => there === link.columns[index]?.[0]),
    )
  const named = found.find(({ source }) => source === 'declared') ?? found[0]
  return named?.name ?? null
}

function relationSchema(
  table: Table,
  { columns, target, traits }: Relationship,
  { tables }: SchemaModel,
): RelationSchema | null {
  if (typeof target !== 'string') return null
  const here = columns.map(([column]) => column)
  const there = tables[target]
  const isSeen = columns.every(([, name]) => there?.columns.some((column) => column.name === name))
  // What a hidden column is called, the database may tell of in the name of the key, too.
  if (!isSeen) return null
  const key = table.foreignKeys.find((each) => each.target === target && isSame(each, here))
  if (key === undefined && traits.onDelete === undefined) return null
  return {
    constraint_name: key?.name ?? null,
    table: table.id,
    column: here.join(),
    foreign_key_schema: tables[target]?.schema ?? null,
    foreign_key_table: target,
    foreign_key_column: columns.map(([, column]) => column).join(),
    on_update: capitals(key?.onUpdate ?? 'no action'),
    on_delete: capitals(key?.onDelete ?? traits.onDelete ?? 'no action'),
  }
}

function isSame({ columns }: ForeignKey, here: readonly string[]): boolean {
  return columns.length === here.length && columns.every((name) => here.includes(name))
}

function capitals(action: ReferentialAction): string {
  return action.toUpperCase()
}

/** What the engine does where no foreign key holds is told as the foreign key would tell it. */
function metaOf(row: RelationRow): Row {
  const { on_delete: _, ...meta } = row
  return meta
}

function systemMeta(table: Table, link: Relationship, { tables }: SchemaModel): Row {
  const target = typeof link.target === 'string' ? tables[link.target] : undefined
  const back = target?.relationships.find(
    (each) =>
      each.cardinality === 'one-to-many' &&
      each.source === 'declared' &&
      each.target === table.id &&
      each.columns.every(([, there], index) => there === link.columns[index]?.[0]),
  )
  return {
    many_collection: table.id,
    many_field: link.name,
    one_collection: target?.id ?? null,
    one_field: back?.name ?? null,
    one_collection_field: null,
    one_allowed_collections: null,
    junction_field: null,
    sort_field: null,
    one_deselect_action: 'nullify',
    system: true,
  }
}

function lostRelation(row: RelationRow): RelationObject {
  return {
    collection: row.many_collection,
    field: row.many_field,
    related_collection: row.one_collection ?? null,
    related_field: null,
    schema: null,
    meta: metaOf(row),
  }
}
