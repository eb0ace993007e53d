import type { Column, Relationship, SchemaModel, Table, TableId } from './schema-model.js'

/** A table was asked for by an id that the model does not have. */
export class UnknownTableError extends Error {
  override readonly name = 'UnknownTableError'
  readonly code = 'RELVAR_UNKNOWN_TABLE'
  readonly table: TableId

  constructor(table: TableId) {
    super(`The schema has no table "${table}".`)
    this.table = table
  }
}

/**
 * The table of that id. Throws {@link UnknownTableError} where there is none.
 *
 * @example
 * getTable(schema, 'order_line').primaryKey // ['order_id', 'line_no']
 */
export function getTable(schema: SchemaModel, id: TableId): Table {
  const table = findTable(schema, id)
  if (table === undefined) throw new UnknownTableError(id)
  return table
}

/** As {@link getTable}, undefined where there is none. Safe for any text: `__proto__` is no table. */
export function findTable(schema: SchemaModel, id: TableId): Table | undefined {
  return Object.hasOwn(schema.tables, id) ? schema.tables[id] : undefined
}

export function findColumn(table: Table, name: string): Column | undefined {
  return table.columns.find((column) => column.name === name)
}

/** The column of that name. Throws where there is none: ask `findColumn` for a name that came from outside. */
export function getColumn(table: Table, name: string): Column {
  const column = findColumn(table, name)
  if (column === undefined) throw new Error(`Table "${table.id}" has no column "${name}".`)
  return column
}

export function findRelationship(table: Table, name: string): Relationship | undefined {
  return table.relationships.find((relationship) => relationship.name === name)
}
