import { sql } from 'kysely'
import { memberName } from '../../compile/build.js'
import type { BesideRows, LevelColumn, LevelSql, ReturnedJson, Sql, ToOneSql } from '../dialect.js'
import { ownColumns } from '../returned-json.js'
import { alsoColumns, besideRows, rowNumber } from '../standard.js'
import { pageByKeys } from './page-by-keys.js'
import { page } from './page.js'

export function jsonObject(columns: readonly LevelColumn[]): Sql {
  const pairs = columns.flatMap((column) => [memberName(column.key), column.sql])
  return pairs.length === 0 ? EMPTY_OBJECT : sql`json_object(${sql.join(pairs)})`
}

/** MariaDB takes json_object() of nothing for text of no length, and cuts it to that where rows are sorted. */
const EMPTY_OBJECT = sql`json_extract('{}', '$')`

export function jsonRows(level: LevelSql, beside: BesideRows): Sql {
  const extra = alsoColumns(besideRows(level, beside, rowNumber))
  return sql`select ${jsonObject(level.columns)} as j${extra} ${tail(level)}`
}

/**
 * Derived tables cannot see the outer row (MDEV-19078), so order and limit go into the aggregate
 * itself. Without rows it gives NULL; the default has to be json_array(), as '[]' would be a text.
 */
export function jsonArray(level: LevelSql, element: 'object' | 'value'): Sql {
  const value =
    element === 'object' ? wholeObject(level.columns) : (level.columns[0]?.sql ?? sql`null`)
  if (level.single) return sql`(select json_array(${value}) ${level.body})`
  const array = pageByKeys(level, element, value) ?? allElements(level, value)
  return sql`coalesce((${array}), json_array())`
}

function allElements({ body, order, limit, offset }: LevelSql, value: Sql): Sql {
  return sql`select json_arrayagg(${value}${page(order, limit, offset)}) ${body}`
}

export function toOne(level: LevelSql): ToOneSql {
  return { value: sql`(select ${wholeObject(level.columns)} ${tail(level)})`, join: null }
}

/** A statement fails with this in its message where an object was too long for the database. */
export const TOO_LONG = 'exp(710)'

/**
 * An object within another. One that would be longer than max_allowed_packet is NULL, with nothing but
 * a warning, and nobody could tell a null that should be there; so a list or object in it may not make
 * it that. The number is out of range, which is an error once it is looked at, and only then.
 *
 * @see https://mariadb.com/kb/en/server-system-variables/#max_allowed_packet
 */
function wholeObject(columns: readonly LevelColumn[]): Sql {
  const object = jsonObject(columns)
  if (!columns.some((column) => column.json)) return object
  return sql`coalesce(${object}, json_array(${sql.raw(TOO_LONG)}))`
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
  // InnoDB would lock the row that is looked at, as in INSERT ... SELECT.
  readsAside: false,
  text: (level) => jsonObject(level.columns),
})

function tail(level: LevelSql): Sql {
  return sql`${level.body}${page(level.order, level.limit, level.offset)}`
}
