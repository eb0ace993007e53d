import type { Column, ColumnType } from '@relvar/schema-introspect/model'
import { sql } from 'kysely'
import type { DatePart, JsonForm, JsonPath } from '../../resolve/resolved.js'
import { InvalidQueryError } from '../../errors.js'
import type { MatchPlace, NoList, SpatialTest, Sql, TextParameter, ValueForm } from '../dialect.js'
import { likePattern } from '../like.js'
import { comparable, EXACT } from './values.js'

/**
 * @see https://learn.microsoft.com/en-us/sql/t-sql/functions/datepart-transact-sql
 * @see https://learn.microsoft.com/en-us/sql/t-sql/functions/datefirst-transact-sql (the first day of a week is the session's)
 */
export function datePart(part: DatePart, type: ColumnType, x: Sql): Sql {
  const moment = type === 'timestamp' ? sql`switchoffset(${x}, '+00:00')` : x
  switch (part) {
    case 'week':
      return sql`datepart(iso_week, ${moment})`
    case 'weekday':
      return sql`((datepart(weekday, ${moment}) + @@datefirst - 1) % 7)`
    default:
      return sql`datepart(${sql.raw(part)}, ${moment})`
  }
}

/** Keys are quoted, so that one made of digits is no index. */
function pathText(path: JsonPath): string {
  const steps = path.map((step) =>
    typeof step === 'number' ? `[${step}]` : `.${JSON.stringify(step)}`,
  )
  return `$${steps.join('')}`
}

/**
 * OPENJSON over what holds the value tells of what type it is and gives all of it; JSON_VALUE ends
 * at 4,000 characters. Types: 0 null, 1 text, 2 number, 3 boolean, 4 array, 5 object.
 *
 * @see https://learn.microsoft.com/en-us/sql/t-sql/functions/openjson-transact-sql
 */
export function jsonPath(x: Sql, path: JsonPath, form: JsonForm): Sql {
  const holder = pathText(path.slice(0, -1))
  const json = sql`case when isjson(${x}) = 1 then ${x} end`
  const from = sql`from openjson(${json}, ${holder}) as p where p.[key] = ${String(path.at(-1))}`
  switch (form) {
    case 'json':
      return sql`(select case p.[type] when 1 then concat('"', string_escape(p.[value], 'json'), '"') else p.[value] end ${from})`
    case 'number':
      return sql`(select case when p.[type] = 2 then try_cast(p.[value] as float) end ${from})`
    case 'text':
      // Of the collation of the column, which may ignore case.
      return sql`(select p.[value] collate ${EXACT} ${from})`
  }
}

/** Part of the message by which a statement fails that counts what is no list: this is no number. */
export const NO_LIST = 'this is no list'

export function listLength(x: Sql, _type: ColumnType, otherwise: NoList): Sql {
  const isArray = sql`isjson(${x}) = 1 and left(ltrim(${x}), 1) = '['`
  const length = sql`when ${isArray} then (select count(*) from openjson(${x}))`
  if (otherwise === 'nothing') return sql`case ${length} end`
  const failing = sql`cast(concat(left(${x}, 0), ${sql.lit(NO_LIST)}) as int)`
  return sql`case ${length} when ${x} <> 'null' then ${failing} end`
}

/**
 * A bracket starts a class of characters here, and there is no escape character unless one is said.
 *
 * @see https://learn.microsoft.com/en-us/sql/t-sql/language-elements/like-transact-sql
 */
export function match(x: Sql, where: MatchPlace, insensitive: boolean, text: TextParameter): Sql {
  const pattern = text((value) => likePattern(where, value).replaceAll('[', '\\['))
  const value = sql`cast(${x} as nvarchar(max))`
  return insensitive
    ? sql`lower(${value}) collate ${EXACT} like lower(${pattern}) escape '\\'`
    : sql`${value} collate ${EXACT} like ${pattern} escape '\\'`
}

/** Sums of whole numbers are of the type that is summed: they would overflow. */
export function aggregate(name: 'sum' | 'avg', form: ValueForm, distinct: boolean, x: Sql): Sql {
  const number = form.type === 'float' ? x : sql`cast(${x} as ${wideNumber(name, form)})`
  return distinct ? sql`${sql.raw(name)}(distinct ${number})` : sql`${sql.raw(name)}(${number})`
}

/**
 * COUNT ends at 2,147,483,647, and counts neither `text` nor `image`.
 *
 * @see https://learn.microsoft.com/en-us/sql/t-sql/functions/count-transact-sql
 */
export function count(form: ValueForm, distinct: boolean, x: Sql): Sql {
  return distinct ? sql`count_big(distinct ${x})` : sql`count_big(${comparable(form, x)})`
}

/** As many digits after the point as 38 in all leave. */
function wideNumber(name: 'sum' | 'avg', { type, nativeType, scale }: ValueForm): Sql {
  const precision = Number(/\((\d+)/.exec(nativeType)?.[1] ?? 19)
  const own = type === 'decimal' ? (scale ?? 0) : 0
  const room = 38 - (type === 'decimal' ? precision - own : 19)
  return sql.raw(`decimal(38, ${name === 'sum' ? own : Math.min(16, room)})`)
}

/** TRY_CAST makes 0 of an empty text, so digits have to be there. */
export function keyFromText(column: Column, text: Sql): Sql {
  if (column.type === 'integer' || column.type === 'bigInteger')
    return sql`case when ${text} like '%[0-9]%' and ${text} not like '%[^0-9-]%' then try_cast(${text} as bigint) end`
  return column.type === 'uuid' ? sql`try_cast(${text} as uniqueidentifier)` : text
}

/**
 * Text of a geometry takes the reference system of the column. What crosses itself is no valid
 * geometry, and is made one before it is compared.
 *
 * @see https://learn.microsoft.com/en-us/sql/t-sql/spatial-geometry/stintersects-geometry-data-type
 * @see https://learn.microsoft.com/en-us/sql/t-sql/spatial-geometry/makevalid-geometry-data-type
 *
 * @throws InvalidQueryError for boxes around places of the globe, which there are none of
 */
export function spatial(form: ValueForm, x: Sql, geometry: Sql, test: SpatialTest): Sql {
  const isGeography = form.nativeType === 'geography'
  const kind = sql.raw(isGeography ? 'geography' : 'geometry')
  const srid = isGeography ? sql`coalesce((${x}).STSrid, 4326)` : sql`coalesce((${x}).STSrid, 0)`
  const other = sql`${kind}::STGeomFromText(${geometry}, ${srid}).MakeValid()`
  switch (test) {
    case 'intersects':
      return sql`(${x}).STIntersects(${other}) = 1`
    case 'equals':
      return sql`(${x}).STEquals(${other}) = 1`
    case 'box':
      if (isGeography)
        throw new InvalidQueryError('SQL Server has no bounding boxes of a "geography".')
      return sql`(${x}).STEnvelope().STIntersects(${other}.STEnvelope()) = 1`
  }
}
