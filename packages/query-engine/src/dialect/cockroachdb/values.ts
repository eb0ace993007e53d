import { sql } from 'kysely'
import type { Sql, ValueForm } from '../dialect.js'
import { decode as decodePostgres, encode as encodePostgres } from '../postgres/values.js'

/**
 * The wire form of a value. An average loses the zeros at its end here (cockroachdb/apd#115), unless its
 * digits are said.
 */
export function encode(form: ValueForm, x: Sql): Sql {
  if (form.aggregate !== 'avg' || form.type === 'float') return encodePostgres(form, x)
  const average = sql`(${x})::decimal(38, 16)`
  return form.asNumber ? average : sql`${average}::text`
}

/**
 * INT is INT8 here, `::int` too, and what is INT8 the driver gives as text.
 *
 * @see https://www.cockroachlabs.com/docs/stable/int
 */
export function decode(form: ValueForm, value: unknown): unknown {
  return form.type === 'integer' && !form.asText && typeof value === 'string'
    ? Number(value)
    : decodePostgres(form, value)
}
