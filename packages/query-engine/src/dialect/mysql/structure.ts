import { sql } from 'kysely'
import { columnRef } from '../../compile/build.js'
import type { LevelSql, Sql, ToOneSql } from '../dialect.js'
import { page } from '../mariadb/page.js'
import { jsonObject, jsonRows } from '../mariadb/structure.js'
import { rowNumber } from '../standard.js'

export { jsonRows }

/**
 * JSON_ARRAYAGG knows no order, and none is promised of what it finds in a sorted derived table.
 * GROUP_CONCAT has one, so the elements are put together as text, and the whole is cast to JSON:
 * one that was cut (`group_concat_max_len`, `max_allowed_packet`) is an error then.
 *
 * @see https://dev.mysql.com/doc/refman/8.0/en/aggregate-functions.html#function_json-arrayagg
 * @see https://dev.mysql.com/doc/refman/8.0/en/aggregate-functions.html#function_group-concat
 * @see https://dev.mysql.com/doc/refman/8.0/en/lateral-derived-tables.html (outer references)
 */
export function jsonArray(level: LevelSql, element: 'object' | 'value'): Sql {
  const value =
    element === 'object' ? jsonObject(level.columns) : (level.columns[0]?.sql ?? sql`null`)
  if (level.single) return sql`(select json_array(${value}) ${level.body})`
  const text = element === 'object' ? sql`cast(${value} as char)` : elementText(value)
  const rows = sql`select ${text} as j, ${rowNumber(level)} ${level.body}${page(level.order, level.limit, level.offset)}`
  const list = sql`group_concat(${columnRef('d', 'j')} order by ${columnRef('d', 'o')} separator ',')`
  const array = sql`select cast(concat('[', ${list}, ']') as json) from (${rows}) as d`
  return sql`coalesce((${array}), json_array())`
}

/** A bare value as it stands in JSON: `["a"]` without its brackets. */
function elementText(value: Sql): Sql {
  const list = sql`cast(json_array(${value}) as char)`
  return sql`substr(${list}, 2, char_length(${list}) - 2)`
}

export function toOne(level: LevelSql): ToOneSql {
  const tail = page(level.order, level.limit, level.offset)
  return { value: sql`(select ${jsonObject(level.columns)} ${level.body}${tail})`, join: null }
}
