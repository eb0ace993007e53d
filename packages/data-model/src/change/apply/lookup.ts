import {
  type Column,
  findColumn,
  findTable,
  type SchemaModel,
  type Table,
  type TableId,
} from '@relvar/schema-introspect/model'
import { ChangeRefusedError } from '../errors.js'

/**
 * The table of that id.
 *
 * @throws ChangeRefusedError where there is none, or where it is something else than asked for
 */
export function tableOf(model: SchemaModel, id: TableId, kind: 'table' | 'view' = 'table'): Table {
  const table = findTable(model, id)
  if (table === undefined)
    throw new ChangeRefusedError('unknown-table', `There is no table "${id}".`)
  const isView = table.kind === 'view' || table.kind === 'materialized-view'
  if (isView !== (kind === 'view') || table.kind === 'foreign-table')
    throw new ChangeRefusedError(
      'unsupported',
      `"${id}" is no ${kind}, so it cannot be changed like one.`,
    )
  return table
}

/** @throws ChangeRefusedError where the table has no such column */
export function columnOf(table: Table, name: string): Column {
  const column = findColumn(table, name)
  if (column === undefined)
    throw new ChangeRefusedError('unknown-column', `Table "${table.id}" has no column "${name}".`)
  return column
}

/** @throws ChangeRefusedError where nothing of that name is in the list */
export function constraintOf<T extends { readonly name: string }>(
  table: Table,
  list: readonly T[],
  name: string,
  what: string,
): T {
  const found = list.find((each) => each.name === name)
  if (found === undefined)
    throw new ChangeRefusedError(
      'unknown-constraint',
      `Table "${table.id}" has no ${what} "${name}".`,
    )
  return found
}

/** The same model with another table in the place of one. */
export function withTable(model: SchemaModel, table: Table): SchemaModel {
  return { ...model, tables: { ...model.tables, [table.id]: table } }
}

export function withoutTable(model: SchemaModel, id: TableId): SchemaModel {
  const { [id]: _, ...tables } = model.tables
  return { ...model, tables }
}

/** The id of a table that is made: its name in the default schema, else `schema.table`. */
export function idOf(model: SchemaModel, schema: string, name: string): TableId {
  return schema === model.defaultSchema ? name : `${schema}.${name}`
}

/** Tables whose foreign keys point to this one, itself left out. */
export function referrersOf(model: SchemaModel, id: TableId): readonly Table[] {
  return Object.values(model.tables).filter(
    (table) => table.id !== id && table.foreignKeys.some((key) => key.target === id),
  )
}
