import type { ColumnType } from '@relvar/schema-introspect/model'
import { sql } from 'kysely'
import { assertOrdinary } from '../../query/value.js'
import { fromBase64 } from '../binary.js'
import type { Sql, ValueForm } from '../dialect.js'

/**
 * The wire form of a value. The session's zone is UTC (`connect` sets it).
 *
 * JSON made of text in another character set than the connection's comes out of an aggregate as raw
 * bytes, and has constants beside it evaluated before their turn. No model knows the character set of a
 * column, so all text is converted: 2 % of a page of 100 rows with five texts that were utf8mb4 already.
 */
export function encode(form: ValueForm, x: Sql): Sql {
  if (form.asNumber) return asNumber(form, x)
  if (form.aggregate === 'avg' && form.type !== 'float')
    return sql`cast(cast(${x} as decimal(65, 16)) as char)`
  if (form.asText) return sql`cast(${x} as char)`
  switch (form.type) {
    case 'bigInteger':
    case 'decimal':
      return sql`cast(${plainNumber(form, x)} as char)`
    case 'boolean':
      return sql`(${x} <> 0)`
    case 'integer':
      return plainNumber(form, x)
    case 'float':
      return form.nativeType.startsWith('float') && form.aggregate === null ? exactFloat(x) : x
    case 'date':
      return sql`date_format(${x}, '%Y-%m-%d')`
    case 'dateTime':
      return sql`date_format(${x}, '%Y-%m-%dT%H:%i:%s')`
    case 'timestamp':
      return sql`concat(left(date_format(${x}, '%Y-%m-%dT%H:%i:%s.%f'), 23), 'Z')`
    case 'time':
      return sql`time_format(${x}, '%H:%i:%s')`
    case 'json':
      if (form.nativeType === 'json path') return x
      return form.nativeType === 'json'
        ? compactJson(x)
        : compactJson(sql`if(json_valid(${x}), ${x}, json_quote(${x}))`)
    case 'csv':
      return compactJson(
        sql`if(${x} = '', '[]', concat('[', replace(json_quote(${x}), ',', '","'), ']'))`,
      )
    case 'binary':
      return sql`replace(to_base64(${x}), '\n', '')`
    case 'geometry':
      return sql`json_compact(ST_AsGeoJSON(${x}))`
    case 'unknown':
      return sql`cast(${x} as char)`
    default:
      return unicodeText(x)
  }
}

function compactJson(x: Sql): Sql {
  return sql`json_compact(${unicodeText(x)})`
}

/** JSON made of a decimal has all its digits. */
function asNumber(form: ValueForm, x: Sql): Sql {
  return form.aggregate === 'avg'
    ? sql`cast(${x} as decimal(65, 16))`
    : form.aggregate === 'sum'
      ? x
      : plainNumber(form, x)
}

/** As they are, a bit field would stand in JSON as raw bytes, and others with zeros that JSON has not. */
function plainNumber({ nativeType }: ValueForm, x: Sql): Sql {
  return /^bit|^year|zerofill/.test(nativeType) ? sql`${x} + 0` : x
}

/**
 * A FLOAT is written with six digits, which are not all of every number: then it is written as the
 * double that it equals.
 *
 * @see https://mariadb.com/kb/en/float/
 */
function exactFloat(x: Sql): Sql {
  return sql`if(cast(concat(${x}) as float) = ${x}, cast(concat(${x}) as double), cast(${x} as double))`
}

export function isJson(form: ValueForm): boolean {
  return form.type === 'json' || form.type === 'csv' || form.type === 'geometry'
}

export function decode(form: ValueForm, value: unknown): unknown {
  if (form.asNumber) return toNumber(value)
  switch (form.type) {
    case 'boolean':
      return typeof value === 'boolean' ? value : Number(value) !== 0
    case 'integer':
      return form.asText ? String(value) : toNumber(value)
    case 'float':
      return toNumber(value)
    default:
      return value
  }
}

/** The driver gives large numbers as text. */
function toNumber(value: unknown): unknown {
  if (typeof value !== 'string') return value
  const number = Number(value)
  return Number.isNaN(number) ? value : number
}

export function toParameter(type: ColumnType, value: unknown): unknown {
  assertOrdinary(type, value)
  switch (type) {
    case 'boolean':
      return value === true ? 1 : 0
    case 'json':
      return JSON.stringify(value)
    case 'geometry':
      return typeof value === 'string' ? value : JSON.stringify(value)
    case 'timestamp':
      return typeof value === 'string' ? value.replace(/Z$/, '') : value
    case 'binary':
      return fromBase64(value)
    default:
      return value
  }
}

export function comparable(_form: ValueForm, x: Sql): Sql {
  return x
}

/** The text of a column of any character set. */
export function unicodeText(x: Sql): Sql {
  return sql`convert(${x} using utf8mb4)`
}

const TEXTUAL: readonly ColumnType[] = ['string', 'text', 'csv']

/** The usual collations take `a`, `A`, `ä` and `a ` for equal. */
export function exactText(form: ValueForm, x: Sql): Sql | null {
  return TEXTUAL.includes(form.type) ? sql`${unicodeText(x)} collate utf8mb4_nopad_bin` : null
}

/** Doubles are bound as such; a decimal must not become one on its way. */
export function parameter(form: ValueForm, x: Sql): Sql {
  if (form.type === 'decimal' || form.type === 'bigInteger')
    return sql`cast(${x} as ${sql.raw(`decimal(65, ${digitsAfterPoint(form)})`)})`
  // What is bound is a double: 0.1 is another number in 32 bits.
  return form.nativeType.startsWith('float') ? sql`cast(${x} as float)` : x
}

const MOST_DIGITS = 65
const DIGITS_AFTER_POINT = 20

/** As many as the column has at least, without taking room from those before the point. */
function digitsAfterPoint({ nativeType, scale }: ValueForm): number {
  const own = scale ?? 0
  const precision = Number(/\((\d+)/.exec(nativeType)?.[1] ?? own)
  return Math.max(own, Math.min(DIGITS_AFTER_POINT, MOST_DIGITS - (precision - own)))
}
