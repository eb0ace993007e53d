import type { DeepQuery, FieldSelector, PageMeta, ReadQuery } from '@relvar/query-engine'
import { type Data, type Level, related, relationshipNamed, tableNamed } from './data.js'
import { matches } from './evaluator-filter.js'
import { answerFunction, functionKey, parseFunction } from './evaluator-functions.js'
import { groupRows } from './evaluator-groups.js'
import { compareNulls, splitHead, valueAt } from './paths.js'
import { order } from './values.js'
import type { WireRow, WorldTable } from './world.js'

/**
 * Answers queries by walking plain arrays, as docs/querying.md describes it: slow, obvious, and on
 * purpose without a line of the engine. Of the model it takes only how relationships are called.
 */
export function evaluate(
  data: Data,
  name: string,
  query: ReadQuery,
): { readonly data: readonly unknown[]; readonly meta: PageMeta } {
  const table = tableNamed(data, name)
  const found = chosen(data, table, table.rows, query)
  const meta: PageMeta = { total_count: table.rows.length, filter_count: found.length }
  return { data: shape(data, table, found, query, query.fields ?? ['*']), meta }
}

function chosen(data: Data, table: WorldTable, rows: readonly WireRow[], level: Level) {
  return rows.filter(
    (row) => matches(data, table, row, level.filter ?? {}) && isFound(table, row, level.search),
  )
}

function isFound(table: WorldTable, row: WireRow, search: string | undefined): boolean {
  const term = search?.trim() ?? ''
  if (term === '') return true
  return table.columns.some(({ name, type }) => {
    const value = row[name]
    if (value === null) return false
    if (type === 'word' || type === 'text')
      return String(value).toLowerCase().includes(term.toLowerCase())
    if (type === 'uuid') return value === term.toLowerCase()
    const whole = /^-?\d+$/.test(term)
    if (type === 'integer' || type === 'bigint') return whole && order(type, value, term) === 0
    return (
      (type === 'float' || type === 'decimal(8,2)') &&
      /^-?\d+(\.\d+)?$/.test(term) &&
      order(type, value, term) === 0
    )
  })
}

/** Rows that are chosen already: in order, cut to their page, with the fields that are wanted. */
function shape(
  data: Data,
  table: WorldTable,
  rows: readonly WireRow[],
  level: Level,
  fields: readonly FieldSelector[],
): unknown[] {
  if (level.aggregate !== undefined || level.groupBy !== undefined)
    return page(groupRows(data, table, rows, level), level)
  const sorted = sortRows(data, table, rows, level)
  return page(sorted, level).map((row) => project(data, table, row, level, fields))
}

const DEFAULT_LIMIT = 100

function page<T>(rows: readonly T[], { limit = DEFAULT_LIMIT, offset = 0, page }: Level): T[] {
  if (limit === -1) return rows.slice(page === undefined ? offset : 0)
  const start = page === undefined ? offset : limit * (Math.max(page, 1) - 1)
  return rows.slice(start, start + limit)
}

function sortRows(data: Data, table: WorldTable, rows: readonly WireRow[], level: Level) {
  // Whoever does not see all of the key meets the rest of it nowhere.
  const isSeen = (name: string): boolean => table.columns.some((column) => column.name === name)
  const wanted = level.sort ?? table.key.filter(isSeen)
  const way = wanted.at(-1)?.startsWith('-') ? '-' : ''
  const terms = [...wanted, ...table.order.map((name) => `${way}${name}`)].map((term) => {
    const name = term.replace(/^-/, '')
    return { sign: term.startsWith('-') ? -1 : 1, name: level.alias?.[name] ?? name }
  })
  return [...rows].sort((a, b) => {
    for (const { sign, name } of terms) {
      const [left, right] = [valueAt(data, table, a, name), valueAt(data, table, b, name)]
      const difference = compareNulls(left.value, right.value, (x, y) => order(left.type, x, y))
      if (difference !== 0) return sign * difference
    }
    return 0
  })
}

function project(
  data: Data,
  table: WorldTable,
  row: WireRow,
  level: Level,
  fields: readonly FieldSelector[],
): WireRow {
  const shown = wantedOf(data, table, level, fields).filter(
    (each) => !isLeftOut(data, table, level, each),
  )
  return Object.fromEntries(shown.map((each) => valueOf(data, table, row, level, each)))
}

/** The fields of one level: what stands under each key, and what is wanted of what is below. */
export function wantedOf(
  data: Data,
  table: WorldTable,
  level: Level,
  fields: readonly FieldSelector[],
): readonly WantedField[] {
  const wanted = new Map<string, FieldSelector[]>()
  const want = (key: string, inner: readonly FieldSelector[]): void => {
    wanted.set(key, [...(wanted.get(key) ?? []), ...inner])
  }
  for (const field of fields.flatMap(unnested)) {
    const [head, rest] = splitHead(field)
    if (head !== '*') want(head, rest === null ? [] : [rest])
    else expand(data, table, rest, want)
  }
  return [...wanted].map(([key, inner]) => ({ key, name: level.alias?.[key] ?? key, inner }))
}

/** A relationship is left out where it leads to what is closed, or should be told by a key that is. */
export function isLeftOut(
  data: Data,
  table: WorldTable,
  level: Level,
  { key, name, inner }: WantedField,
): boolean {
  const link = relationshipNamed(data, table, name)
  const isColumn = table.columns.some((column) => column.name === name)
  if (link === undefined || (isColumn && inner.length === 0)) return false
  const target = data.world.tables.find((each) => each.name === link.target)
  if (target === undefined) return true
  const isBare = inner.length === 0 && deepLevel(level.deep?.[key]).aggregate === undefined
  return isBare && !target.key.every((part) => target.columns.some((each) => each.name === part))
}

/** `{ a: ['b'] }` is `a.b`. */
function unnested(field: FieldSelector): string[] {
  if (typeof field === 'string') return [field]
  return Object.entries(field).flatMap(([name, inner]) =>
    inner.flatMap(unnested).map((rest) => `${name}.${rest}`),
  )
}

function expand(
  data: Data,
  table: WorldTable,
  rest: string | null,
  want: (key: string, inner: readonly FieldSelector[]) => void,
): void {
  for (const { name } of table.columns)
    want(name, rest !== null && relationshipNamed(data, table, name) ? [rest] : [])
  for (const { name, cardinality } of rest === null ? [] : data.relationships(table))
    if (cardinality === 'many-to-one') want(name, [rest ?? ''])
}

export interface WantedField {
  readonly key: string
  readonly name: string
  readonly inner: readonly FieldSelector[]
}

function valueOf(
  data: Data,
  table: WorldTable,
  row: WireRow,
  level: Level,
  { key, name, inner }: WantedField,
): [string, unknown] {
  const call = parseFunction(name)
  if (call !== null) {
    const value = answerFunction(data, table, row, call)
    const isNumber = call.name === 'json' || typeOfCount(table, call) === 'json'
    const shown = value === null || isNumber ? value : String(value)
    return [key === name ? functionKey(call) : key, shown]
  }
  const link = relationshipNamed(data, table, name)
  const deep = deepLevel(level.deep?.[key])
  const isColumn = table.columns.some((column) => column.name === name)
  if (link === undefined || (isColumn && inner.length === 0)) return [key, row[name]]
  const { table: target, rows } = related(data, link, row)
  const found = chosen(data, target, rows, deep)
  if (inner.length === 0 && deep.aggregate === undefined) {
    const keys = page(sortRows(data, target, found, deep), deep).map((each) =>
      keyText(target, each),
    )
    return [key, link.cardinality === 'many-to-one' ? (keys[0] ?? null) : keys]
  }
  const shaped = shape(data, target, found, deep, inner)
  return [key, link.cardinality === 'many-to-one' ? (shaped[0] ?? null) : shaped]
}

function typeOfCount(table: WorldTable, { name, field }: { name: string; field: string }) {
  return name === 'count' ? table.columns.find((each) => each.name === field)?.type : undefined
}

/** A key as the wire writes it: the value itself, or the values joined with commas. */
function keyText({ key }: WorldTable, row: WireRow): unknown {
  return key.length === 1 ? row[key[0] as string] : key.map((name) => String(row[name])).join(',')
}

/** Keys with an underscore are of this level, those without go one further down. */
export function deepLevel(deep: unknown): Level {
  const entries = Object.entries((deep ?? {}) as DeepQuery)
  const own = entries.flatMap(([name, value]) =>
    name.startsWith('_') ? [[name.slice(1), value] as const] : [],
  )
  const below = entries.filter(([name]) => !name.startsWith('_'))
  return { ...Object.fromEntries(own), deep: Object.fromEntries(below) }
}
