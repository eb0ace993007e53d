import type { DeepQuery, ReadQuery } from '@relvar/query-engine/query'
import { InvalidQueryError } from '@relvar/query-engine'
import { readAggregate } from './aggregate.js'
import { readAlias } from './alias.js'
import { readFilter } from './filter.js'
import { readList } from './list.js'
import { readLimit, readOffset, readPage } from './paging.js'
import { readSearch } from './search.js'
import { isObject, mapValues } from './structure.js'
import { JsonTextError, parseJson } from './json.js'

const readers: Readonly<Record<string, (name: string, value: unknown) => unknown>> = {
  _filter: readFilter,
  _sort: readList,
  _limit: readLimit,
  _offset: readOffset,
  _page: readPage,
  _search: readSearch,
  _aggregate: readAggregate,
  _groupBy: readList,
  _alias: readAlias,
}

/**
 * Reads `deep`: the queries of relationships, nested like these. On the wire a `deep` that is no
 * object says nothing.
 *
 * @example
 * readDeep('deep', { comments: { _limit: '3', _sort: '-id' } })   // { comments: { _limit: 3, _sort: ['-id'] } }
 */
export function readDeep(name: string, value: unknown): ReadQuery['deep'] {
  const deep = typeof value === 'string' ? readText(value) : value
  return isObject(deep)
    ? mapValues(deep, (level, key) => readLevel(`${name}.${key}`, level))
    : undefined
}

function readText(text: string): unknown {
  try {
    return parseJson(text)
  } catch (error) {
    if (error instanceof JsonTextError && error.cause instanceof SyntaxError) return undefined
    throw error instanceof JsonTextError
      ? new InvalidQueryError(`"deep" cannot be read. ${error.message}`)
      : error
  }
}

function readLevel(name: string, value: unknown): DeepQuery {
  if (!isObject(value)) throw new InvalidQueryError(`"${name}" has to be an object.`)
  return mapValues(value, (inner, key) => readKey(`${name}.${key}`, key, inner))
}

function readKey(name: string, key: string, value: unknown): unknown {
  if (!key.startsWith('_')) return readLevel(name, value)
  const reader = Object.hasOwn(readers, key) ? readers[key] : undefined
  if (reader !== undefined) return reader(name, value)
  throw new InvalidQueryError(`"${name}" is none of ${Object.keys(readers).join(', ')}.`)
}
