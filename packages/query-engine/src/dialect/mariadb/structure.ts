import { sql } from 'kysely'
import type { LevelColumn, LevelSql, ReturnedJson, Sql, ToOneSql } from '../dialect.js'
import { ownColumns } from '../returned-json.js'
import { alsoColumns, rowNumber } from '../standard.js'

export function jsonObject(columns: readonly LevelColumn[]): Sql {
  const pairs = columns.flatMap((column) => [sql.val(column.key), column.sql])
  return pairs.length === 0 ? EMPTY_OBJECT : sql`json_object(${sql.join(pairs)})`
}

/** MariaDB takes json_object() of nothing for text of no length, and cuts it to that where rows are sorted. */
const EMPTY_OBJECT = sql`json_extract('{}', '$')`

export function jsonRows(level: LevelSql, numbered: boolean, beside: readonly Sql[]): Sql {
  const extra = alsoColumns(numbered ? [rowNumber(level.order), ...beside] : beside)
  return sql`select ${jsonObject(level.columns)} as j${extra} ${tail(level)}`
}

/**
 * Derived tables cannot see the outer row (MDEV-19078), so order and limit go into the aggregate
 * itself. Without rows it gives NULL; the default has to be json_array(), as '[]' would be a text.
 */
export function jsonArray(level: LevelSql, element: 'object' | 'value'): Sql {
  const value =
    element === 'object' ? jsonObject(level.columns) : (level.columns[0]?.sql ?? sql`null`)
  if (level.single) return sql`(select json_array(${value}) ${level.body})`
  const paged = page(level.order, level.limit, level.offset)
  const array = sql`select json_arrayagg(${value}${paged}) ${level.body}`
  return sql`coalesce((${array}), json_array())`
}

export function toOne(level: LevelSql): ToOneSql {
  return { value: sql`(select ${jsonObject(level.columns)} ${tail(level)})`, join: null }
}

/**
 * Of INSERT alone: there is no UPDATE ... RETURNING.
 *
 * @see https://mariadb.com/kb/en/insertreturning/
 */
export const returnedJson: ReturnedJson = ownColumns({
  alias: '',
  insert: true,
  update: false,
  text: (level) => jsonObject(level.columns),
})

function tail(level: LevelSql): Sql {
  return sql`${level.body}${page(level.order, level.limit, level.offset)}`
}

/** OFFSET needs a LIMIT here. Both are written out: a prepared statement takes no `limit ?` in an aggregate. */
export function page(order: Sql | null, rows: number | null, offset: number): Sql {
  const sorted = order === null ? sql`` : sql` order by ${order}`
  if (rows === null && offset === 0) return sorted
  const atMost = rows === null ? sql.raw('18446744073709551615') : sql.lit(rows)
  return sql`${sorted} limit ${atMost}${offset === 0 ? sql`` : sql` offset ${sql.lit(offset)}`}`
}
