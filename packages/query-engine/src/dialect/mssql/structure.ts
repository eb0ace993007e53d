import { sql } from 'kysely'
import { columnRef, commaList, name } from '../../compile/build.js'
import type { BesideRows, LevelColumn, LevelSql, Sql, ToOneSql } from '../dialect.js'
import { alsoColumns, besideRows } from '../standard.js'

/** @see https://learn.microsoft.com/en-us/sql/t-sql/queries/select-for-clause-transact-sql */
const ARRAY = sql`for json path, include_null_values`
const OBJECT = sql`for json path, include_null_values, without_array_wrapper`

const MAX_NAME = 128

/**
 * Whether all keys may be names of columns for FOR JSON PATH: there a dot nests, keys that are equal
 * but for their case are one name twice, and names end at 128 characters.
 *
 * @see https://learn.microsoft.com/en-us/sql/relational-databases/json/format-nested-json-output-with-path-mode-sql-server
 */
function arePlain(columns: readonly LevelColumn[]): boolean {
  const distinct = new Set(columns.map(({ key }) => key.toLowerCase()))
  const isPlain = ({ key }: LevelColumn) =>
    key !== '' && !key.includes('.') && key.length <= MAX_NAME
  return distinct.size === columns.length && columns.length > 0 && columns.every(isPlain)
}

/** JSON would be taken for text unless it is said again. */
function embedded(column: LevelColumn): Sql {
  return column.json ? sql`json_query(${column.sql})` : column.sql
}

function selected(columns: readonly LevelColumn[]): Sql {
  return commaList(columns.map((column) => sql`${embedded(column)} as ${name(column.key)}`))
}

/** The values of a row as an object. A subquery, so no aggregates may be among them. */
function rowObject(columns: readonly LevelColumn[]): Sql {
  return arePlain(columns) ? sql`(select ${selected(columns)} ${OBJECT})` : jsonObject(columns)
}

/**
 * Values as an object, without a subquery: a `count(*)` within would count the subquery's row. Each
 * is set in an object of nulls; `strict` keeps what is null.
 *
 * @see https://learn.microsoft.com/en-us/sql/t-sql/functions/json-modify-transact-sql
 */
export function jsonObject(columns: readonly LevelColumn[]): Sql {
  const nulls = JSON.stringify(Object.fromEntries(columns.map(({ key }) => [key, null])))
  return columns.reduce<Sql>(
    (object, column) =>
      sql`json_modify(${object}, ${`strict $.${JSON.stringify(column.key)}`}, ${embedded(column)})`,
    sql`cast(${nulls} as nvarchar(max))`,
  )
}

export function jsonRows(level: LevelSql, beside: BesideRows): Sql {
  const object = level.single ? jsonObject(level.columns) : rowObject(level.columns)
  const extra = alsoColumns(besideRows(level, beside, rowNumber))
  return sql`select ${object} as j${extra} ${tail(level)}`
}

/**
 * Nested FOR JSON gives one text; only at the top it would come in pieces of 2,033 characters. COALESCE
 * would run the subquery twice, and those within it four times.
 *
 * @see https://learn.microsoft.com/en-us/sql/t-sql/language-elements/coalesce-transact-sql
 */
export function jsonArray(level: LevelSql, element: 'object' | 'value'): Sql {
  const array =
    element === 'object' && arePlain(level.columns)
      ? sql`select ${selected(level.columns)} ${tail(level)} ${ARRAY}`
      : joined(level, element)
  return sql`isnull((${array}), '[]')`
}

/**
 * Elements that FOR JSON PATH has no words for, put together as text.
 *
 * @see https://learn.microsoft.com/en-us/sql/t-sql/functions/string-agg-transact-sql
 */
function joined(level: LevelSql, element: 'object' | 'value'): Sql {
  const value = element === 'object' ? jsonObject(level.columns) : bare(level.columns)
  const rows = level.single
    ? sql`select ${value} as j, 1 as o ${level.body}`
    : sql`select ${value} as j, ${rowNumber(level)} ${tail(level)}`
  const text = sql`cast(${columnRef('d', 'j')} as nvarchar(max))`
  return sql`select concat('[', string_agg(${text}, ',') within group (order by ${columnRef('d', 'o')}), ']') from (${rows}) as d having count(*) > 0`
}

/** A value as it stands in JSON: `{"k":7}` without what is around the 7. */
function bare([only]: readonly LevelColumn[]): Sql {
  const value = only === undefined ? sql`null` : embedded(only)
  return sql`(select substring(o.j, 6, len(o.j) - 6) from (select (select ${value} as k ${OBJECT}) as j) as o)`
}

/** @see https://learn.microsoft.com/en-us/sql/t-sql/queries/from-transact-sql (APPLY) */
export function toOne(level: LevelSql, alias: string): ToOneSql {
  const join = sql`outer apply (select ${rowObject(level.columns)} as j ${tail(level)}) as ${sql.id(alias)}`
  return { value: columnRef(alias, 'j'), join }
}

function tail(level: LevelSql): Sql {
  return sql`${level.body}${page(level.order, level.limit, level.offset)}`
}

/** There is an order for the eye alone: some is demanded. */
const NO_ORDER = sql`(select null)`
const BEYOND = sql.raw('9223372036854775807')

/**
 * OFFSET belongs to ORDER BY, which a derived table may have only with it. FETCH takes no 0.
 *
 * @see https://learn.microsoft.com/en-us/sql/t-sql/queries/select-order-by-clause-transact-sql
 */
export function page(order: Sql | null, rows: number | null, offset: number): Sql {
  if (order === null && rows === null && offset === 0) return sql``
  const start = rows === 0 ? BEYOND : sql.lit(offset)
  const sorted = sql` order by ${order ?? NO_ORDER} offset ${start} rows`
  return rows === null ? sorted : sql`${sorted} fetch next ${sql.lit(Math.max(rows, 1))} rows only`
}

export function rowNumber({ order, single }: Pick<LevelSql, 'order' | 'single'>): Sql {
  if (single) return sql`1 as o`
  return sql`row_number() over (order by ${order ?? NO_ORDER}) as o`
}
