import { sql } from 'kysely'
import type { CursorValues } from '../dialect.js'
import { isNull } from '../standard.js'
import { comparable, isOrdered } from './values.js'

/**
 * The text of a value is read back as what it is: a parameter of no declared type takes that of the
 * other side. Binary is told in hexadecimal, whatever `bytea_output` says.
 *
 * @see https://www.postgresql.org/docs/current/typeconv-oper.html
 */
export const cursor: CursorValues = {
  // What has no order of its own is sorted as text, and so is a composite: IS NULL of it would mean
  // that each of its parts is.
  ordered: comparable,
  isNull: (form, x, negated) => isNull(form, comparable(form, x), negated),
  selected: ({ type }, x) => (type === 'binary' ? sql`encode(${x}, 'hex')` : sql`(${x})::text`),
  toText: String,
  fromText: (_form, text) => text,
  parameter: ({ type, nativeType }, x) => {
    if (type === 'binary') return sql`decode(${x}, 'hex')`
    return type === 'unknown' && isOrdered(nativeType) ? sql`${x}::${sql.raw(nativeType)}` : x
  },
}
