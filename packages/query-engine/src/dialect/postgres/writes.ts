import type { Column, Table } from '@relvar/schema-introspect/model'
import { sql } from 'kysely'
import { columnRef, commaList, logic, name } from '../../compile/build.js'
import type { EachUpdate, InsertRows, LinkedRows, Sql } from '../dialect.js'
import { partition } from '../each-update.js'
import { insert as standardInsert, returning } from '../standard.js'
import { toMoney } from './values.js'

/** GeoJSON is turned into a geometry by PostGIS; everything else takes its type from the column. */
export function writeValue(column: Column, parameter: Sql): Sql {
  if (column.nativeType === 'money') return toMoney(parameter)
  return column.type === 'geometry' ? sql`ST_GeomFromGeoJSON(${parameter})` : parameter
}

/**
 * Values of a VALUES list have no type of their own, so each is cast to its column's. The name of
 * the type comes from the catalogue, written by format_type for exactly this use.
 *
 * @see https://www.postgresql.org/docs/current/sql-update.html
 */
export function updateEach({ table, target, columns, rows, returned }: EachUpdate): Sql {
  const alias = (column: Column) => `c${columns.indexOf(column)}`
  const value = (column: Column) => columnRef('v', alias(column))
  const equals = (column: Column) => sql`t.${name(column.name)} = ${value(column)}`
  const [keys, changed] = partition(columns, target.primaryKey)
  const sets = commaList(changed.map((column) => sql`${name(column.name)} = ${value(column)}`))
  const casts = (row: readonly Sql[]) => columns.map((column, index) => cast(column, row[index]))
  const values = commaList(rows.map((row) => sql`(${commaList(casts(row))})`))
  const aliases = commaList(columns.map((column) => name(alias(column))))
  const answered = returning(returned, (column) => columnRef('t', column))
  return sql`update ${table} as t set ${sets} from (values ${values}) as v (${aliases}) where ${logic('and', keys.map(equals))}${answered}`
}

function cast(column: Column, value: Sql = sql`null`): Sql {
  return column.type === 'geometry' ? value : sql`cast(${value} as ${sql.raw(column.nativeType)})`
}

export function insert(rows: InsertRows): Sql {
  return standardInsert(rows, (table) => sql`insert into ${table} default values`)
}

/** @see https://www.postgresql.org/docs/current/queries-with.html#QUERIES-WITH-MODIFYING */
export function insertLinked({ first, columns, second }: LinkedRows): Sql {
  const names = columns.map((column) => name(column.name))
  const values = names.map((each) => sql`(select ${each} from ${name('linked')})`)
  return sql`with ${name('linked')} as (${first} returning ${commaList(names)}) ${second(values)}`
}

/** A key that was given explicitly moves the sequence on, so that the next generated one is free. */
export function advanceSequence(table: Table, column: Column): Sql {
  const qualified = `${quote(table.schema)}.${quote(table.name)}`
  const relation = sql`${sql.id(table.schema, table.name)}`
  return sql`select setval(s.seq, m.top) from (select pg_get_serial_sequence(${qualified}, ${column.name})::regclass as seq) as s, (select max(${name(column.name)})::bigint as top from ${relation}) as m where s.seq is not null and has_sequence_privilege(s.seq, 'update') and m.top > coalesce(pg_sequence_last_value(s.seq), 0)`
}

function quote(text: string): string {
  return `"${text.replaceAll('"', '""')}"`
}
