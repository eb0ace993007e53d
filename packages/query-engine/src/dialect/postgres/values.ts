import type { ColumnType } from '@relvar/schema-introspect/model'
import { sql } from 'kysely'
import { fromBase64 } from '../binary.js'
import type { Finish, Sql, ValueForm } from '../dialect.js'
import { parseJsonText } from '../json-text.js'

/** Types whose text is what a driver gives for them anyway; of an inet, `::text` would be another. */
const PLAIN_TEXT = /^(character|varchar|char|bpchar|text|citext|name|"char"|uuid|inet)/

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
    case 'timestamp':
      return moment(form.type, x)
    case 'time':
      return sql`left(${x}::text, 8)`
    case 'binary':
      return sql`replace(encode(${x}, 'base64'), E'\\n', '')`
    case 'csv':
      return sql`(case when ${x} = '' then '[]' else '[' || replace(to_json(${x}::text)::text, ',', '","') || ']' end)::json`
    case 'array':
      return arrayOf(form.elementType, x)
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

/** Elements that JSON numbers cannot hold exactly become text; moments those of the wire. */
function arrayOf(element: ColumnType | null, x: Sql): Sql {
  if (element === 'bigInteger' || element === 'decimal') return sql`to_json(${x}::text[])`
  if (element !== 'dateTime' && element !== 'timestamp') return sql`to_json(${x})`
  const value = moment(element, sql`u.v`)
  const elements = sql`select json_agg(${value} order by u.o) from unnest(${x}) with ordinality as u(v, o)`
  return sql`case when cardinality(${x}) = 0 then '[]' else (${elements}) end`
}

function moment(type: ColumnType, x: Sql): Sql {
  return type === 'timestamp'
    ? sql`to_char(${x} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`
    : sql`to_char(${x}, 'YYYY-MM-DD"T"HH24:MI:SS')`
}

export function isJson(form: ValueForm): boolean {
  return isNativeJson(form) || ['csv', 'array', 'geometry'].includes(form.type)
}

function isNativeJson({ type, nativeType }: ValueForm): boolean {
  return type === 'json' && nativeType.startsWith('json')
}

/** A cast would fail the whole read on text that is no JSON, and there is no way to ask before. */
export function finish(form: ValueForm): Finish | null {
  return form.type === 'json' && !isNativeJson(form) ? parseJsonText : null
}

export function decode(form: ValueForm, value: unknown): unknown {
  if (form.type === 'json' && !isNativeJson(form)) return parseJsonText(value)
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

/** A whole number may be larger than the column holds: as what the column is it would be an error. */
export function parameter(form: ValueForm, x: Sql): Sql {
  return form.type === 'integer' || form.type === 'bigInteger' ? sql`${x}::bigint` : x
}
