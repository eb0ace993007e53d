import type { AggregateFunction, ReadQuery } from '@relvar/query-engine/query'
import { InvalidQueryError } from '@relvar/query-engine'
import { readList } from './list.js'
import { isBlank } from './parameters.js'
import { isObject, readStructure } from './structure.js'

const functions: ReadonlySet<string> = new Set<AggregateFunction>([
  'count',
  'countDistinct',
  'countAll',
  'sum',
  'sumDistinct',
  'avg',
  'avgDistinct',
  'min',
  'max',
])

/**
 * Reads `aggregate`: each function with the fields it is applied to.
 *
 * @example
 * readAggregate('aggregate', { count: '*', sum: 'price,tax' })   // { count: ['*'], sum: ['price', 'tax'] }
 */
export function readAggregate(name: string, value: unknown): ReadQuery['aggregate'] {
  if (isBlank(value)) return undefined
  const aggregate = readStructure(name, value)
  if (!isObject(aggregate)) {
    throw new InvalidQueryError(`"${name}" has to be an object of functions and their fields.`)
  }
  const entries = Object.entries(aggregate).flatMap(([key, fields]) => readEntry(name, key, fields))
  return entries.length === 0 ? undefined : Object.fromEntries(entries)
}

function readEntry(name: string, key: string, fields: unknown): [string, readonly string[]][] {
  if (!functions.has(key))
    throw new InvalidQueryError(`"${key}" of "${name}" is no aggregate function.`)
  const list = readList(`${name}.${key}`, fields)
  if (list === undefined && key !== 'countAll') {
    throw new InvalidQueryError(`"${name}.${key}" names no field.`)
  }
  return [[key, list ?? ['*']]]
}
