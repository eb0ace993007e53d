import type { Row } from '@relvar/query-engine'
import {
  findTable,
  type Column,
  type SchemaModel,
  type Table,
} from '@relvar/schema-introspect/model'
import { fieldTypeOf } from '../../catalogue/defaults/column-facts.js'
import type { FieldType } from '../../catalogue/field-type.js'
import { isAlias } from '../column-overlay.js'
import type { FieldRow } from '../overlay-rows.js'
import { readableTables, type Viewed } from './collection-view.js'
import { type FieldSchema, fieldSchema } from './field-schema.js'
import { systemAliasMeta, systemFieldMeta } from './system-field-meta.js'

/** A column or alias as the wire has it. */
export interface FieldObject {
  readonly collection: string
  readonly field: string
  readonly type: FieldType
  /** null of an alias. */
  readonly schema: FieldSchema | null
  /** null of a column that nobody has said anything about. */
  readonly meta: Row | null
}

/** The fields of all collections, each with its columns in the order of the database and then its aliases. */
export function fieldViews(viewed: Viewed<FieldRow>): readonly FieldObject[] {
  const { schema, system, all, rows } = viewed
  const said = new Map<string, FieldRow[]>()
  for (const row of rows) said.set(row.collection, [...(said.get(row.collection) ?? []), row])
  return readableTables(schema, all)
    .filter(({ id }) => !system.isOurs(id) || system.metaOf(id) !== null)
    .flatMap((table) => fieldsOf(table, { ...viewed, rows: said.get(table.id) ?? [] }))
}

/** The fields of one collection; null where it is not seen. */
export function fieldViewsOf(id: string, viewed: Viewed<FieldRow>): readonly FieldObject[] | null {
  const { schema, system, all, rows } = viewed
  const table = findTable(schema, id)
  const isSeen = table !== undefined && (all || table.actions.includes('read'))
  if (!isSeen || (system.isOurs(id) && system.metaOf(id) === null)) return null
  return fieldsOf(table, { ...viewed, rows: rows.filter(({ collection }) => collection === id) })
}

function fieldsOf(
  table: Table,
  { schema, rows, system, all }: Viewed<FieldRow>,
): readonly FieldObject[] {
  const said = new Map(rows.map((row) => [row.field, row]))
  const isOurs = system.isOurs(table.id)
  const columns = table.columns
    .filter(({ actions }) => all || actions.includes('read'))
    .map((column, index) => columnField(column, table, schema, metaOf(column, index)))
  function metaOf(column: Column, index: number): Row | null {
    return (
      said.get(column.name) ?? (isOurs ? systemFieldMeta(column, table, schema, index + 1) : null)
    )
  }
  const aliases = rows.filter((row) => isAlias(row) && isSeen(row, table, all))
  return [
    ...columns,
    ...(isOurs ? systemAliases(table, new Set(said.keys())) : []),
    ...aliases.map((row) => alias(table, row.field, row)),
  ]
}

function columnField(
  column: Column,
  table: Table,
  schema: SchemaModel,
  meta: Row | null,
): FieldObject {
  return {
    collection: table.id,
    field: column.name,
    type: typeOf(column, meta),
    schema: fieldSchema(column, table, schema),
    meta,
  }
}

/** A link is seen by those who may follow it, a part of the form by all who see the form. */
function isSeen({ field, special }: FieldRow, { relationships }: Table, all: boolean): boolean {
  if (all || relationships.some(({ name }) => name === field)) return true
  return special?.some((each) => each === 'no-data' || each === 'group') ?? false
}

function systemAliases(table: Table, taken: ReadonlySet<string>): readonly FieldObject[] {
  return table.relationships
    .filter(({ cardinality, source }) => cardinality === 'one-to-many' && source === 'declared')
    .filter(({ name }) => !taken.has(name))
    .map(({ name }, index) =>
      alias(table, name, systemAliasMeta(table, name, table.columns.length + index + 1)),
    )
}

function alias(table: Table, field: string, meta: Row): FieldObject {
  return { collection: table.id, field, type: 'alias', schema: null, meta }
}

const UUIDS: ReadonlySet<string> = new Set(['uuid', 'uuid-v7', 'file'])

/** Keys that are kept as text are told by what was said of them. */
function typeOf(column: Column, meta: Row | null): FieldType {
  const special = (meta?.['special'] ?? []) as readonly string[]
  const isUuid = special.some((each) => UUIDS.has(each))
  return isUuid && column.type === 'string' ? 'uuid' : fieldTypeOf(column)
}
