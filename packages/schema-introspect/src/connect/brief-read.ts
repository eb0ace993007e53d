import type { CompiledQuery } from 'kysely'

/** A property, and no list of statements aside: to keep one of those up to date costs more than all the rest of it. */
const BRIEF = Symbol('brief')

/**
 * A read that is marked as one that changes nothing, takes the database hardly longer than to be told of it, and
 * is no part of a transaction: a driver may send several of them together, and run one anew where that
 * failed. A driver that knows no such thing runs it like any other.
 *
 * @example
 * await statementRunnerOf(db)?.run(asBriefRead({ query, queryId, sql, parameters }))
 */
export function asBriefRead({ query, queryId, sql, parameters }: CompiledQuery): CompiledQuery {
  const brief: CompiledQuery & { readonly [BRIEF]: true } = {
    query,
    queryId,
    sql,
    parameters,
    [BRIEF]: true,
  }
  return brief
}

/** Whether a statement is marked by {@link asBriefRead}. */
export function isBriefRead(query: CompiledQuery): boolean {
  return BRIEF in query
}
