import type { Column } from '@relvar/schema-introspect/model'
import { sql } from 'kysely'
import { columnRef, commaList, logic, name } from '../../compile/build.js'
import type { EachUpdate, Sql } from '../dialect.js'
import { partition } from '../each-update.js'

export function writeValue(column: Column, parameter: Sql): Sql {
  return column.type === 'geometry' ? sql`ST_GeomFromGeoJSON(${parameter})` : parameter
}

/** No UPDATE ... FROM here: the values are a derived table that is joined. Nor is there RETURNING. */
export function updateEach({ table, target, columns, rows }: EachUpdate): Sql {
  const value = (column: Column) => columnRef('v', `c${columns.indexOf(column)}`)
  const equals = (column: Column) => sql`t.${name(column.name)} = ${value(column)}`
  const [keys, changed] = partition(columns, target.primaryKey)
  const first = (row: readonly Sql[]) =>
    commaList(row.map((each, index) => sql`${each} as ${name(`c${index}`)}`))
  const values = rows.map((row, index) => sql`select ${index === 0 ? first(row) : commaList(row)}`)
  return sql`update ${table} as t join (${sql.join(values, sql` union all `)}) as v on ${logic('and', keys.map(equals))} set ${commaList(changed.map(equals))}`
}

export function insertDefaults(table: Sql): Sql {
  return sql`insert into ${table} () values ()`
}

export function advanceSequence(): null {
  return null
}
