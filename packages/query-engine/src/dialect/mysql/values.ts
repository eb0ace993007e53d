import type { ColumnType } from '@relvar/schema-introspect/model'
import { sql } from 'kysely'
import type { Sql, ValueForm } from '../dialect.js'
import {
  decode as decodeMariadb,
  encode as encodeMariadb,
  isJson as isMariadbJson,
  unicodeText,
} from '../mariadb/values.js'

/**
 * The wire form of a value. A comparison gives 1 and 0 here, in JSON too, so a boolean is made of
 * JSON; JSON is a type of its own, which is embedded as such.
 *
 * @see https://dev.mysql.com/doc/refman/8.0/en/json.html#json-converting-between-types
 */
export function encode(form: ValueForm, x: Sql): Sql {
  if (form.asText || form.asNumber || form.aggregate !== null) return encodeMariadb(form, x)
  switch (form.type) {
    case 'boolean':
      return sql`cast(case when ${x} is null then null when ${x} then 'true' else 'false' end as json)`
    case 'json':
      return isNativeJson(form)
        ? x
        : sql`cast(if(json_valid(${x}), ${x}, json_quote(${x})) as json)`
    case 'csv':
      return sql`cast(if(${x} = '', '[]', concat('[', replace(json_quote(${x}), ',', '","'), ']')) as json)`
    case 'geometry':
      return sql`ST_AsGeoJSON(${x})`
    // JSON is made of text of any character set here.
    case 'string':
    case 'text':
    case 'hash':
    case 'uuid':
      return x
    default:
      return encodeMariadb(form, x)
  }
}

function isNativeJson({ nativeType }: ValueForm): boolean {
  return nativeType === 'json' || nativeType === 'json path'
}

export function isJson(form: ValueForm): boolean {
  return form.type === 'boolean' || isMariadbJson(form)
}

export function decode(form: ValueForm, value: unknown): unknown {
  return form.type === 'boolean' && typeof value === 'string'
    ? value === 'true' || value === '1'
    : decodeMariadb(form, value)
}

const TEXTUAL: readonly ColumnType[] = ['string', 'text', 'csv']

/**
 * The usual collations take `a`, `A` and `ä` for equal.
 *
 * @see https://dev.mysql.com/doc/refman/8.0/en/charset-unicode-sets.html (utf8mb4_0900_bin: NO PAD)
 */
export function exactText(form: ValueForm, x: Sql): Sql | null {
  return TEXTUAL.includes(form.type) ? sql`${unicodeText(x)} collate utf8mb4_0900_bin` : null
}
