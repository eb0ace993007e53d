import type { ColumnType } from '@relvar/schema-introspect/model'
import { sql } from 'kysely'
import { fromBase64 } from '../binary.js'
import type { Sql, ValueForm } from '../dialect.js'

/** The wire form of a value. The session's zone is UTC (`connect` sets it). */
export function encode(form: ValueForm, x: Sql): Sql {
  if (form.aggregate === 'avg' && form.type !== 'float')
    return sql`cast(cast(${x} as decimal(65, 16)) as char)`
  if (form.asText) return sql`cast(${x} as char)`
  switch (form.type) {
    case 'bigInteger':
    case 'decimal':
      return sql`cast(${x} as char)`
    case 'boolean':
      return sql`(${x} <> 0)`
    case 'integer':
      // As it is, a bit field would stand in JSON as a raw byte.
      return form.nativeType.startsWith('bit') ? sql`${x} + 0` : x
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
        ? sql`json_compact(${x})`
        : sql`json_compact(if(json_valid(${x}), ${x}, json_quote(${x})))`
    case 'csv':
      return sql`json_compact(if(${x} = '', '[]', concat('[', replace(json_quote(${x}), ',', '","'), ']')))`
    case 'binary':
      return sql`replace(to_base64(${x}), '\n', '')`
    case 'geometry':
      return sql`json_compact(ST_AsGeoJSON(${x}))`
    case 'unknown':
      return sql`cast(${x} as char)`
    default:
      return x
  }
}

export function isJson(form: ValueForm): boolean {
  return form.type === 'json' || form.type === 'csv' || form.type === 'geometry'
}

export function decode(form: ValueForm, value: unknown): unknown {
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
  switch (type) {
    case 'boolean':
      return value === true ? 1 : 0
    case 'json':
      return JSON.stringify(value)
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
    return sql`cast(${x} as decimal(65, 20))`
  return x
}
