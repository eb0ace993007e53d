import type { ColumnType } from '@relvar/schema-introspect/model'
import { sql } from 'kysely'
import type { DatePart, JsonForm, JsonPath } from '../../resolve/resolved.js'
import type { MatchPlace, NoList, SpatialTest, Sql, TextParameter, ValueForm } from '../dialect.js'
import { likePattern } from '../like.js'
import { unicodeText } from './values.js'

/** @see https://mariadb.com/kb/en/date-time-functions/ (mode 3 of WEEK is the ISO week) */
export function datePart(part: DatePart, _type: ColumnType, x: Sql): Sql {
  switch (part) {
    case 'week':
      return sql`week(${x}, 3)`
    case 'weekday':
      return sql`(dayofweek(${x}) - 1)`
    default:
      return sql`${sql.raw(part)}(${x})`
  }
}

/** Keys are quoted, so that one made of digits is no index. */
function pathText(path: JsonPath): string {
  return `$${path.map((step) => (typeof step === 'number' ? `[${step}]` : `."${step}"`)).join('')}`
}

/** What stands at a path. What is no list would be the first element of itself. */
export function jsonExtract(document: Sql, path: JsonPath): Sql {
  const lists = path.flatMap((step, index) =>
    step === 0
      ? [sql`json_type(json_extract(${document}, ${pathText(path.slice(0, index))})) = 'ARRAY'`]
      : [],
  )
  const text = sql`${pathText(path)}`
  const found = lists.length === 0 ? text : sql`if(${sql.join(lists, sql` and `)}, ${text}, null)`
  return sql`json_extract(${document}, ${found})`
}

/**
 * In a document of UCS-2 no path is found, and what is found has the document's character set.
 *
 * @see https://mariadb.com/kb/en/json-functions/
 */
export function jsonPath(x: Sql, path: JsonPath, form: JsonForm): Sql {
  const value = jsonExtract(unicodeText(x), path)
  switch (form) {
    case 'json':
      return value
    case 'number':
      return sql`case when json_type(${value}) in ('INTEGER', 'DOUBLE', 'DECIMAL') then cast(${value} as double) end`
    case 'text':
      return sql`case when json_type(${value}) in ('OBJECT', 'ARRAY') then json_compact(${value}) when json_type(${value}) <> 'NULL' then json_unquote(${value}) end`
  }
}

/** A statement fails with this in its message where it counts what is no list: nothing may be added to it. */
export const NO_LIST = '9223372036854775807'

export function listLength(x: Sql, _type: ColumnType, otherwise: NoList): Sql {
  const length = sql`when json_type(${x}) = 'ARRAY' then json_length(${x})`
  if (otherwise === 'nothing') return sql`case ${length} end`
  return sql`case ${length} when json_type(${x}) <> 'NULL' then ${sql.raw(NO_LIST)} + char_length(${x}) end`
}

/**
 * A column may be of any character set and of a collation that ignores case, accents and trailing
 * spaces: the comparison sets both, and folds case by itself.
 */
export function match(x: Sql, where: MatchPlace, insensitive: boolean, text: TextParameter): Sql {
  const pattern = text((value) => likePattern(where, value))
  return insensitive
    ? sql`lower(${unicodeText(x)}) collate utf8mb4_bin like lower(${pattern})`
    : sql`${unicodeText(x)} collate utf8mb4_bin like ${pattern}`
}

export function aggregate(name: 'sum' | 'avg', form: ValueForm, distinct: boolean, x: Sql): Sql {
  const number = name === 'avg' && form.type !== 'float' ? sql`cast(${x} as decimal(49, 16))` : x
  return distinct ? sql`${sql.raw(name)}(distinct ${number})` : sql`${sql.raw(name)}(${number})`
}

/** Reference systems are told apart by nothing here. @see https://mariadb.com/kb/en/st_geomfromgeojson/ */
export function spatial(_form: ValueForm, x: Sql, geometry: Sql, test: SpatialTest): Sql {
  return spatialTest(x, sql`ST_GeomFromGeoJSON(${geometry})`, test)
}

const TESTS: Readonly<Record<SpatialTest, string>> = {
  intersects: 'ST_Intersects',
  box: 'MBRIntersects',
  equals: 'ST_Equals',
}

/** @see https://mariadb.com/kb/en/geometry-relations/ */
export function spatialTest(x: Sql, other: Sql, test: SpatialTest): Sql {
  return sql`${sql.raw(TESTS[test])}(${x}, ${other})`
}
