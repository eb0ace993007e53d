import type { AnyDatabase } from '@relvar/schema-introspect'
import { sql } from 'kysely'
import type { Statement } from '../execute/executor.js'
import type { GuardedQuery } from '../guard/guard.js'
import type { Condition, Source } from '../resolve/resolved.js'
import { logic, tableRef } from './build.js'
import type { CompileContext } from './context.js'
import { guardOf } from './context.js'

/**
 * The statement that asks statistics for the number of rows; null where there is no asking.
 *
 * Statistics know of all rows. So a table with a row rule is not asked about as a whole, and with a
 * filter of the caller's as well nothing is: by asking again and again it would tell which values the
 * rows beyond the rule have.
 */
export function compileEstimate(
  context: CompileContext,
  { query: { estimate } }: GuardedQuery,
  db: AnyDatabase,
): Statement | null {
  if (estimate === null) return null
  const { dialect } = context
  const { source, filter, sources } = estimate
  const isFiltered = !isAlways(filter)
  const { rows } = guardOf(context, source)
  if (isFiltered && sources.some((each) => isRestricted(context, each))) return null
  const whole = isFiltered || !isAlways(rows) ? null : dialect.estimates.ofTable(source.table)
  const statement = whole ?? dialect.estimates.ofSelect(selectOf(context, source, [rows, filter]))
  if (statement === null) return null
  const { query: node, sql: text, parameters } = statement.compile(db.withoutPlugins())
  return { node, sql: text, parameters }
}

/** Whether some rows, or some values of fields that may be used, are hidden. */
function isRestricted(context: CompileContext, source: Source): boolean {
  const { rows, masks } = guardOf(context, source)
  return !isAlways(rows) || [...masks.values()].some((mask) => mask.kind !== 'constant')
}

function isAlways(condition: Condition): boolean {
  return condition.kind === 'constant' && condition.value
}

function selectOf(context: CompileContext, source: Source, all: readonly Condition[]) {
  const conditions = all
    .filter((condition) => !isAlways(condition))
    .map((condition) => context.compileCondition(condition))
  const from = sql`select 1 from ${context.dialect.tableAs(tableRef(source.table), source.alias)}`
  return conditions.length === 0 ? from : sql`${from} where ${logic('and', conditions)}`
}
