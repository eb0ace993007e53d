import type { ValueForm } from '../dialect.js'
import { decode as decodePostgres } from '../postgres/values.js'

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
