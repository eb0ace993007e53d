import type { CompiledQuery } from 'kysely'

const brief = new WeakSet<CompiledQuery>()

/**
 * Marks a read that changes nothing, takes the database hardly longer than to be told of it, and is no part of
 * a transaction: a driver may send several of them together, and run one anew where that failed. A
 * driver that knows no such thing runs it like any other.
 *
 * @example
 * await statementRunnerOf(db)?.run(asBriefRead({ query, queryId, sql, parameters }))
 */
export function asBriefRead(query: CompiledQuery): CompiledQuery {
  brief.add(query)
  return query
}

export function isBriefRead(query: CompiledQuery): boolean {
  return brief.has(query)
}
