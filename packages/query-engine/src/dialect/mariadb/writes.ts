import type { Column } from '@relvar/schema-introspect/model'
import { sql } from 'kysely'
import { columnRef, commaList, logic, name } from '../../compile/build.js'
import type { EachUpdate, InsertRows, LinkedRows, Sql } from '../dialect.js'
import { partition } from '../each-update.js'
import { insert as standardInsert } from '../standard.js'

export function writeValue(column: Column, parameter: Sql): Sql {
  // Text would be taken for the bits of its letters.
  if (column.nativeType.startsWith('bit') && column.type === 'bigInteger')
    return sql`cast(${parameter} as unsigned)`
  return column.type === 'geometry' ? sql`ST_GeomFromGeoJSON(${parameter})` : parameter
}

/** No UPDATE ... FROM here: the values are a derived table that is joined. Nor is there RETURNING. */
export function updateEach({ table, target, columns, rows }: EachUpdate): Sql {
  const [keys, changed] = partition(columns, target.primaryKey)
  const value = (column: Column) => columnRef('v', `c${columns.indexOf(column)}`)
  const equals = (column: Column) => sql`t.${name(column.name)} = ${value(column)}`
  const sets = commaList(changed.map(equals))
  if (!keys.some(isText)) {
    const on = logic('and', keys.map(equals))
    return sql`update ${table} as t join (${valueRows(rows)}) as v on ${on} set ${sets}`
  }
  const numbered = valueRows(rows.map((row, index) => [...row, sql.lit(index)]))
  const matches = rows.map((row) =>
    logic(
      'and',
      keys.map((column) => sql`t.${name(column.name)} = ${row[columns.indexOf(column)]}`),
    ),
  )
  const numbers = sql.join(
    matches.map((match, index) => sql`when ${match} then ${sql.lit(index)}`),
    sql` `,
  )
  const on = sql`${columnRef('v', `c${columns.length}`)} = case ${numbers} end`
  return sql`update ${table} as t join (${numbered}) as v on ${on} set ${sets} where ${logic('or', matches)}`
}

/**
 * Text of the connection's character set is brought to that of a column where it is a constant,
 * but not where it is a column of a derived table: error 1267, illegal mix of collations.
 */
function isText({ type }: Column): boolean {
  return type === 'string' || type === 'text'
}

function valueRows(rows: readonly (readonly Sql[])[]): Sql {
  const [first = [], ...others] = rows
  const named = first.map((each, index) => sql`${each} as ${name(`c${index}`)}`)
  const selects = [named, ...others].map((row) => sql`select ${commaList(row)}`)
  return sql`${sql.join(selects, sql` union all `)}`
}

export function insert(rows: InsertRows): Sql {
  return standardInsert(rows, (table) => sql`insert into ${table} () values ()`)
}

/** @see https://mariadb.com/kb/en/begin-end/ */
export function insertLinked({ first, columns, second }: LinkedRows): Sql | null {
  const [column, more] = columns
  if (column?.generated !== 'identity' || more !== undefined) return null
  return sql`begin not atomic ${first}; ${second([sql`last_insert_id()`])}; end`
}

export function advanceSequence(): null {
  return null
}
