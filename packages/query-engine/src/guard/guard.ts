import { isDeepStrictEqual } from 'node:util'
import type { Column, SchemaModel, Table } from '@relvar/schema-introspect/model'
import type { Limits } from '../limits.js'
import { ForbiddenError, InvalidQueryError } from '../errors.js'
import type { Slot } from '../plan/slot.js'
import type { Guard, Policy } from '../policy.js'
import { isPlainObject } from '../query/plain.js'
import type { Filter } from '../query/query.js'
import { Across, type LinkSlots } from '../resolve/across.js'
import { resolveFilter } from '../resolve/resolve-filter.js'
import type { Condition, Expression, ResolvedQuery, Source } from '../resolve/resolved.js'
import { NEVER, TRUE } from '../resolve/resolved.js'
import { QueryLimitError, Resolution, unknownTable } from '../resolve/resolution.js'

const guarded: unique symbol = Symbol('guarded')

/** What one use of a table is held to. */
export interface SourceGuard {
  /** Which of its rows exist for the actor. */
  readonly rows: Condition
  /**
   * Columns and relationships that can be seen in some rows only, or in none: elsewhere they are
   * null, in every position.
   */
  readonly masks: ReadonlyMap<string, Condition>
  /** Rules of masks that rows have to be true for as well, and what is compared beside each, see `withAskedMasks`. */
  readonly asked?: ReadonlyMap<Condition, Expression>
  /** All columns of the table, which rules may look at; undefined where the use has them itself. */
  readonly columns?: readonly Column[]
}

/** A query in which every use of a table has its guard. Only `guard` can make one. */
export interface GuardedQuery {
  readonly query: ResolvedQuery
  readonly guards: ReadonlyMap<Source, SourceGuard>
  readonly [guarded]: true
}

/** The guard of tables that a rule itself looks into: rules see everything. */
export const OPEN: SourceGuard = { rows: TRUE, masks: new Map() }

/**
 * Asks the policy about every table that the query touches, in whatever position, and holds each use
 * to the answer. Filters of rules are resolved in the whole schema and are not guarded themselves.
 *
 * @param found what rules have asked of another database; null where that is not known yet
 * @throws ForbiddenError where the policy grants nothing at all
 * @throws LookupsError where rules ask for what has not been found
 */
export function guard<A>(
  query: ResolvedQuery,
  schema: SchemaModel,
  policy: Policy<A>,
  actor: A,
  limits: Limits,
  found: readonly LinkSlots[] | null = null,
): GuardedQuery {
  const guards = new Map<Source, SourceGuard>()
  const across = new Across(schema, found, 'rules')
  const rules = rulesResolution(schema, limits, across)
  for (const source of query.sources) {
    const table = schema.tables[source.table.id]
    const answer = table === undefined ? null : policy.guardFor(table, 'read', actor)
    if (table === undefined || answer === null) throw unknownTable(source.table.id)
    const whole: Source = { ...source, table }
    guards.set(whole, OPEN)
    guards.set(source, sourceGuard(rules, whole, answer))
  }
  across.assertAnswered()
  for (const source of rules.sources) guards.set(source, OPEN)
  return { query, guards, [guarded]: true }
}

/** The same of other rows by their keys: rules ask what a row holds, not how it was come by. */
export function withKeys(guarded: GuardedQuery, keys: readonly (readonly Slot[])[]): GuardedQuery {
  const { query } = guarded
  const { filter } = query.read
  if (filter.kind !== 'keys') throw new Error('Only what is asked for by key has keys.')
  const read = { ...query.read, filter: { ...filter, keys }, limit: keys.length }
  return { ...guarded, query: { ...query, read } }
}

/** Where rules are resolved: in the whole schema, with aliases of their own. */
export function rulesResolution(schema: SchemaModel, limits: Limits, across: Across): Resolution {
  return new Resolution(schema, limits, { prefix: 'g', across })
}

/** `source` is the use of the table with all its columns: rules may look at any. */
function sourceGuard(rules: Resolution, source: Source, answer: Guard): SourceGuard {
  const masks = new Map<string, Condition>()
  const known = new Map<Filter, Condition>()
  const resolveOnce = resolverOf(rules, source)
  for (const name of fieldNames(source.table)) {
    const filter = answer.fields.get(name) ?? answer.fields.get('*')
    const condition = filter === undefined ? NEVER : maskOf(filter)
    if (condition !== TRUE) masks.set(name, condition)
  }
  return { rows: resolveOnce(answer.rows), masks, columns: source.table.columns }

  /** A field that is granted in every row that there is for the actor needs no mask. */
  function maskOf(filter: Filter): Condition {
    const condition =
      known.get(filter) ?? (holdsWherever(answer.rows, filter) ? TRUE : resolveOnce(filter))
    known.set(filter, condition)
    return condition
  }
}

/**
 * Resolves rules about the rows of one source. What several of them say is one condition, so that its
 * values are bound once: the rule of the rows is made of those that grant their fields.
 */
function resolverOf(rules: Resolution, source: Source): (rule: Filter) => Condition {
  const known: { readonly rule: Filter; readonly condition: Condition }[] = []
  const resolveAnew = (rule: Filter): Condition => {
    if (!isSoundRule(rule)) return NEVER
    const ways = waysOf(rule)
    return ways.length > 1
      ? { kind: 'or', conditions: ways.map(resolveOnce) }
      : resolveRule(rules, source, rule)
  }
  return resolveOnce

  function resolveOnce(rule: Filter): Condition {
    const same = known.find((each) => each.rule === rule || isDeepStrictEqual(each.rule, rule))
    if (same !== undefined) return same.condition
    const condition = resolveAnew(rule)
    known.push({ rule, condition })
    return condition
  }
}

/** Whether a rule says of each way in which another is true that it is true then: `a or b` of `a`. */
function holdsWherever(other: Filter, rule: Filter): boolean {
  if (!isSoundRule(rule) || !isSoundRule(other)) return false
  const ways = waysOf(rule)
  return waysOf(other).every((way) => ways.some((each) => isDeepStrictEqual(each, way)))
}

function waysOf(rule: Filter): readonly Filter[] {
  const { _or: ways, ...rest } = rule
  return Array.isArray(ways) && Object.keys(rest).length === 0
    ? (ways as readonly Filter[]).flatMap(waysOf)
    : [rule]
}

function fieldNames({ columns, relationships }: Table): ReadonlySet<string> {
  return new Set([...columns, ...relationships].map(({ name }) => name))
}

/**
 * The rows that a rule is true for. A rule with a hole in it (null, nothing, an empty list or object
 * where a condition or a value should be) is a mistake, and true for none: `{}` alone is every row.
 *
 * @throws ForbiddenError that names nothing but the table, for a rule that cannot be resolved
 */
export function resolveRule(rules: Resolution, source: Source, filter: Filter): Condition {
  if (!isSoundRule(filter)) return NEVER
  try {
    return resolveFilter(rules, source, filter)
  } catch (error) {
    throw closedBy(error, source)
  }
}

/**
 * A rule that speaks of what is not there closes the table, and what it speaks of is nobody's business
 * but its author's: `cause` tells. Limits are those of the whole query.
 */
function closedBy(error: unknown, { table }: Source): unknown {
  const isOfRule = error instanceof ForbiddenError || error instanceof InvalidQueryError
  if (!isOfRule || error instanceof QueryLimitError) return error
  return unknownTable(table.id, { cause: error })
}

/** Whether a rule has no hole in it. */
export function isSoundRule(filter: Filter): boolean {
  return isPlainObject(filter) && Object.entries(filter).every(isSound)
}

function isSound([name, value]: readonly [string, unknown]): boolean {
  if (value === null || value === undefined) return false
  if (Array.isArray(value)) {
    return value.length > 0 && value.every((each) => isSound(['', each]))
  }
  if (!isPlainObject(value)) return true
  const entries = Object.entries(value)
  // Of these, "any row at all" is a condition.
  if (entries.length === 0) return name === '_some' || name === '_none'
  return entries.every(isSound)
}
