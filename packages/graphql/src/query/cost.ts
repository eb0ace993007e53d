import type { NestedQuery } from '@relvar/query-engine/query'
import { InvalidQueryError } from '@relvar/query-engine'
import type { TableId } from '@relvar/schema-introspect/model'
import { findRelationship } from '@relvar/schema-introspect/model'
import type { Types } from '../schema/types.js'

/** What counts where a query does not say how many rows it wants, and statistics do not either. */
export interface CostRules {
  /** Rows that one root field may ask for, with all that is nested in it. */
  readonly maxCost: number
  /** Rows of a list without a limit. */
  readonly defaultLimit: number
}

/** Of a list without an end, of a table that the database has no statistics of. */
const UNKNOWN_ROWS = 10_000

/**
 * Refuses a query that could give too many rows: each list counts as many as its limit lets through
 * for each row above it, and never more than its table holds by the database's statistics.
 *
 * @throws InvalidQueryError that names the number and the setting
 */
export function assertCost(
  types: Types,
  table: TableId,
  query: NestedQuery,
  rules: CostRules,
): void {
  const cost = costOf(types, table, query, 1, true, rules)
  if (cost <= rules.maxCost) return
  throw new InvalidQueryError(
    `The field asks for up to ${cost} rows; at most ${rules.maxCost} (GRAPHQL_MAX_COST). Give its lists a "limit".`,
  )
}

/**
 * @param parents rows that these hang on
 * @param distinct whether none of those is there twice, so that these are not either
 */
function costOf(
  types: Types,
  id: TableId,
  query: NestedQuery,
  parents: number,
  distinct: boolean,
  rules: CostRules,
): number {
  const table = types.table(id)
  const most = table.rowEstimate ?? UNKNOWN_ROWS
  const limit = query.limit === -1 ? most : (query.limit ?? rules.defaultLimit)
  const each = parents * limit
  // Statistics lag behind: a table that was empty a moment ago counts as one with a few rows.
  const known = distinct && table.rowEstimate !== null ? Math.max(table.rowEstimate, 100) : each
  const rows = Math.min(each, known)
  return (query.select ?? []).reduce((sum, selected) => {
    if (selected.kind === 'any') {
      const queries = Object.entries(selected.branches)
      const costs = queries.map(([target, inner]) =>
        costOf(types, target, { ...inner, limit: 1 }, rows, false, rules),
      )
      return sum + Math.max(0, ...costs)
    }
    if (selected.kind !== 'related') return sum
    const link = findRelationship(table, selected.relationship)
    if (typeof link?.target !== 'string') return sum
    const isList = link.cardinality === 'one-to-many'
    const inner = isList ? selected.query : { ...selected.query, limit: 1 }
    return sum + costOf(types, link.target, inner, rows, distinct && isList, rules)
  }, rows)
}
