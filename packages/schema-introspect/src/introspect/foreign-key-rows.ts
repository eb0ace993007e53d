import type { CatalogueForeignKey } from '../model/catalogue.js'
import type { ReferentialAction } from '../model/schema-model.js'

/** One column of a foreign key, in the order of the key's columns. */
export interface ForeignKeyRow {
  readonly schema: string
  readonly table: string
  readonly name: string
  readonly column: string
  readonly target_schema: string
  readonly target_table: string
  readonly target_column: string
  /** `NO ACTION`, `SET_NULL` ...; null where the database has none. */
  readonly on_update: string | null
  readonly on_delete: string | null
}

/** Foreign keys of the rows of their columns. */
export function toForeignKeys(rows: readonly ForeignKeyRow[]): readonly CatalogueForeignKey[] {
  const groups = new Map<string, ForeignKeyRow[]>()
  for (const row of rows) {
    const key = JSON.stringify([row.schema, row.table, row.name])
    groups.set(key, [...(groups.get(key) ?? []), row])
  }
  return [...groups.values()].map(toForeignKey)
}

function toForeignKey(rows: readonly ForeignKeyRow[]): CatalogueForeignKey {
  const first = rows[0] as ForeignKeyRow // a group has at least the row that made it
  return {
    schema: first.schema,
    table: first.table,
    name: first.name,
    columns: rows.map((row) => row.column),
    targetSchema: first.target_schema,
    targetTable: first.target_table,
    targetColumns: rows.map((row) => row.target_column),
    onUpdate: toAction(first.on_update),
    onDelete: toAction(first.on_delete),
  }
}

function toAction(text: string | null): ReferentialAction {
  return (text ?? 'no action').toLowerCase().replace('_', ' ') as ReferentialAction
}
