import type { ColumnType } from '@relvar/schema-introspect/model'
import { sql } from 'kysely'
import { fromBase64, hexToBase64 } from '../binary.js'
import type { Finish, Sql, ValueForm } from '../dialect.js'
import { parseJsonText } from '../json-text.js'

/** Types whose text is what a driver gives for them anyway; of an inet, `::text` would be another. */
const PLAIN_TEXT = /^(character|varchar|char|bpchar|text|citext|name|"char"|uuid|inet)/

const EXACT_NUMBER = /^(?:numeric|decimal)/

/** Types without text of their own that PostgreSQL compares and sorts by more than their text. */
const ORDERED =
  /^(?:inet|cidr|macaddr8?|bit|oid|xid8?|pg_lsn|tsvector|time(?:\(\d\))? with time zone|(?:int4|int8|num|ts|tstz|date)(?:multi)?range)\b/

/** The wire form of a value. What JavaScript cannot hold exactly leaves as text. */
export function encode(form: ValueForm, x: Sql): Sql {
  if (form.asText) return sql`(${x})::text`
  // A text is still what NaN and infinity become, in JSON made of numbers.
  if (form.asNumber) return form.nativeType === 'money' ? sql`${x}::numeric` : x
  switch (form.type) {
    case 'bigInteger':
      return sql`${x}::text`
    case 'decimal':
      // The text of money has a currency and the server's way to group digits.
      return EXACT_NUMBER.test(form.nativeType) ? sql`${x}::text` : sql`${x}::numeric::text`
    case 'date':
      return sql`${x}::text`
    case 'dateTime':
    case 'timestamp':
      return moment(form.type, x)
    case 'time':
      return sql`left(${x}::text, 8)`
    case 'binary':
      return sql`replace(encode(${x}, 'base64'), E'\\n', '')`
    case 'csv':
      return sql`(case when ${x} = '' then '[]' else '[' || replace(to_json(${x}::text)::text, ',', '","') || ']' end)::json`
    case 'array':
      return arrayOf(form, x)
    case 'geometry':
      return sql`ST_AsGeoJSON(${x})::json`
    case 'unknown':
    case 'string':
    case 'text':
    case 'hash':
      return PLAIN_TEXT.test(form.nativeType) ? x : sql`${x}::text`
    default:
      return x
  }
}

/**
 * Elements as they would be by themselves, in an array of any dimensions: what JSON numbers cannot
 * hold exactly and what has no JSON becomes text, moments those of the wire.
 */
function arrayOf({ elementType, nativeType }: ValueForm, x: Sql): Sql {
  switch (elementType) {
    case 'bigInteger':
      return sql`to_json(${x}::text[])`
    case 'unknown':
      return PLAIN_TEXT.test(nativeType) ? sql`to_json(${x})` : sql`to_json(${x}::text[])`
    case 'decimal':
      return EXACT_NUMBER.test(nativeType)
        ? sql`to_json(${x}::text[])`
        : sql`to_json(${x}::numeric[]::text[])`
    case 'timestamp':
      return sql`${replaced(replaced(sql`to_json(${x})::text`, MOMENT_IN_UTC, '\\1.\\2000Z"'), LONG_FRACTION, '\\1Z"')}::json`
    case 'dateTime':
    case 'time':
      return sql`${replaced(sql`to_json(${x})::text`, CLOCK_WITH_FRACTION, '\\1"')}::json`
    default:
      return sql`to_json(${x})`
  }
}

const MOMENT_IN_UTC = '(T[0-9]{2}:[0-9]{2}:[0-9]{2})[.]?([0-9]*)[+]00:00"'
const LONG_FRACTION = '([.][0-9]{3})[0-9]*Z"'
const CLOCK_WITH_FRACTION = '([0-9]{2}:[0-9]{2}:[0-9]{2})[.][0-9]+"'

function replaced(text: Sql, pattern: string, replacement: string): Sql {
  return sql`regexp_replace(${text}, ${sql.lit(pattern)}, ${sql.lit(replacement)}, 'g')`
}

/** TO_CHAR makes null of infinity and leaves BC out; what has no year of four digits is written in full. */
function moment(type: ColumnType, x: Sql): Sql {
  const text =
    type === 'timestamp'
      ? sql`to_char(${x} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`
      : sql`to_char(${x}, 'YYYY-MM-DD"T"HH24:MI:SS')`
  return sql`case when ${x} >= '0001-01-01' and ${x} < '10000-01-01' then ${text} else to_json(${x}) #>> '{}' end`
}

export function isJson(form: ValueForm): boolean {
  return isNativeJson(form) || ['csv', 'array', 'geometry'].includes(form.type)
}

function isNativeJson({ type, nativeType }: ValueForm): boolean {
  return type === 'json' && nativeType.startsWith('json')
}

/** A cast would fail the whole read on text that is no JSON, and there is no way to ask before. */
export function finish(form: ValueForm): Finish | null {
  if (isBinaryArray(form)) return toBase64Elements
  return form.type === 'json' && !isNativeJson(form) ? parseJsonText : null
}

function isBinaryArray({ type, elementType }: ValueForm): boolean {
  return type === 'array' && elementType === 'binary'
}

/** Within an array, bytes come as `\x00ff`. */
function toBase64Elements(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(toBase64Elements)
  return typeof value === 'string' ? hexToBase64(value.slice(2)) : value
}

export function decode(form: ValueForm, value: unknown): unknown {
  if (isBinaryArray(form)) return toBase64Elements(value)
  if (form.type === 'json' && !isNativeJson(form)) return parseJsonText(value)
  if (form.type === 'float' && typeof value === 'number' && !Number.isFinite(value))
    return String(value)
  const isCount = form.type === 'integer' && !form.asText
  const isNumber = form.type === 'float' || form.asNumber || isCount
  return isNumber && typeof value === 'string' && Number.isFinite(Number(value))
    ? Number(value)
    : value
}

export function toParameter(
  type: ColumnType,
  value: unknown,
  element: ColumnType | null = null,
): unknown {
  switch (type) {
    case 'array':
      return toElements(element, value)
    case 'json':
      return JSON.stringify(value)
    case 'geometry':
      return typeof value === 'string' ? value : JSON.stringify(value)
    case 'binary':
      return fromBase64(value)
    default:
      return value
  }
}

/** The driver writes lists of all that it can write itself; null is no element that has another form. */
function toElements(element: ColumnType | null, value: unknown): unknown {
  if (element !== 'json' && element !== 'binary') return value
  if (!Array.isArray(value)) return value
  return value.map((each: unknown) => {
    if (each === null) return null
    return element === 'binary' && Array.isArray(each)
      ? toElements(element, each)
      : toParameter(element, each)
  })
}

export function isOrdered(nativeType: string): boolean {
  return ORDERED.test(nativeType)
}

/** What has an order of its own is compared as what it is; other types that the engine does not know as text. */
export function comparable(form: ValueForm, x: Sql): Sql {
  return form.type === 'unknown' && !isOrdered(form.nativeType) ? sql`${x}::text` : x
}

/** A whole number may be larger than the column holds: as what the column is it would be an error. */
export function parameter(form: ValueForm, x: Sql): Sql {
  if (form.nativeType === 'money') return toMoney(x)
  return form.type === 'integer' || form.type === 'bigInteger' ? sql`${x}::bigint` : x
}

/** Text would be read in the server's way to write money. */
export function toMoney(x: Sql): Sql {
  return sql`${x}::numeric::money`
}
