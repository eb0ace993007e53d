import { InvalidQueryError } from '../errors.js'
import { readCursor } from './cursor.js'
import { isPlainObject } from './plain.js'
import { isListVariable } from './list-variables.js'
import { OPERATORS } from './operators.js'
import type { ReadQuery } from './query.js'
import type { SelectedField } from './selected-field.js'

/** Stands for a value of a query, so that queries of one shape share one plan. */
export class Placeholder {
  readonly index: number
  /** Whether the value is a number, which JSON values are compared with as numbers. */
  readonly numeric: boolean

  constructor(index: number, numeric: boolean) {
    this.index = index
    this.numeric = numeric
  }

  /** Placeholders of a kind look alike in the text that shapes are compared by. */
  toJSON(): string {
    return this.numeric ? '#' : '?'
  }
}

/** A term of `search`: its kind decides which columns are looked at, so it is part of the shape. */
export interface SearchTemplate {
  readonly term: Placeholder
  readonly kind: 'text' | 'integer' | 'number' | 'uuid'
}

/** A cursor: which order it belongs to and which of its values are NULL are part of the shape. */
export interface CursorTemplate {
  readonly order: string
  readonly values: readonly (Placeholder | null)[]
}

/** A value of a cursor. Not bare text: that could be taken for a dynamic variable. */
export interface CursorValue {
  readonly text: string
}

/** A query whose filter values are placeholders, and those values in order. */
export interface QueryTemplate {
  readonly query: ReadQuery
  readonly values: readonly unknown[]
}

/** A template with the text that tells its shape from others. */
export interface KeyedTemplate extends QueryTemplate {
  readonly shape: string
}

const MAX_NESTING = 100

/** Queries that never change, with what was made of them; null until it is needed. */
const constants = new WeakMap<ReadQuery, KeyedTemplate | null>()

/**
 * The query, frozen for good. What the engine makes of its text is kept with it: for a query that is
 * run again and again, that is much of the work that remains.
 *
 * @example
 * const newest = constantQuery({ fields: ['id', 'title'], sort: ['-id'], limit: 10 })
 * await session.readJson('articles', newest)
 *
 * @throws InvalidQueryError for a query that is nested absurdly deep
 */
export function constantQuery(query: ReadQuery): ReadQuery {
  if (constants.has(query)) return query
  assertNesting(query, 0)
  deepFreeze(query)
  constants.set(query, null)
  return query
}

/** Whether a query is one that {@link constantQuery} made. */
export function isConstantQuery(query: ReadQuery): boolean {
  return constants.has(query)
}

function deepFreeze(value: unknown): void {
  if (!isContainer(value)) return
  Object.freeze(value)
  for (const inner of Object.values(value as object)) deepFreeze(inner)
}

/**
 * As {@link templateOf}, with the text that plans are kept by. Of a constant query it is made once.
 *
 * @throws InvalidQueryError as `templateOf` does, and for what is no JSON
 */
export function keyedTemplateOf(query: ReadQuery): KeyedTemplate {
  const known = constants.get(query)
  if (known !== undefined && known !== null) return known
  const template = templateOf(query)
  const keyed = { ...template, shape: shapeText(template.query) }
  if (known === null) constants.set(query, keyed)
  return keyed
}

/**
 * Separates what a query asks (its shape) from the values it asks with. Two queries with equal
 * shapes resolve, plan and compile alike; only the values that are bound differ.
 *
 * @throws InvalidQueryError for filters that are nested absurdly deep or hold reserved names
 */
export function templateOf(query: ReadQuery): QueryTemplate {
  assertNesting(query, 0)
  const values: unknown[] = []
  const result = templateLevel(query, values)
  for (const name of ['after', 'before'] as const) {
    if (query[name] !== undefined) result[name] = templateCursor(name, query[name], values)
  }
  return { query: result, values }
}

/** A query, or that of a relationship in it. */
function templateLevel(query: ReadQuery, values: unknown[]): Record<string, unknown> {
  const result: Record<string, unknown> = { ...query }
  if (query.filter !== undefined) result['filter'] = templateFilter(query.filter, values)
  if (query.search !== undefined) result['search'] = templateSearch(query.search, values)
  if (query.deep !== undefined) result['deep'] = templateDeep(query.deep, values)
  if (query.select !== undefined) {
    result['select'] = query.select.map((field) => templateField(field, values))
  }
  return result
}

function templateField(field: SelectedField, values: unknown[]): unknown {
  if (field.kind === 'related') return { ...field, query: templateLevel(field.query, values) }
  if (field.kind !== 'any') return field
  const branches = Object.entries(field.branches).map(
    ([id, query]) => [id, templateLevel(query, values)] as const,
  )
  return { ...field, branches: Object.fromEntries(branches) }
}

function templateCursor(
  name: 'after' | 'before',
  cursor: unknown,
  values: unknown[],
): CursorTemplate {
  const place = readCursor(name, cursor)
  const placed = place.values.map((text) =>
    text === null ? null : placeValue({ text } satisfies CursorValue, values),
  )
  return { order: place.order, values: placed }
}

/**
 * The text that tells shapes apart. Only values of filters may be what JSON does not know: they are
 * placeholders by now.
 */
function shapeText(shape: ReadQuery): string {
  try {
    return JSON.stringify(shape)
  } catch (error) {
    if (!(error instanceof TypeError)) throw error
    throw new InvalidQueryError('A query is JSON, but for the values of its filters.', {
      cause: error,
    })
  }
}

function templateDeep(deep: unknown, values: unknown[]): unknown {
  if (!isPlainObject(deep)) return deep
  return mapObject(deep, (name, value) => templateDeepEntry(name, value, values))
}

function templateDeepEntry(name: string, value: unknown, values: unknown[]): unknown {
  if (name === '_filter') return templateFilter(value, values)
  if (name === '_search') return templateSearch(value, values)
  return name.startsWith('_') ? value : templateDeep(value, values)
}

/** What people type; databases take longer patterns badly. */
const MAX_TERM = 1_000

function templateSearch(search: unknown, values: unknown[]): unknown {
  if (typeof search !== 'string') throw new InvalidQueryError('"search" has to be text.')
  const term = search.trim()
  if (term === '') return undefined
  if (term.length > MAX_TERM) {
    throw new InvalidQueryError(`"search" has at most ${MAX_TERM} characters.`)
  }
  return { term: placeValue(term, values), kind: searchKind(term) } satisfies SearchTemplate
}

function searchKind(term: string): SearchTemplate['kind'] {
  if (/^-?\d{1,19}$/.test(term) && BigInt.asIntN(64, BigInt(term)) === BigInt(term))
    return 'integer'
  if (term.length < 40 && /^-?(?:\d+(?:\.\d+)?|\.\d+)$/.test(term)) return 'number'
  return UUID.test(term) ? 'uuid' : 'text'
}

export const UUID: RegExp = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i

function templateFilter(filter: unknown, values: unknown[]): unknown {
  if (Array.isArray(filter)) return filter.map((entry) => templateFilter(entry, values))
  if (!isPlainObject(filter)) return filter
  return mapObject(filter, (name, value) => templateEntry(name, value, values))
}

function templateEntry(name: string, value: unknown, values: unknown[]): unknown {
  const operator = OPERATORS.get(name)
  switch (operator?.family) {
    case undefined:
    case 'json':
    case 'quantifier':
      return isContainer(value) ? templateFilter(value, values) : placeUnlessNull(value, values)
    case 'null':
    case 'empty':
    case 'payload':
      return value
    case 'in':
    case 'between':
      return placeList(value, values)
    default:
      return placeUnlessNull(value, values)
  }
}

function placeList(value: unknown, values: unknown[]): unknown {
  if (value === null) return null
  const list = typeof value === 'string' && !value.startsWith('$') ? value.split(',') : value
  // How many values a variable stands for is not the query's to say: it stays what it is.
  const placed = (entry: unknown) => (isListVariable(entry) ? entry : placeValue(entry, values))
  return Array.isArray(list) ? list.map(placed) : placed(list)
}

function placeUnlessNull(value: unknown, values: unknown[]): unknown {
  return value === null || value === undefined ? null : placeValue(value, values)
}

function placeValue(value: unknown, values: unknown[]): Placeholder {
  values.push(value)
  return new Placeholder(values.length - 1, typeof value === 'number')
}

function isContainer(value: unknown): boolean {
  return Array.isArray(value) || isPlainObject(value)
}

function mapObject(
  source: Readonly<Record<string, unknown>>,
  map: (name: string, value: unknown) => unknown,
): Record<string, unknown> {
  return Object.fromEntries(Object.entries(source).map(([name, value]) => [name, map(name, value)]))
}

/**
 * Nesting beyond any limit of relations would end the process's stack. Numbers that JSON cannot tell
 * from null would share the shape, and the plan, of a query without them.
 */
function assertNesting(value: unknown, level: number): void {
  if (level > MAX_NESTING) {
    throw new InvalidQueryError(`The query is nested deeper than ${MAX_NESTING} levels.`)
  }
  if (typeof value === 'number' && !Number.isFinite(value)) {
    throw new InvalidQueryError('A number in a query has to be finite.')
  }
  if (!isContainer(value)) return
  for (const inner of Object.values(value as object)) assertNesting(inner, level + 1)
}
