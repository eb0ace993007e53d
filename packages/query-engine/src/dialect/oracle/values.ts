import type { ColumnType } from '@relvar/schema-introspect/model'
import { sql } from 'kysely'
import { assertOrdinary } from '../../query/value.js'
import { fromBase64, hexToBase64 } from '../binary.js'
import type { Finish, Sql, ValueForm } from '../dialect.js'
import { shortFloat32 } from '../float32.js'
import { parseJsonText } from '../json-text.js'

/** ISO 8601, as the session has it (`SESSION_SETTINGS` of kysely-oracle). */
export const DATE: Sql = sql.lit('YYYY-MM-DD"T"HH24:MI:SS')
export const MOMENT: Sql = sql.lit('YYYY-MM-DD"T"HH24:MI:SS.FF')
export const INSTANT: Sql = sql.lit('YYYY-MM-DD"T"HH24:MI:SS.FFTZH:TZM')

/** Characters of a CLOB that are compared, sorted and grouped by: no more fit into 4,000 bytes. */
const CLOB_START = 1_000
const BLOB_PIECE = 2_000
/** After the point, as many as the others have. */
const AVERAGE_DIGITS = 16

/** The wire form of a value. @see https://docs.oracle.com/en/database/oracle/oracle-database/19/sqlrf/Format-Models.html */
export function encode(form: ValueForm, x: Sql): Sql {
  if (form.asNumber) return x
  if (form.type === 'float') return float(form, x)
  if (form.aggregate === 'avg') return decimal(AVERAGE_DIGITS, x)
  switch (form.type) {
    case 'bigInteger':
      return plainNumber(x)
    case 'integer':
      return form.asText ? plainNumber(x) : x
    case 'decimal':
      return decimal(form.scale, x)
    case 'boolean':
      return form.nativeType === 'boolean'
        ? sql`case when ${x} then 'true' when not ${x} then 'false' end`
        : sql`case ${x} when 1 then 'true' when 0 then 'false' end`
    case 'date':
      return sql`to_char(${x}, 'YYYY-MM-DD')`
    case 'dateTime':
      return sql`to_char(${x}, ${DATE})`
    case 'timestamp':
      return sql`to_char(${utc(form, x)}, 'YYYY-MM-DD"T"HH24:MI:SS.FF3"Z"')`
    case 'json':
      return isText(form) ? x : sql`json_serialize(${x} returning clob)`
    case 'csv':
      return sql`case when ${x} is not null then replace(json_array(${x} returning clob), ',', '","') end`
    case 'binary':
      return form.nativeType === 'blob' ? blob(x) : sql`rawtohex(${x})`
    case 'geometry':
      return sql`sdo_util.to_geojson(${x})`
    default:
      return text(form, x)
  }
}

/** Without NLS settings, and with a 0 before the point. TM9 has as few digits as there are. */
export function plainNumber(x: Sql): Sql {
  return sql`regexp_replace(to_char(${x}, 'TM9', 'nls_numeric_characters=''.,'''), '^(-?)\\.', '\\10.')`
}

/** A format has 63 characters at the most. */
function decimal(scale: number | null, x: Sql): Sql {
  if (scale === null || scale <= 0 || scale > 20) return plainNumber(x)
  return sql`to_char(${x}, ${sql.lit(`FM${'9'.repeat(37)}0.${'0'.repeat(scale)}`)})`
}

/** Of binary numbers, TO_CHAR writes all digits, infinities and NaN; JSON would lose some. */
function float({ nativeType }: ValueForm, x: Sql): Sql {
  return nativeType.startsWith('binary') ? sql`to_char(${x})` : plainNumber(x)
}

export function utc({ nativeType }: ValueForm, x: Sql): Sql {
  return nativeType.includes('local')
    ? sql`sys_extract_utc(cast(${x} as timestamp with time zone))`
    : sql`sys_extract_utc(${x})`
}

/** In pieces that RAWTOHEX takes, put together as XML, the only aggregate that gives long texts. */
function blob(x: Sql): Sql {
  const piece = sql`dbms_lob.substr(${x}, ${sql.lit(BLOB_PIECE)}, ${sql.lit(BLOB_PIECE)} * (level - 1) + 1)`
  const list = sql`xmlagg(xmlparse(content rawtohex(${piece}) wellformed) order by level)`
  const count = sql`ceil(dbms_lob.getlength(${x}) / ${sql.lit(BLOB_PIECE)})`
  return sql`(select xmlserialize(content ${list} as clob) from dual connect by level <= ${count})`
}

function text({ type, nativeType }: ValueForm, x: Sql): Sql {
  if (nativeType === 'xmltype') return sql`xmlserialize(content ${x} as clob)`
  return type === 'unknown' || nativeType.startsWith('interval') ? sql`to_char(${x})` : x
}

/**
 * What a path gives, and what is JSON only by what is said of it. JSON with a CHECK is none yet that may be
 * shown: unless it says STRICT, names without quotes pass, and FORMAT JSON looks at nothing.
 *
 * @see https://docs.oracle.com/en/database/oracle/oracle-database/19/adjsn/conditions-is-json-and-is-not-json.html
 */
function isText({ nativeType, isTextOfJson }: ValueForm): boolean {
  return isTextOfJson || nativeType === 'json path'
}

export function isJson(form: ValueForm): boolean {
  const { type } = form
  if (type === 'json') return !isText(form)
  return type === 'csv' || type === 'boolean' || type === 'geometry'
}

/** What JSON cannot hold as it is: binary, doubles, and values within JSON, which come in a list. */
export function finish(form: ValueForm): Finish | null {
  switch (form.type) {
    case 'binary':
      return hexToBase64
    case 'float':
      return form.nativeType === 'binary_float' && form.aggregate === null ? toSingle : toDouble
    case 'json':
      if (form.nativeType === 'json path') return onlyOf
      return form.isTextOfJson ? parseJsonText : null
    default:
      return null
  }
}

function onlyOf(value: unknown): unknown {
  return typeof value === 'string' ? ((JSON.parse(value) as readonly unknown[])[0] ?? null) : value
}

function toDouble(value: unknown): unknown {
  if (typeof value !== 'string') return value
  if (/^-?inf$/i.test(value)) return value.startsWith('-') ? '-Infinity' : 'Infinity'
  return /^nan$/i.test(value) ? 'NaN' : Number(value)
}

function toSingle(value: unknown): unknown {
  const number = toDouble(value)
  return typeof number === 'number' ? shortFloat32(number) : number
}

export function decode(form: ValueForm, value: unknown): unknown {
  const finished = finish(form)
  if (finished !== null) return finished(value)
  if (form.type === 'boolean' && typeof value === 'string') return value === 'true'
  const isNumber = form.asNumber || (form.type === 'integer' && !form.asText)
  return isNumber && typeof value === 'string' ? Number(value) : value
}

export function toParameter(type: ColumnType, value: unknown): unknown {
  assertOrdinary(type, value)
  switch (type) {
    case 'boolean':
      return value === true ? 1 : 0
    case 'date':
      return typeof value === 'string' ? `${value.slice(0, 10)}T00:00:00` : value
    case 'dateTime':
      return typeof value === 'string' ? withFraction(value) : value
    case 'timestamp':
      return typeof value === 'string' ? `${withFraction(value.replace(/Z$/, ''))}+00:00` : value
    case 'json':
    case 'array':
    case 'geometry':
      return JSON.stringify(value)
    case 'binary':
      return fromBase64(value)
    default:
      return value
  }
}

/** The session's formats want one; a moment of the engine is in UTC already. */
function withFraction(text: string): string {
  return text.includes('.') ? text : `${text}.0`
}

export function comparable(form: ValueForm, x: Sql): Sql {
  // The wire shows the day alone of what is a moment here.
  return form.type === 'date' ? sql`trunc(${x})` : sortable(form, x)
}

/** CLOBs are neither compared nor sorted: the beginning of one is. */
export function sortable(form: ValueForm, x: Sql): Sql {
  const isLob = form.nativeType === 'clob' || form.nativeType === 'nclob'
  return isLob ? sql`dbms_lob.substr(${x}, ${sql.lit(CLOB_START)}, 1)` : x
}

export function toText(x: Sql): Sql {
  return sql`to_char(substr(${x}, 1, ${sql.lit(CLOB_START)}))`
}

/**
 * A CHAR is filled up with blanks, which count in every comparison but those with another CHAR: there the
 * shorter of both is filled up. What is bound is a VARCHAR2.
 *
 * @see https://docs.oracle.com/database/122/SQLRF/Data-Type-Comparison-Rules.htm
 */
export function padded({ nativeType }: Pick<ValueForm, 'nativeType'>, x: Sql): Sql {
  if (nativeType.startsWith('char')) return sql`cast(${x} as char(2000))`
  return nativeType.startsWith('nchar') ? sql`cast(${x} as nchar(1000))` : x
}

/** Text becomes what the other side is. */
export function parameter(form: ValueForm, x: Sql): Sql {
  switch (form.type) {
    case 'string':
    case 'text':
      return padded(form, x)
    case 'bigInteger':
    case 'decimal':
      return sql`to_number(${x})`
    case 'date':
      return sql`to_date(${x}, ${DATE})`
    case 'dateTime':
      return sql`to_timestamp(${x}, ${MOMENT})`
    case 'timestamp':
      return sql`to_timestamp_tz(${x}, ${INSTANT})`
    case 'float':
      // What is bound is a decimal number: 0.1 is another one in 32 bits.
      return form.nativeType === 'binary_float' ? sql`to_binary_float(${x})` : x
    case 'boolean':
      return form.nativeType === 'boolean' ? sql`to_boolean(${x})` : x
    default:
      return x
  }
}
