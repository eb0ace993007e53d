import { InvalidQueryError } from '../errors.js'
import { isPlainObject } from '../query/plain.js'
import type { ReadQuery } from '../query/query.js'
import type { SelectedField } from '../query/selected-field.js'
import type { SearchTemplate } from '../query/template.js'

/** What a query says about one level of nesting; the root and `deep` alike. */
export interface Level {
  readonly filter: unknown
  readonly search: SearchTemplate | undefined
  readonly sort: readonly string[] | undefined
  readonly limit: number | undefined
  readonly offset: number | undefined
  readonly page: number | undefined
  readonly aggregate: Readonly<Record<string, readonly string[]>> | undefined
  readonly groupBy: readonly string[] | undefined
  readonly alias: Readonly<Record<string, string>>
  readonly deep: Readonly<Record<string, unknown>>
  readonly select: readonly SelectedField[] | undefined
}

/** Reads the root of a templated query, or the query of a relationship that it selects. */
export function queryLevel(query: ReadQuery): Level {
  return {
    filter: query.filter,
    search: query.search as SearchTemplate | undefined,
    sort: texts(query.sort, 'sort'),
    limit: limit(query.limit, 'limit'),
    offset: whole(query.offset, 'offset'),
    page: whole(query.page, 'page'),
    aggregate: aggregates(query.aggregate, 'aggregate'),
    groupBy: texts(query.groupBy, 'groupBy'),
    alias: aliases(query.alias),
    deep: isPlainObject(query.deep) ? query.deep : {},
    select: query.select,
  }
}

const DEEP_KEYS: ReadonlySet<string> = new Set([
  '_filter',
  '_search',
  '_sort',
  '_limit',
  '_offset',
  '_page',
  '_aggregate',
  '_groupBy',
  '_alias',
])

/** Reads what `deep` says about a relationship; the same keys with an underscore. */
export function deepLevel(deep: unknown): Level {
  const given = isPlainObject(deep) ? deep : {}
  const unknown = Object.keys(given).find((key) => key.startsWith('_') && !DEEP_KEYS.has(key))
  if (unknown !== undefined)
    throw new InvalidQueryError(`"${unknown}" is none of ${[...DEEP_KEYS].join(', ')}.`)
  return {
    filter: given['_filter'],
    search: given['_search'] as SearchTemplate | undefined,
    sort: texts(given['_sort'], '_sort'),
    limit: limit(given['_limit'], '_limit'),
    offset: whole(given['_offset'], '_offset'),
    page: whole(given['_page'], '_page'),
    aggregate: aggregates(given['_aggregate'], '_aggregate'),
    groupBy: texts(given['_groupBy'], '_groupBy'),
    alias: aliases(given['_alias']),
    deep: Object.fromEntries(Object.entries(given).filter(([name]) => !name.startsWith('_'))),
    select: undefined,
  }
}

function texts(value: unknown, name: string): readonly string[] | undefined {
  if (value === undefined || value === null) return undefined
  const list = Array.isArray(value) ? value : [value]
  if (!list.every((entry) => typeof entry === 'string'))
    throw new InvalidQueryError(`"${name}" holds text only.`)
  const named = list.map((entry) => entry.trim()).filter((entry) => entry !== '')
  return named.length === 0 ? undefined : named
}

function limit(value: unknown, name: string): number | undefined {
  if (value === undefined || value === null) return undefined
  if (!Number.isSafeInteger(value) || (value as number) < -1) {
    throw new InvalidQueryError(`"${name}" has to be a whole number of at least -1.`)
  }
  return value as number
}

function whole(value: unknown, name: string): number | undefined {
  if (value === undefined || value === null) return undefined
  if (!Number.isSafeInteger(value) || (value as number) < 0) {
    throw new InvalidQueryError(`"${name}" has to be a whole number of at least 0.`)
  }
  return value as number
}

function aggregates(
  value: unknown,
  name: string,
): Readonly<Record<string, readonly string[]>> | undefined {
  if (value === undefined || value === null) return undefined
  if (!isPlainObject(value))
    throw new InvalidQueryError(`"${name}" has to be an object of functions.`)
  const entries = Object.entries(value).map(
    ([key, fields]) => [key, texts(fields, name) ?? []] as const,
  )
  return entries.length === 0 ? undefined : Object.fromEntries(entries)
}

function aliases(value: unknown): Readonly<Record<string, string>> {
  if (value === undefined || value === null) return {}
  if (!isPlainObject(value)) throw new InvalidQueryError('"alias" has to be an object.')
  for (const [name, field] of Object.entries(value)) {
    if (typeof field !== 'string' || field === '')
      throw new InvalidQueryError(`Alias "${name}" has to name a field.`)
    if (name.includes('.') || (field.includes('.') && !field.startsWith('json('))) {
      throw new InvalidQueryError(`Alias "${name}": neither name nor field may hold a dot.`)
    }
  }
  return value as Record<string, string>
}
