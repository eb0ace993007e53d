import { sql } from 'kysely'
import { columnRef, commaList, name } from '../../compile/build.js'
import type { BesideRows, LevelColumn, LevelSql, Sql, ToOneSql } from '../dialect.js'
import { alsoColumns, besideRows } from '../standard.js'

/** Names are quoted throughout: others would be in capitals. */
const J = sql`"j"`

/** A VARCHAR2 of 4,000 bytes is what JSON functions give unless told. */
const AS_CLOB = sql`null on null returning clob`

function embedded(column: LevelColumn): Sql {
  return column.json ? sql`${column.sql} format json` : column.sql
}

/** @see https://docs.oracle.com/en/database/oracle/oracle-database/19/sqlrf/JSON_OBJECT.html */
export function jsonObject(columns: readonly LevelColumn[]): Sql {
  if (columns.length === 0) return sql`to_clob('{}')`
  const members = columns.map((column) => sql`${sql.lit(column.key)} value ${embedded(column)}`)
  return sql`json_object(${commaList(members)} ${AS_CLOB})`
}

export function jsonRows(level: LevelSql, beside: BesideRows): Sql {
  const extra = alsoColumns(besideRows(level, beside, rowNumber))
  return sql`select ${jsonObject(level.columns)} as ${J}${extra} ${tail(level)}`
}

/**
 * The rows are limited in a derived table, as FETCH cannot stand in an aggregate. It sees the outer
 * row at any depth since 12.1.
 *
 * @see https://docs.oracle.com/en/database/oracle/oracle-database/19/sqlrf/JSON_ARRAYAGG.html
 */
export function jsonArray(level: LevelSql, element: 'object' | 'value'): Sql {
  const [only] = level.columns
  const value = element === 'object' ? jsonObject(level.columns) : (only?.sql ?? sql`null`)
  const format = element === 'object' || only?.json ? sql` format json` : sql``
  if (level.single) return sql`(select json_array(${value}${format} ${AS_CLOB}) ${level.body})`
  const rows = sql`select ${value} as ${J}, ${rowNumber(level)} ${tail(level)}`
  const order = columnRef('d', 'o')
  const array = sql`json_arrayagg(${columnRef('d', 'j')}${format} order by ${order} ${AS_CLOB})`
  return sql`(select coalesce(${array}, to_clob('[]')) from (${rows}) "d")`
}

/** @see https://docs.oracle.com/en/database/oracle/oracle-database/19/sqlrf/SELECT.html (cross_outer_apply_clause) */
export function toOne(level: LevelSql, alias: string): ToOneSql {
  const row = sql`select ${jsonObject(level.columns)} as ${J} ${tail(level)}`
  return { value: columnRef(alias, 'j'), join: sql`outer apply (${row}) ${sql.id(alias)}` }
}

function tail(level: LevelSql): Sql {
  return sql`${level.body}${page(level.order, level.limit, level.offset)}`
}

/** @see https://docs.oracle.com/en/database/oracle/oracle-database/19/sqlrf/SELECT.html (row_limiting_clause) */
export function page(order: Sql | null, rows: number | null, offset: number): Sql {
  const sorted = order === null ? sql`` : sql` order by ${order}`
  const skipped = offset === 0 ? sorted : sql`${sorted} offset ${sql.lit(offset)} rows`
  return rows === null ? skipped : sql`${skipped} fetch next ${sql.lit(rows)} rows only`
}

export function rowNumber({ order, single }: Pick<LevelSql, 'order' | 'single'>): Sql {
  if (single) return sql`1 as "o"`
  return sql`row_number() over (order by ${order ?? sql`null`}) as "o"`
}

/** Before version 23 every SELECT has a table. */
export function withCounts(counts: Sql, rows: Sql): Sql {
  return sql`select "m".*, "r".* from (select ${counts} from dual) "m" left join (${rows}) "r" on 1 = 1 order by "r"."o"`
}

/** `as` stands before names of columns only. */
export function tableAs(table: Sql, alias: string): Sql {
  return sql`${table} ${name(alias)}`
}

export function derivedAs(query: Sql, alias: string): Sql {
  return sql`(${query}) ${name(alias)}`
}

export function columnAs(value: Sql, column: string): Sql {
  return sql`${value} as ${name(column)}`
}
