import type { ColumnType } from '@relvar/schema-introspect/model'
import { sql } from 'kysely'
import { fromBase64 } from '../binary.js'
import type { Sql, ValueForm } from '../dialect.js'

/** Types whose text is what a driver gives for them anyway. */
const PLAIN_TEXT = /^(character|varchar|char|bpchar|text|citext|name|"char"|uuid)/

/** The wire form of a value. What JavaScript cannot hold exactly leaves as text. */
export function encode(form: ValueForm, x: Sql): Sql {
  if (form.asText) return sql`(${x})::text`
  switch (form.type) {
    case 'bigInteger':
    case 'decimal':
      return sql`${x}::text`
    case 'float':
      return form.nativeType === 'money' ? sql`${x}::numeric::float8` : x
    case 'date':
      return sql`${x}::text`
    case 'dateTime':
      return sql`to_char(${x}, 'YYYY-MM-DD"T"HH24:MI:SS')`
    case 'timestamp':
      return sql`to_char(${x} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`
    case 'time':
      return sql`left(${x}::text, 8)`
    case 'binary':
      return sql`replace(encode(${x}, 'base64'), E'\\n', '')`
    case 'array':
      return arrayOf(form.elementType, x)
    case 'geometry':
      return sql`ST_AsGeoJSON(${x})::json`
    case 'unknown':
      return sql`${x}::text`
    case 'string':
    case 'text':
    case 'csv':
    case 'hash':
      return PLAIN_TEXT.test(form.nativeType) ? x : sql`${x}::text`
    default:
      return x
  }
}

/** Elements that JSON numbers cannot hold exactly become text. */
function arrayOf(element: ColumnType | null, x: Sql): Sql {
  return element === 'bigInteger' || element === 'decimal'
    ? sql`to_json(${x}::text[])`
    : sql`to_json(${x})`
}

export function isJson(form: ValueForm): boolean {
  return form.type === 'json' || form.type === 'array' || form.type === 'geometry'
}

export function decode(form: ValueForm, value: unknown): unknown {
  if (form.type === 'float' && typeof value === 'number' && !Number.isFinite(value))
    return String(value)
  return form.type === 'float' && typeof value === 'string' && Number.isFinite(Number(value))
    ? Number(value)
    : value
}

export function toParameter(type: ColumnType, value: unknown): unknown {
  switch (type) {
    case 'json':
      return JSON.stringify(value)
    case 'binary':
      return fromBase64(value)
    default:
      return value
  }
}

export function comparable(form: ValueForm, x: Sql): Sql {
  // A number of any size may be compared with a column: as text of a number it would have to fit.
  return form.type === 'unknown' ? sql`${x}::text` : x
}

export function parameter(_form: ValueForm, x: Sql): Sql {
  return x
}
