import type { Action, SchemaModel } from '@relvar/schema-introspect/model'
import { ForbiddenError } from '../errors.js'
import type { Limits } from '../limits.js'
import type { Guard, Policy } from '../policy.js'
import type { Filter } from '../query/query.js'
import { resolveFilter } from '../resolve/resolve-filter.js'
import type { Condition, ResolvedQuery, Source } from '../resolve/resolved.js'
import { TRUE } from '../resolve/resolved.js'
import { Resolution, unknownTable } from '../resolve/resolution.js'

const guarded: unique symbol = Symbol('guarded')

/** What one use of a table is held to. */
export interface SourceGuard {
  /** Which of its rows exist for the actor. */
  readonly rows: Condition
  /** Columns that can be seen in some rows only: elsewhere they are null, in every position. */
  readonly masks: ReadonlyMap<string, Condition>
}

/** A query in which every use of a table has its guard. Only `guard` can make one. */
export interface GuardedQuery {
  readonly query: ResolvedQuery
  readonly guards: ReadonlyMap<Source, SourceGuard>
  readonly [guarded]: true
}

/** The guard of tables that a rule itself looks into: rules see everything. */
const OPEN: SourceGuard = { rows: TRUE, masks: new Map() }

/**
 * Asks the policy about every table that the query touches, in whatever position, and holds each use
 * to the answer. Filters of rules are resolved in the whole schema and are not guarded themselves.
 *
 * @throws ForbiddenError where the policy grants nothing at all
 */
export function guard<A>(
  query: ResolvedQuery,
  schema: SchemaModel,
  policy: Policy<A>,
  actor: A,
  limits: Limits,
): GuardedQuery {
  const guards = new Map<Source, SourceGuard>()
  const rules = new Resolution(schema, limits, { prefix: 'g' })
  for (const source of query.sources) {
    const answer = policy.guardFor(realTable(schema, source), 'read', actor)
    if (answer === null) throw unknownTable(source.table.id)
    const whole: Source = { ...source, table: realTable(schema, source) }
    guards.set(whole, OPEN)
    guards.set(source, sourceGuard(rules, source, whole, answer))
  }
  for (const source of rules.sources) guards.set(source, OPEN)
  return { query, guards, [guarded]: true }
}

/** Guards the rows that a write is about: the row as it was. */
export function guardForWrite<A>(
  source: Source,
  action: Action,
  schema: SchemaModel,
  policy: Policy<A>,
  actor: A,
): Guard {
  const answer = policy.guardFor(realTable(schema, source), action, actor)
  if (answer === null)
    throw new ForbiddenError(
      `You don't have permission to ${action} items of "${source.table.id}".`,
    )
  return answer
}

function realTable(schema: SchemaModel, source: Source): Source['table'] {
  return schema.tables[source.table.id] ?? source.table
}

/** `whole` is the same use of the same table, with the columns that rules may look at. */
function sourceGuard(rules: Resolution, source: Source, whole: Source, answer: Guard): SourceGuard {
  const masks = new Map<string, Condition>()
  const general = answer.fields.get('*')
  for (const { name } of source.table.columns) {
    const filter = answer.fields.get(name) ?? general
    const condition = filter === undefined ? NEVER : resolveRule(rules, whole, filter)
    if (condition !== TRUE) masks.set(name, condition)
  }
  return { rows: resolveRule(rules, whole, answer.rows), masks }
}

const NEVER: Condition = { kind: 'constant', value: false }

function resolveRule(rules: Resolution, source: Source, filter: Filter): Condition {
  return resolveFilter(rules, source, filter)
}
