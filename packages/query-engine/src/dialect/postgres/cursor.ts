import { sql } from 'kysely'
import type { CursorValues } from '../dialect.js'
import { isNull } from '../standard.js'

/**
 * The text of a value is read back as what it is: a parameter of no declared type takes that of the
 * other side. Binary is told in hexadecimal, whatever `bytea_output` says.
 *
 * @see https://www.postgresql.org/docs/current/typeconv-oper.html
 */
export const cursor: CursorValues = {
  ordered: (_form, x) => x,
  // Of a composite, IS NULL would mean that each of its parts is.
  isNull: (form, x, negated) => {
    if (form.type !== 'unknown') return isNull(form, x, negated)
    return negated ? sql`${x} is distinct from null` : sql`${x} is not distinct from null`
  },
  selected: ({ type }, x) => (type === 'binary' ? sql`encode(${x}, 'hex')` : sql`(${x})::text`),
  toText: String,
  fromText: (_form, text) => text,
  parameter: ({ type, nativeType }, x) => {
    if (type === 'binary') return sql`decode(${x}, 'hex')`
    // Beside a composite, a parameter would be any record.
    return type === 'unknown' ? sql`${x}::${sql.raw(nativeType)}` : x
  },
}
