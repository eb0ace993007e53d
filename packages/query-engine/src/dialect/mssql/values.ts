import type { ColumnType } from '@relvar/schema-introspect/model'
import { sql } from 'kysely'
import { assertOrdinary } from '../../query/value.js'
import { fromBase64, hexToBase64 } from '../binary.js'
import type { Finish, Sql, ValueForm } from '../dialect.js'
import { shortFloat32 } from '../float32.js'
import { parseJsonText } from '../json-text.js'
import { fromWkt, toWkt } from './wkt.js'

/** Tells letters apart by their code points. Spaces at the end never count in `=`. */
export const EXACT: Sql = sql.raw('Latin1_General_100_BIN2')

/** Types that are neither compared, sorted nor counted, and those that are in their place. */
const OLD_TYPES: Readonly<Record<string, string>> = {
  text: 'nvarchar(max)',
  ntext: 'nvarchar(max)',
  image: 'varbinary(max)',
}

/** The wire form of a value. @see https://learn.microsoft.com/en-us/sql/t-sql/functions/cast-and-convert-transact-sql */
export function encode(form: ValueForm, x: Sql): Sql {
  if (form.asNumber) return x
  if (form.asText || form.aggregate === 'avg') {
    return form.type === 'float' ? float(x) : sql`cast(${x} as varchar(60))`
  }
  switch (form.type) {
    case 'bigInteger':
      return sql`cast(${x} as varchar(60))`
    case 'decimal':
      // As text by itself, money has two of its four digits.
      return isMoney(form.nativeType)
        ? sql`convert(varchar(60), ${x}, 2)`
        : sql`cast(${x} as varchar(60))`
    case 'float':
      return float(x)
    case 'date':
      return sql`convert(char(10), ${x}, 23)`
    case 'dateTime':
      return sql`convert(varchar(19), cast(${x} as datetime2(7)), 126)`
    case 'timestamp':
      return sql`replace(convert(varchar(23), cast(switchoffset(${x}, '+00:00') as datetime2(7)), 121), ' ', 'T') + 'Z'`
    case 'time':
      return sql`convert(varchar(8), ${x}, 108)`
    case 'csv':
      return sql`case when ${x} = '' then '[]' else concat('["' + replace(string_escape(${x}, 'json'), ',', '","'), '"]') end`
    case 'binary':
      return sql`convert(varchar(max), cast(${x} as varbinary(max)), 2)`
    case 'uuid':
      return sql`lower(cast(${x} as char(36)))`
    case 'geometry':
      return sql`(${x}).STAsText()`
    case 'unknown':
      return sql`convert(nvarchar(max), ${x})`
    default:
      return modern(form, x)
  }
}

/** FOR JSON writes 16 digits of a double, one too few; style 3 has all of them. */
function float(x: Sql): Sql {
  return sql`convert(varchar(40), ${x}, 3)`
}

export function isMoney(nativeType: string): boolean {
  return nativeType.endsWith('money')
}

function modern({ nativeType }: ValueForm, x: Sql): Sql {
  const type = Object.hasOwn(OLD_TYPES, nativeType) ? OLD_TYPES[nativeType] : undefined
  return type === undefined ? x : sql`cast(${x} as ${sql.raw(type)})`
}

export function isJson(form: ValueForm): boolean {
  return form.type === 'csv' || (form.type === 'json' && !mayBeBare(form))
}

/**
 * Whether JSON may be a bare value, which JSON_QUERY makes NULL of, or text that is no JSON, at which it fails.
 *
 * @see https://learn.microsoft.com/en-us/sql/t-sql/functions/json-query-transact-sql
 */
function mayBeBare({ nativeType, isTextOfJson }: ValueForm): boolean {
  return isTextOfJson || nativeType === 'json path'
}

/** What FOR JSON cannot hold as it is: binary, doubles, geometry, and JSON that may be a bare value. */
export function finish(form: ValueForm): Finish | null {
  switch (form.type) {
    case 'binary':
      return hexToBase64
    case 'float':
      return form.nativeType === 'real' && form.aggregate === null ? toReal : toNumber
    case 'geometry':
      return fromWkt
    case 'json':
      return mayBeBare(form) ? parseJsonText : null
    default:
      return null
  }
}

export function decode(form: ValueForm, value: unknown): unknown {
  const finished = finish(form)
  if (finished !== null) return finished(value)
  return form.asNumber || (form.type === 'integer' && !form.asText) ? toNumber(value) : value
}

function toNumber(value: unknown): unknown {
  if (typeof value !== 'string') return value
  const number = Number(value)
  return Number.isNaN(number) ? value : number
}

function toReal(value: unknown): unknown {
  const number = toNumber(value)
  return typeof number === 'number' ? shortFloat32(number) : number
}

export function toParameter(type: ColumnType, value: unknown): unknown {
  assertOrdinary(type, value)
  switch (type) {
    case 'boolean':
      return value === true
    case 'json':
    case 'array':
      return JSON.stringify(value)
    case 'binary':
      return fromBase64(value)
    case 'geometry':
      return toWkt(value)
    case 'dateTime':
    case 'timestamp':
    case 'time':
      // Seven digits of a second are the most that it reads.
      return typeof value === 'string' ? value.replace(/(\.\d{7})\d+/, '$1') : value
    default:
      return value
  }
}

export function comparable(form: ValueForm, x: Sql): Sql {
  return form.type === 'unknown' ? sql`convert(nvarchar(max), ${x})` : modern(form, x)
}

const TEXTUAL: readonly ColumnType[] = ['string', 'text', 'csv']

/** @see https://learn.microsoft.com/en-us/sql/relational-databases/collations/collation-and-unicode-support */
export function exactText(form: ValueForm, x: Sql): Sql | null {
  return TEXTUAL.includes(form.type) ? sql`${modern(form, x)} collate ${EXACT}` : null
}

/** Text becomes what the other side is; digits that there is no room for would be rounded off, or fail. */
export function parameter(form: ValueForm, x: Sql): Sql {
  switch (form.type) {
    case 'integer':
    case 'bigInteger':
      return sql`try_cast(${x} as bigint)`
    case 'decimal':
      return sql`cast(${x} as ${sql.raw(`decimal(38, ${digitsAfterPoint(form)})`)})`
    case 'float':
      // What is bound is a double: 0.1 is another number in 32 bits.
      return form.nativeType === 'real' ? sql`cast(${x} as real)` : x
    case 'date':
      return sql`cast(${x} as date)`
    case 'dateTime':
      return moment(form.nativeType, x)
    case 'timestamp':
      return sql`cast(${x} as datetimeoffset(7))`
    case 'time':
      return sql`cast(${x} as time(7))`
    case 'uuid':
      return sql`try_cast(${x} as uniqueidentifier)`
    default:
      return x
  }
}

function digitsAfterPoint({ nativeType, scale }: ValueForm): number {
  const own = scale ?? 0
  const precision = Number(/\((\d+)/.exec(nativeType)?.[1] ?? 38)
  return Math.min(38 - (precision - own), Math.max(own, 12))
}

/** `datetime` counts in 300ths of a second: what is compared with it has to as well. */
function moment(nativeType: string, x: Sql): Sql {
  return nativeType === 'datetime'
    ? sql`cast(cast(${x} as datetime2(3)) as datetime)`
    : sql`cast(${x} as datetime2(7))`
}
