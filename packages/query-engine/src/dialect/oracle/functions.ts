import type { Column, ColumnType } from '@relvar/schema-introspect/model'
import { sql } from 'kysely'
import type { DatePart, JsonForm, JsonPath } from '../../resolve/resolved.js'
import type { MatchPlace, NoList, SpatialTest, Sql, TextParameter, ValueForm } from '../dialect.js'
import { likePattern } from '../like.js'

/** @see https://docs.oracle.com/en/database/oracle/oracle-database/19/sqlrf/Format-Models.html */
const FORMATS: Readonly<Record<Exclude<DatePart, 'weekday'>, string>> = {
  year: 'YYYY',
  month: 'MM',
  week: 'IW',
  day: 'DD',
  hour: 'HH24',
  minute: 'MI',
  second: 'SS',
}

/** The format D counts from the first day of the territory's week; IW always begins on Monday. */
export function datePart(part: DatePart, type: ColumnType, x: Sql): Sql {
  const moment = type === 'timestamp' ? sql`sys_extract_utc(${x})` : x
  if (part === 'weekday') {
    const day = sql`cast(${moment} as date)`
    return sql`mod(trunc(${day}) - trunc(${day}, 'IW') + 1, 7)`
  }
  return sql`to_number(to_char(${moment}, ${sql.lit(FORMATS[part])}))`
}

/** Keys are quoted, so that one made of digits is no index. A path has to be a literal. */
function pathText(path: JsonPath, method = ''): Sql {
  const steps = path.map((step) =>
    typeof step === 'number' ? `[${step}]` : `.${JSON.stringify(step)}`,
  )
  return sql.lit(`$${steps.join('')}${method}`)
}

/**
 * A step would be taken into each element of a list, and what is no list would be the first element
 * of itself: so every step is held to the kind of thing that it is for.
 *
 * @see https://docs.oracle.com/en/database/oracle/oracle-database/23/adjsn/sql-json-path-expression-syntax.html
 */
function stepsFit(x: Sql, path: JsonPath): Sql {
  const kinds = path.map((step, index) => {
    const kind = sql.lit(typeof step === 'number' ? 'array' : 'object')
    return sql`json_value(${x}, ${pathText(path.slice(0, index), '.type()')}) = ${kind}`
  })
  return sql.join(kinds, sql` and `)
}

/**
 * `with wrapper`: JSON_QUERY gives no bare values without the list around them, which `finish` takes off.
 *
 * @see https://docs.oracle.com/en/database/oracle/oracle-database/19/sqlrf/JSON_QUERY.html
 * @see https://docs.oracle.com/en/database/oracle/oracle-database/19/sqlrf/JSON_VALUE.html
 */
export function jsonPath(x: Sql, path: JsonPath, form: JsonForm): Sql {
  const at = pathText(path)
  const fits = stepsFit(x, path)
  const list = sql`json_query(${x}, ${at} returning varchar2(4000) with wrapper)`
  switch (form) {
    case 'json':
      return sql`case when ${fits} then json_query(${x}, ${at} returning clob with wrapper) end`
    case 'number':
      return sql`case when ${fits} and not regexp_like(${list}, '^\\["') then json_value(${x}, ${at} returning number null on error) end`
    case 'text':
      return sql`case when ${fits} then coalesce(json_value(${x}, ${at} returning varchar2(4000) null on error), json_query(${x}, ${at} returning varchar2(4000) null on error)) end`
  }
}

/** What is no list fails as text that is no number does, ORA-01722. */
export function listLength(x: Sql, _type: ColumnType, otherwise: NoList): Sql {
  const kind = sql`json_value(${x}, '$.type()')`
  const length = sql`when ${kind} = 'array' then json_value(${x}, '$.size()' returning number)`
  if (otherwise === 'nothing') return sql`case ${length} end`
  const failing = sql`to_number(concat(substr(${x}, 1, 0), 'this is no list'))`
  return sql`case ${length} when ${kind} <> 'null' then ${failing} end`
}

/** There is no escape character unless one is said. @see https://docs.oracle.com/en/database/oracle/oracle-database/19/sqlrf/Pattern-matching-Conditions.html */
export function match(x: Sql, where: MatchPlace, insensitive: boolean, text: TextParameter): Sql {
  const pattern = text((value) => likePattern(where, value))
  return insensitive
    ? sql`lower(${x}) like lower(${pattern}) escape '\\'`
    : sql`${x} like ${pattern} escape '\\'`
}

export function aggregate(name: 'sum' | 'avg', _form: ValueForm, distinct: boolean, x: Sql): Sql {
  return distinct ? sql`${sql.raw(name)}(distinct ${x})` : sql`${sql.raw(name)}(${x})`
}

export function keyFromText(column: Column, text: Sql): Sql {
  return column.type === 'integer' || column.type === 'bigInteger'
    ? sql`case when regexp_like(${text}, '^-?[0-9]{1,18}$') then to_number(${text}) end`
    : text
}

/** Half a centimetre: nearer points are the same. */
const TOLERANCE = sql.raw('0.005')

/**
 * RELATE answers `TRUE` for ANYINTERACT, and otherwise the mask that holds.
 *
 * @see https://docs.oracle.com/en/database/oracle/oracle-database/19/spatl/sdo_util-from_geojson.html
 * @see https://docs.oracle.com/en/database/oracle/oracle-database/19/spatl/sdo_geom-relate.html
 */
export function spatial(_form: ValueForm, x: Sql, geometry: Sql, test: SpatialTest): Sql {
  const other = sql`sdo_util.from_geojson(${geometry})`
  switch (test) {
    case 'intersects':
      return sql`sdo_geom.relate(${x}, 'anyinteract', ${other}, ${TOLERANCE}) = 'TRUE'`
    case 'box':
      return sql`sdo_geom.relate(sdo_geom.sdo_mbr(${x}), 'anyinteract', sdo_geom.sdo_mbr(${other}), ${TOLERANCE}) = 'TRUE'`
    case 'equals':
      return sql`sdo_geom.relate(${x}, 'equal', ${other}, ${TOLERANCE}) = 'EQUAL'`
  }
}
