import type { ColumnType } from '@relvar/schema-introspect/model'
import { InvalidQueryError } from '../errors.js'
import type { Limits } from '../limits.js'
import type { FieldPath } from '../query/field-path.js'
import type { Level } from './level.js'
import { assertDeepNames } from './deep-names.js'
import { resolveAggregates, resolveGroups } from './resolve-aggregate.js'
import { resolveExpression } from './resolve-expression.js'
import { resolveFilter } from './resolve-filter.js'
import { resolveSearch } from './resolve-search.js'
import type { Place } from './resolve-selections.js'
import { resolveSelections } from './resolve-selections.js'
import { resolveSelected, selectedOfGroups } from './resolve-selected.js'
import type {
  Condition,
  Expression,
  ResolvedRead,
  Selection,
  SortTerm,
  Source,
} from './resolved.js'
import { allOf } from './resolved.js'
import type { Resolution } from './resolution.js'

/** Resolves one level of a read: what is selected, which rows, in which order, how many. */
export function resolveRead(
  resolution: Resolution,
  source: Source,
  paths: readonly FieldPath[],
  level: Level,
  depth: number,
  output: ResolvedRead['output'] = 'object',
): ResolvedRead {
  resolution.assertDepth(depth)
  assertDeepNames(source, level)
  const filter = resolveConditions(resolution, source, level)
  if (level.aggregate !== undefined || level.groupBy !== undefined) {
    return resolveGroupedRead(resolution, source, level, filter)
  }
  const place: Place = {
    resolution,
    source,
    level,
    depth,
    resolveNested: (target, inner, deep, form) =>
      resolveRead(resolution, target, inner, deep, depth + 1, form),
  }
  const selections = output === 'key' ? [] : resolveFields(place, paths)
  const sort = resolveSorts(resolution, source, level)
  return {
    source,
    output,
    selections,
    filter,
    sort,
    ...pageOf(level, resolution.limits),
    seek: null,
    groupBy: null,
  }
}

function resolveFields(place: Place, paths: readonly FieldPath[]): Selection[] {
  const { select } = place.level
  return select === undefined ? resolveSelections(place, paths) : resolveSelected(place, select)
}

/** Filter and search of a level; also what its counts count. */
export function resolveConditions(
  resolution: Resolution,
  source: Source,
  level: Pick<Level, 'filter' | 'search'>,
): Condition {
  return allOf([
    resolveFilter(resolution, source, level.filter),
    resolveSearch(source, level.search),
  ])
}

function resolveGroupedRead(
  resolution: Resolution,
  source: Source,
  level: Level,
  filter: Condition,
): ResolvedRead {
  const groups = resolveGroups(resolution, source, level)
  const aggregates = resolveAggregates(resolution, source, level.aggregate ?? {})
  const keys = groups.map(({ key, expression }) => ({ kind: 'value' as const, key, expression }))
  const selections =
    level.select === undefined
      ? [...keys, ...aggregates]
      : selectedOfGroups(level.select, keys, aggregates)
  const sort = level.groupBy === undefined ? [] : sortGroups(source, level, groups, aggregates)
  const groupBy = groups.map((group) => group.expression)
  return {
    source,
    output: 'object',
    selections,
    filter,
    sort,
    ...pageOf(level, resolution.limits),
    seek: null,
    groupBy,
  }
}

interface Group {
  readonly key: string
  readonly name: string
  readonly expression: Expression
}

/** By group fields and aggregates only; in the order of the groups where nothing is said. */
function sortGroups(
  source: Source,
  level: Level,
  groups: readonly Group[],
  aggregates: readonly Selection[],
): SortTerm[] {
  const terms = level.sort ?? groups.map((group) => group.name)
  const seen = new Set<Expression>()
  return terms.flatMap((term) => {
    const descending = term.startsWith('-')
    const name = descending ? term.slice(1) : term
    const group = groups.find((candidate) => candidate.name === name || candidate.key === name)
    const expression = group?.expression ?? aggregateNamed(aggregates, name)
    if (expression === null) {
      throw new InvalidQueryError(
        `Groups of "${source.table.id}" can be sorted by what they are grouped by or by an aggregate, not by "${name}".`,
      )
    }
    if (seen.has(expression)) return []
    seen.add(expression)
    return { expression, descending }
  })
}

/** `count.id` or, for `count(*)`, `count`. */
function aggregateNamed(aggregates: readonly Selection[], name: string): Expression | null {
  const dot = name.indexOf('.')
  const outer = dot < 0 ? name : name.slice(0, dot)
  const found = aggregates.find((selection) => selection.key === outer)
  if (found?.kind === 'value')
    return dot < 0 || name.slice(dot + 1) === '*' ? found.expression : null
  if (found?.kind !== 'object') return null
  const member = found.members.find((candidate) => candidate.key === name.slice(dot + 1))
  return member?.kind === 'value' ? member.expression : null
}

/** What is sorted by already is left out: it orders nothing more, and SQL Server refuses it. The key ends it. */
function resolveSorts(resolution: Resolution, source: Source, level: Level): readonly SortTerm[] {
  const seen = new Set<string>()
  const asked = level.sort ?? defaultSort(source)
  const terms = asked.flatMap((term) => {
    const resolved = resolveSort(resolution, source, term, level)
    const expression = resolved[0]?.expression
    const isOwn = expression !== undefined && isOwnColumn(expression, source)
    const name = isOwn ? expression.column.name : term.replace(/^-/, '')
    if (seen.has(name)) return []
    seen.add(name)
    return resolved
  })
  return withKey(source, terms, asked.at(-1)?.startsWith('-') ?? false)
}

function resolveSort(
  resolution: Resolution,
  source: Source,
  term: string,
  level: Level,
): readonly SortTerm[] {
  resolution.countCondition()
  const descending = term.startsWith('-')
  const name = descending ? term.slice(1) : term
  const expression = resolveExpression(resolution, source, name, level.alias)
  assertSortable(expression)
  return sortable(expression).map((each) => ({ expression: each, descending }))
}

const UNSORTABLE: readonly ColumnType[] = ['json', 'geometry']

function assertSortable(expression: Expression): void {
  if (expression.kind === 'related') assertSortable(expression.operand)
  if (expression.kind === 'column' && UNSORTABLE.includes(expression.column.type)) {
    throw new InvalidQueryError(`Field "${expression.column.name}" cannot be sorted by.`)
  }
}

/** What stands in JSON has no type of its own: numbers come by their size, then anything else by its text. */
function sortable(expression: Expression): readonly Expression[] {
  if (expression.kind === 'related') {
    return sortable(expression.operand).map((operand) => ({ ...expression, operand }))
  }
  if (expression.kind !== 'json-path') return [expression]
  return (['number', 'text'] as const).map((as) => ({ ...expression, as }))
}

/** The collection's sort column if it has one, else its key, else its first column. */
function defaultSort(source: Source): readonly string[] {
  const { traits, primaryKey, columns } = source.table
  if (
    traits.sortColumn !== undefined &&
    columns.some((column) => column.name === traits.sortColumn)
  )
    return [traits.sortColumn]
  const readable = primaryKey.filter((name) =>
    columns.some((column) => column.name === name && column.actions.includes('read')),
  )
  if (readable.length > 0) return readable
  const first = columns.find(
    (column) =>
      column.actions.includes('read') && column.type !== 'json' && column.type !== 'geometry',
  )
  return first === undefined ? [] : [first.name]
}

/**
 * Ends the order with the key, so that rows that tie keep one order and pages never overlap. It goes the
 * way of the last term, as an index's entries do: no database has to sort what it can read backwards.
 *
 * @param descending the way of the last term that was asked for
 */
function withKey(
  source: Source,
  terms: readonly SortTerm[],
  descending: boolean,
): readonly SortTerm[] {
  const named = new Set(
    terms.map((term) =>
      isOwnColumn(term.expression, source) ? term.expression.column.name : null,
    ),
  )
  const missing = source.table.primaryKey.filter((name) => !named.has(name))
  const columns = missing.flatMap((name) =>
    source.table.columns.filter(
      (column) => column.name === name && column.actions.includes('read'),
    ),
  )
  return [
    ...terms,
    ...columns.map((column) => ({
      expression: { kind: 'column' as const, source, column },
      descending,
    })),
  ]
}

function isOwnColumn(
  expression: Expression,
  source: Source,
): expression is Extract<Expression, { kind: 'column' }> {
  return expression.kind === 'column' && expression.source === source
}

function pageOf(level: Level, limits: Limits): { limit: number | null; offset: number } {
  const limit = limitOf(level.limit, limits)
  const page = level.page ?? 0
  if (level.page === undefined) return { limit, offset: level.offset ?? 0 }
  const offset = limit === null ? 0 : limit * (Math.max(page, 1) - 1)
  if (!Number.isSafeInteger(offset)) throw new InvalidQueryError('"page" is too large.')
  return { limit, offset }
}

function limitOf(given: number | undefined, { defaultLimit, maxLimit }: Limits): number | null {
  if (given === -1) return maxLimit
  const limit = given ?? (maxLimit === null ? defaultLimit : Math.min(defaultLimit, maxLimit))
  if (maxLimit !== null && limit > maxLimit) {
    throw new InvalidQueryError(`"limit" is at most ${maxLimit} (QUERY_LIMIT_MAX).`)
  }
  return limit
}
