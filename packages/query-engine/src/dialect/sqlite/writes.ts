import type { Column, Table } from '@relvar/schema-introspect/model'
import { sql } from 'kysely'
import { columnRef, commaList, name } from '../../compile/build.js'
import type { Sql } from '../dialect.js'

/** Binary comes as base64 on the wire; the driver takes bytes. Everything else is bound as it is. */
export function writeValue(_column: Column, parameter: Sql): Sql {
  return parameter
}

/** @see https://www.sqlite.org/lang_update.html#update_from */
export function updateEach(
  table: Sql,
  target: Table,
  columns: readonly Column[],
  rows: readonly (readonly Sql[])[],
): Sql {
  const value = (column: Column) => columnRef('v', `column${columns.indexOf(column) + 1}`)
  const changed = columns.filter((column) => !target.primaryKey.includes(column.name))
  const keys = columns.filter((column) => target.primaryKey.includes(column.name))
  const sets = commaList(changed.map((column) => sql`${name(column.name)} = ${value(column)}`))
  const values = commaList(rows.map((row) => sql`(${commaList(row)})`))
  const matches = sql.join(
    keys.map((column) => sql`t.${name(column.name)} = ${value(column)}`),
    sql` and `,
  )
  return sql`update ${table} as t set ${sets} from (values ${values}) as v where ${matches}`
}

export function insertDefaults(table: Sql): Sql {
  return sql`insert into ${table} default values`
}

export function advanceSequence(): null {
  return null
}
