import { InvalidPayloadError } from '@relvar/query-engine'
import type { ColumnType } from '@relvar/schema-introspect/model'
import type { DefaultDraft } from '../change/schema-change.js'

const MOMENTS: ReadonlySet<ColumnType> = new Set(['date', 'dateTime', 'time', 'timestamp'])
const IDENTITIES: ReadonlySet<ColumnType> = new Set(['uuid', 'string', 'text'])
const WHOLE: ReadonlySet<ColumnType> = new Set(['integer', 'float'])

const NOW = /^\s*(?:now\(\)|current_timestamp(?:\(\d*\))?)\s*$/i
const RANDOM_UUID = /^\s*gen_random_uuid\(\)\s*$/i

/**
 * A `default_value` of the wire: a value, the present moment (`now()`, `CURRENT_TIMESTAMP`) or a random
 * UUID (`gen_random_uuid()`); null for none.
 *
 * @throws InvalidPayloadError for what no column holds
 */
export function defaultDraft(value: unknown, type: ColumnType): DefaultDraft | null {
  if (value === undefined || value === null) return null
  if (typeof value === 'string') return ofText(value, type)
  if (typeof value === 'number' || typeof value === 'boolean') return { kind: 'literal', value }
  if (type === 'csv' && Array.isArray(value)) return { kind: 'literal', value: value.join() }
  if (type === 'json') return { kind: 'literal', value: JSON.stringify(value) }
  throw new InvalidPayloadError('"default_value" is a text, a number, a boolean or null.')
}

function ofText(value: string, type: ColumnType): DefaultDraft {
  if (MOMENTS.has(type) && NOW.test(value)) return { kind: 'now' }
  if (IDENTITIES.has(type) && RANDOM_UUID.test(value)) return { kind: 'uuid' }
  if (type === 'boolean' && /^(?:true|false)$/.test(value))
    return { kind: 'literal', value: value === 'true' }
  // Forms send numbers as text.
  if (WHOLE.has(type) && /^[+-]?\d+(?:\.\d+)?$/.test(value))
    return { kind: 'literal', value: Number(value) }
  return { kind: 'literal', value }
}
