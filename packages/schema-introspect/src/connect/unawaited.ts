import type { CompiledQuery } from 'kysely'

const unawaited = new WeakSet<CompiledQuery>()

/**
 * Marks a statement of a transaction whose answer nobody looks at: a driver may answer nothing at once,
 * and send the statement together with the next one or with the commit. What the database says
 * against it is then thrown by those. A driver that knows no such thing runs it like any other.
 *
 * @example
 * await transaction.executeQuery(withoutAnswer({ query, queryId, sql, parameters }))
 */
export function withoutAnswer(query: CompiledQuery): CompiledQuery {
  unawaited.add(query)
  return query
}

export function isUnawaited(query: CompiledQuery): boolean {
  return unawaited.has(query)
}
