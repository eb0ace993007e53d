import type { ColumnType } from '@relvar/schema-introspect/model'
import { sql } from 'kysely'
import type { DatePart, JsonForm, JsonPath } from '../../resolve/resolved.js'
import type { MatchPlace, NoList, SpatialTest, Sql, TextParameter, ValueForm } from '../dialect.js'
import { likePattern } from '../like.js'

/** @see https://www.postgresql.org/docs/current/functions-datetime.html#FUNCTIONS-DATETIME-EXTRACT */
const FIELDS: Readonly<Record<DatePart, string>> = {
  year: 'year',
  month: 'month',
  week: 'week',
  day: 'day',
  weekday: 'dow',
  hour: 'hour',
  minute: 'minute',
  second: 'second',
}

export function datePart(part: DatePart, type: ColumnType, x: Sql): Sql {
  const moment = type === 'timestamp' ? sql`(${x} at time zone 'UTC')` : x
  const value = sql`extract(${sql.raw(FIELDS[part])} from ${moment})`
  return part === 'second' ? sql`floor(${value})::int` : sql`${value}::int`
}

/**
 * Steps are bound, each by itself: a text is a key of an object only, a number a place in a list only.
 * Of a path in one piece (`#>`) a key made of digits would be either.
 *
 * @see https://www.postgresql.org/docs/current/functions-json.html
 */
export function jsonPath(x: Sql, path: JsonPath, form: JsonForm): Sql {
  const inside = (steps: JsonPath) =>
    steps.reduce<Sql>((holder, step) => sql`${holder} -> ${stepOf(step)}`, sql`${x}::json`)
  const json = inside(path)
  const holder = inside(path.slice(0, -1))
  const text = sql`(${holder} ->> ${stepOf(path.at(-1) ?? '')})`
  switch (form) {
    case 'json':
      return sql`(${json})`
    case 'text':
      return text
    case 'number':
      return sql`case when json_typeof(${json}) = 'number' then ${text}::numeric end`
  }
}

function stepOf(step: string | number): Sql {
  return typeof step === 'number' ? sql`${step}::int` : sql`${step}::text`
}

/** The length of what is no JSON array is an error by itself. */
export function listLength(x: Sql, type: ColumnType, otherwise: NoList): Sql {
  if (type === 'array')
    return sql`coalesce(array_length(${x}, 1), case when ${x} is not null then 0 end)`
  const length = sql`json_array_length(${x}::json)`
  return otherwise === 'nothing'
    ? sql`case when json_typeof(${x}::json) = 'array' then ${length} end`
    : sql`case when json_typeof(${x}::json) <> 'null' then ${length} end`
}

/**
 * For the planner `ilike` costs what any operator does, and it tests what costs the same in the order it
 * finds; in truth each test makes two texts lower case. The pattern is put together by one more operator,
 * so that comparisons come first: a filter over a relationship took 0.5 ms instead of 0.9.
 */
export function match(x: Sql, where: MatchPlace, insensitive: boolean, text: TextParameter): Sql {
  const pattern = text((value) => likePattern(where, value))
  return insensitive ? sql`${x} ilike (${pattern} || '')` : sql`${x} like ${pattern}`
}

/** Sums and averages of whole numbers are numeric here, so nothing overflows. */
export function aggregate(name: 'sum' | 'avg', form: ValueForm, distinct: boolean, x: Sql): Sql {
  const number = form.nativeType === 'money' ? sql`${x}::numeric` : x
  return distinct ? sql`${sql.raw(name)}(distinct ${number})` : sql`${sql.raw(name)}(${number})`
}

/**
 * A document has no spatial reference system of its own: it takes that of the column, which of a
 * geography is the document's.
 *
 * @see https://postgis.net/docs/ST_Intersects.html
 * @see https://postgis.net/docs/ST_Equals.html (of geometry only)
 */
export function spatial(form: ValueForm, x: Sql, geometry: Sql, test: SpatialTest): Sql {
  const document = sql`ST_GeomFromGeoJSON(${geometry}::text)`
  const isGeography = form.nativeType.startsWith('geography')
  const other = isGeography
    ? sql`${document}::geography`
    : sql`ST_SetSRID(${document}, ST_SRID(${x}))`
  switch (test) {
    case 'intersects':
      return sql`ST_Intersects(${x}, ${other})`
    case 'box':
      return sql`${x} && ${other}`
    case 'equals':
      return isGeography
        ? sql`ST_Equals(${x}::geometry, ${document})`
        : sql`ST_Equals(${x}, ${other})`
  }
}
