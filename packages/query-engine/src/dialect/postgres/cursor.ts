import { sql } from 'kysely'
import type { CursorValues } from '../dialect.js'

/**
 * The text of a value is read back as what it is: a parameter of no declared type takes that of the
 * other side. Binary is told in hexadecimal, whatever `bytea_output` says.
 *
 * @see https://www.postgresql.org/docs/current/typeconv-oper.html
 */
export const cursor: CursorValues = {
  ordered: (_form, x) => x,
  selected: ({ type }, x) => (type === 'binary' ? sql`encode(${x}, 'hex')` : sql`(${x})::text`),
  toText: String,
  fromText: (_form, text) => text,
  parameter: ({ type }, x) => (type === 'binary' ? sql`decode(${x}, 'hex')` : x),
}
