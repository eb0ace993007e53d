import type { ColumnType } from '@relvar/schema-introspect/model'
import { sql } from 'kysely'
import { fromBase64, hexToBase64 } from '../binary.js'
import { assertOrdinary, assertTimeOfDay } from '../../query/value.js'
import type { Finish, Sql, ValueForm } from '../dialect.js'
import { exactScale } from './exact-aggregate.js'
import { isTemporal, temporal, temporalParameter } from './stored-dates.js'

/** The wire form of a value; JSON comes as plain text, which `json()` around it makes JSON again. */
export function encode(form: ValueForm, x: Sql): Sql {
  if (form.asText && form.aggregate === null) return asText(form, x)
  if (form.asNumber && form.aggregate === null) return float(x)
  if (form.aggregate !== null && exactScale(form) !== null) return x
  if (form.aggregate === 'avg' && form.type !== 'float')
    return sql`iif(${x} is null, null, printf('%.16f', ${x}))`
  switch (form.type) {
    case 'bigInteger':
    case 'integer':
      return form.type === 'bigInteger' || form.asText ? sql`cast(${x} as text)` : x
    case 'decimal':
      return decimal(form.scale, x)
    case 'float':
      return float(x)
    case 'boolean':
      return sql`case when ${x} is null then null when ${x} then 'true' else 'false' end`
    case 'date':
    case 'dateTime':
    case 'timestamp':
      return temporal(form.type, x)
    case 'json':
      return form.nativeType === 'json path'
        ? x
        : sql`iif(json_valid(${x}), ${x}, json_quote(${x}))`
    case 'csv':
      // `||` makes null of null, `json_quote` does not.
      return sql`iif(${x} = '', '[]', '[' || replace(json_quote(cast(${x} as text)), ',', '","') || substr(${x}, 1, 0) || ']')`
    case 'array':
      return sql`iif(json_valid(${x}), ${x}, json_quote(${x}))`
    case 'binary':
      return sql`iif(${x} is null, null, hex(${x}))`
    case 'uuid':
    case 'string':
    case 'text':
    case 'time':
    case 'hash':
      return sql`cast(${x} as text)`
    default:
      return sql`iif(typeof(${x}) = 'blob', hex(${x}), ${x})`
  }
}

/** JSON has no infinity. */
function float(x: Sql): Sql {
  return sql`iif(${x} in (9e999, -9e999), iif(${x} > 0, 'Infinity', '-Infinity'), ${x})`
}

/** What has no type may be bytes. */
function asText({ type }: ValueForm, x: Sql): Sql {
  const text = sql`cast(${x} as text)`
  return type === 'unknown' ? sql`iif(typeof(${x}) = 'blob', hex(${x}), ${text})` : text
}

/** Decimals are kept as doubles here, so there are 15 digits; what is kept as text stays as it is. */
function decimal(scale: number | null, x: Sql): Sql {
  const format = scale === null ? "'%.15g'" : `'%.${Math.min(Math.max(Math.trunc(scale), 0), 30)}f'`
  return sql`case typeof(${x}) when 'real' then printf(${sql.raw(format)}, ${x}) when 'integer' then printf(${sql.raw(scale === null ? "'%d'" : format)}, ${x}) else ${x} end`
}

export function isJson(form: ValueForm): boolean {
  // Sums and averages are the digits of a number.
  if (form.asNumber && form.aggregate !== null) return true
  return ['json', 'csv', 'array', 'boolean'].includes(form.type)
}

/** Binary leaves SQLite in hexadecimal, as it has no base64. */
export function finish(form: ValueForm): Finish | null {
  return form.type === 'binary' ? hexToBase64 : null
}

export function decode(form: ValueForm, value: unknown): unknown {
  if (typeof value === 'bigint') return value.toString()
  if (form.type === 'binary') return hexToBase64(value)
  return form.type === 'float' && typeof value === 'number' && !Number.isFinite(value)
    ? String(value)
    : value
}

export function toParameter(type: ColumnType, value: unknown): unknown {
  assertKept(type, value)
  switch (type) {
    case 'boolean':
      return value === true ? 1 : 0
    case 'integer':
    case 'bigInteger':
      return toInteger(value)
    case 'decimal':
      return Number(value)
    case 'dateTime':
      return typeof value === 'string' ? value.replace('T', ' ') : value
    case 'json':
    case 'array':
      return JSON.stringify(value)
    case 'binary':
      return fromBase64(value)
    default:
      return value
  }
}

/** Any value is let into any column here: what the type does not hold is refused beforehand. */
function assertKept(type: ColumnType, value: unknown): void {
  if (type === 'time') assertTimeOfDay(value)
  else if (type !== 'float' || Number.isNaN(value)) assertOrdinary(type, value)
}

function toInteger(value: unknown): unknown {
  if (typeof value !== 'string') return value
  const number = BigInt(value)
  const fits = BigInt.asIntN(64, number) === number
  return fits && !Number.isSafeInteger(Number(number)) ? number : Number(number)
}

/** Sums are text, which has another order than numbers. */
export function sortable(form: ValueForm, x: Sql): Sql {
  return form.aggregate === null ? x : sql`cast(${x} as real)`
}

/** Dates are compared in one spelling, whichever they are kept in. */
export function comparable(form: ValueForm, x: Sql): Sql {
  return isTemporal(form.type) ? temporal(form.type, x) : x
}

/**
 * What a view computes has no type: a number in it is less than every text, and so than every parameter,
 * unless something on one of the two sides makes a number of texts that look like one.
 *
 * @see https://www.sqlite.org/datatype3.html#type_conversions_prior_to_comparison
 */
export function compareUntyped(left: Sql, compare: (left: Sql) => Sql): Sql {
  const number = sql`cast(${left} as numeric)`
  return sql`case when typeof(${left}) in ('integer', 'real') then ${compare(number)} else ${compare(left)} end`
}

export function parameter(form: ValueForm, x: Sql): Sql {
  return isTemporal(form.type) ? temporalParameter(form.type, x) : x
}
