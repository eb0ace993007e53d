import type { Filter } from '@relvar/query-engine/query'
import { InvalidQueryError } from '@relvar/query-engine'
import { isBlank } from './parameters.js'
import { isObject, mapValues, readStructure } from './structure.js'

/** Operators whose value is a yes or a no, which a query string can only write as text. */
const claims: ReadonlySet<string> = new Set(['_null', '_nnull', '_empty', '_nempty', '_submitted'])

/**
 * Reads `filter`: brackets, JSON text or an object. Nothing is known of fields here; the texts
 * `null` and `NULL` become null, and `true` and `false` do where an operator wants a claim.
 *
 * @example
 * readFilter('filter', '{"name":{"_null":"false"}}')   // { name: { _null: false } }
 */
export function readFilter(name: string, value: unknown): Filter | undefined {
  if (isBlank(value)) return undefined
  const filter = readStructure(name, value)
  if (Array.isArray(filter) && filter.length === 0) return undefined
  if (!isObject(filter)) throw new InvalidQueryError(`"${name}" has to be an object.`)
  return mapValues(filter, readCondition)
}

function readCondition(value: unknown, key: string): unknown {
  if (Array.isArray(value)) return value.map((element) => readCondition(element, key))
  if (isObject(value)) return mapValues(value, readCondition)
  if (value === 'null' || value === 'NULL') return null
  if (claims.has(key) && (value === 'true' || value === 'false')) return value === 'true'
  return value
}
