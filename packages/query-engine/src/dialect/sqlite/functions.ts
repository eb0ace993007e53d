import type { ColumnType } from '@relvar/schema-introspect/model'
import { sql } from 'kysely'
import type { DatePart, JsonForm, JsonPath } from '../../resolve/resolved.js'
import type { MatchPlace, NoList, Sql, TextParameter, ValueForm } from '../dialect.js'
import { exactAverage, exactScale, exactSum } from './exact-aggregate.js'
import { globPattern, holdsText } from './glob.js'

/** @see https://www.sqlite.org/lang_datefunc.html (`%V`, the ISO week, since 3.46) */
const PARTS: Readonly<Record<DatePart, string>> = {
  year: '%Y',
  month: '%m',
  week: '%V',
  day: '%d',
  weekday: '%w',
  hour: '%H',
  minute: '%M',
  second: '%S',
}

export function datePart(part: DatePart, _type: ColumnType, x: Sql): Sql {
  const format = sql.lit(PARTS[part])
  return sql`cast(case when typeof(${x}) in ('integer', 'real') then strftime(${format}, ${x} / 1000.0, 'unixepoch') else strftime(${format}, ${x}) end as integer)`
}

/** Keys are quoted, so that one made of digits is no index. */
function pathText(path: JsonPath): string {
  return `$${path.map((step) => (typeof step === 'number' ? `[${step}]` : `."${step}"`)).join('')}`
}

/** @see https://www.sqlite.org/json1.html */
export function jsonPath(x: Sql, path: JsonPath, form: JsonForm): Sql {
  const text = sql.val(pathText(path))
  switch (form) {
    case 'json':
      return sql`case when json_valid(${x}) then ${x} -> ${text} end`
    case 'number':
      return sql`case when json_valid(${x}) then iif(json_type(${x}, ${text}) in ('integer', 'real'), ${x} ->> ${text}, null) end`
    case 'text':
      return sql`case when json_valid(${x}) then case json_type(${x}, ${text}) when 'true' then 'true' when 'false' then 'false' else cast(${x} ->> ${text} as text) end end`
  }
}

/** Part of the message by which a statement fails that counts what is no list. */
export const NO_LIST = 'this is no list'

/** A path that is none is looked at with the row that it is made for, and not before. */
export function listLength(x: Sql, _type: ColumnType, otherwise: NoList): Sql {
  const length = sql`when json_valid(${x}) and json_type(${x}) = 'array' then json_array_length(${x})`
  if (otherwise === 'nothing') return sql`case ${length} end`
  const failing = sql`json_array_length('[]', substr(${x}, 1, 0) || ${sql.lit(NO_LIST)})`
  return sql`case ${length} when json_valid(${x}) and json_type(${x}) = 'null' then null when ${x} is not null then ${failing} end`
}

/** LIKE ignores the case of ASCII letters, and of these only: both kinds of match take something else. */
export function match(x: Sql, where: MatchPlace, insensitive: boolean, text: TextParameter): Sql {
  if (insensitive) {
    return where === 'anywhere' || where === 'end'
      ? holdsText(x, where, text)
      : sql`${x} glob ${text((value) => globPattern(where, value))}`
  }
  const plain = text((value) => value)
  switch (where) {
    case 'anywhere':
      return sql`instr(${x}, ${plain}) > 0`
    case 'start':
      return sql`substr(${x}, 1, length(${plain})) = ${plain}`
    case 'end':
      return sql`substr(${x}, -length(${plain})) = ${plain}`
    case 'whole':
      return sql`${x} = ${plain}`
  }
}

/** What can be worked out exactly is text already. */
export function aggregate(name: 'sum' | 'avg', form: ValueForm, distinct: boolean, x: Sql): Sql {
  const scale = exactScale(form)
  if (scale !== null) {
    return name === 'sum' ? exactSum(form, scale, distinct, x) : exactAverage(scale, distinct, x)
  }
  const number = sql`cast(${x} as real)`
  return distinct ? sql`${sql.raw(name)}(distinct ${number})` : sql`${sql.raw(name)}(${number})`
}
