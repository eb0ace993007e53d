import type { Column, Table } from '@relvar/schema-introspect/model'
import { sql } from 'kysely'
import { columnRef, commaList, name } from '../../compile/build.js'
import type { Sql } from '../dialect.js'

export function writeValue(column: Column, parameter: Sql): Sql {
  return column.type === 'geometry' ? sql`ST_GeomFromGeoJSON(${parameter})` : parameter
}

/** No UPDATE ... FROM here: the values are a derived table that is joined. */
export function updateEach(
  table: Sql,
  target: Table,
  columns: readonly Column[],
  rows: readonly (readonly Sql[])[],
): Sql {
  const alias = (column: Column) => `c${columns.indexOf(column)}`
  const changed = columns.filter((column) => !target.primaryKey.includes(column.name))
  const keys = columns.filter((column) => target.primaryKey.includes(column.name))
  const first = (row: readonly Sql[]) =>
    commaList(row.map((value, index) => sql`${value} as ${name(`c${index}`)}`))
  const values = rows.map((row, index) => sql`select ${index === 0 ? first(row) : commaList(row)}`)
  const matches = sql.join(
    keys.map((column) => sql`t.${name(column.name)} = ${columnRef('v', alias(column))}`),
    sql` and `,
  )
  const sets = commaList(
    changed.map((column) => sql`t.${name(column.name)} = ${columnRef('v', alias(column))}`),
  )
  return sql`update ${table} as t join (${sql.join(values, sql` union all `)}) as v on ${matches} set ${sets}`
}

export function insertDefaults(table: Sql): Sql {
  return sql`insert into ${table} () values ()`
}

export function advanceSequence(): null {
  return null
}
