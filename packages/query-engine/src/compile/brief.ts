import type { GuardedQuery } from '../guard/guard.js'

/**
 * Whether a read is that of one row of a table by its key, and looks nowhere else: the database takes
 * hardly longer for it than to be told of it.
 */
export function isBrief({
  query: { read, counts, estimate, page },
  guards,
}: GuardedQuery): boolean {
  const { source, filter, groupBy } = read
  const isKeyOfOne = filter.kind === 'keys' && filter.keys.length === 1 && groupBy === null
  const isAlone = Object.keys(counts).length === 0 && estimate === null && page === null
  if (!isKeyOfOne || !isAlone || source.table.kind !== 'table') return false
  return [...guards.keys()].every(({ alias }) => alias === source.alias)
}
