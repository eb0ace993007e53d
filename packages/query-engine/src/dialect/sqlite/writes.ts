import type { Column } from '@relvar/schema-introspect/model'
import { sql } from 'kysely'
import { columnRef, commaList, logic, name } from '../../compile/build.js'
import type { EachUpdate, InsertRows, Sql } from '../dialect.js'
import { partition } from '../each-update.js'
import { insert as standardInsert, returning } from '../standard.js'

/** Binary comes as base64 on the wire; the driver takes bytes. Everything else is bound as it is. */
export function writeValue(_column: Column, parameter: Sql): Sql {
  return parameter
}

/**
 * RETURNING knows the columns of the table alone, without a name in front.
 *
 * @see https://www.sqlite.org/lang_update.html#update_from
 */
export function updateEach({ table, target, columns, rows, returned }: EachUpdate): Sql {
  const value = (column: Column) => columnRef('v', `column${columns.indexOf(column) + 1}`)
  const equals = (column: Column) => sql`t.${name(column.name)} = ${value(column)}`
  const [keys, changed] = partition(columns, target.primaryKey)
  const sets = commaList(changed.map((column) => sql`${name(column.name)} = ${value(column)}`))
  const values = commaList(rows.map((row) => sql`(${commaList(row)})`))
  return sql`update ${table} as t set ${sets} from (values ${values}) as v where ${logic('and', keys.map(equals))}${returning(returned)}`
}

export function insert(rows: InsertRows): Sql {
  return standardInsert(rows, (table) => sql`insert into ${table} default values`)
}

export function advanceSequence(): null {
  return null
}
