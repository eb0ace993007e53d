import type { SchemaModel, Table, TableId } from '@relvar/schema-introspect/model'
import { referrersOf } from '../change/apply/lookup.js'
import type { SchemaChange } from '../change/schema-change.js'

/** A column of some table. */
export interface ColumnPlace {
  readonly table: TableId
  readonly column: string
}

/** A column goes with the foreign keys that it is part of. */
export function dropFieldChanges(table: Table, column: string): readonly SchemaChange[] {
  const keys = table.foreignKeys.filter(({ columns }) => columns.includes(column))
  return [
    ...keys.map(({ name }) => ({ kind: 'drop-foreign-key', table: table.id, name }) as const),
    { kind: 'drop-column', table: table.id, column },
  ]
}

/** A table goes with the columns of other tables that hold its keys; what is part of a key itself stays. */
export function dropCollectionChanges(model: SchemaModel, table: Table): readonly SchemaChange[] {
  if (table.kind !== 'table') return [{ kind: 'drop-view', table: table.id }]
  const links = linkingColumns(model, table)
  const keysOf = (id: TableId, columns: readonly string[], target: TableId): boolean =>
    target === table.id || links.some((link) => link.table === id && columns.includes(link.column))
  return [
    ...referrersOf(model, table.id).flatMap(({ id, foreignKeys }) =>
      foreignKeys
        .filter(({ columns, target }) => keysOf(id, columns, target))
        .map(({ name }) => ({ kind: 'drop-foreign-key', table: id, name }) as const),
    ),
    ...links.map((link) => ({ kind: 'drop-column', ...link }) as const),
    { kind: 'drop-table', table: table.id },
  ]
}

/** The columns of other tables that are a foreign key to this one by themselves, and no part of a key. */
export function linkingColumns(model: SchemaModel, { id }: Table): readonly ColumnPlace[] {
  return referrersOf(model, id).flatMap((table) => {
    const links = table.foreignKeys.filter(({ target, columns }) => {
      const [column = '', ...others] = columns
      return target === id && others.length === 0 && !table.primaryKey.includes(column)
    })
    return [...new Set(links.flatMap(({ columns }) => columns))].map((column) => ({
      table: table.id,
      column,
    }))
  })
}
