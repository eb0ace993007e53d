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
    case 'date':
      return sql`date_format(${x}, '%Y-%m-%d')`
    case 'dateTime':
      return sql`date_format(${x}, '%Y-%m-%dT%H:%i:%s')`
    case 'timestamp':
      return sql`concat(left(date_format(${x}, '%Y-%m-%dT%H:%i:%s.%f'), 23), 'Z')`
    case 'time':
      return sql`time_format(${x}, '%H:%i:%s')`
    case 'json':
      return form.nativeType === 'json path' ? x : sql`json_compact(${x})`
    case 'binary':
      return form.nativeType.startsWith('bit')
        ? sql`${x} + 0`
        : sql`replace(to_base64(${x}), '\n', '')`
    case 'geometry':
      return sql`json_compact(ST_AsGeoJSON(${x}))`
    case 'unknown':
      return sql`cast(${x} as char)`
    default:
      return x
  }
}

export function isJson(form: ValueForm): boolean {
  return form.type === 'json' || form.type === 'geometry'
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

/** Doubles are bound as such; a decimal must not become one on its way. */
export function parameter(form: ValueForm, x: Sql): Sql {
  if (form.type === 'decimal' || form.type === 'bigInteger')
    return sql`cast(${x} as decimal(65, 20))`
  return x
}
