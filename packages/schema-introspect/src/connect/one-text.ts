import type { CompiledQuery } from 'kysely'

const ONE_TEXT = Symbol('one text')

/**
 * A read that is marked as one whose rows hold a text each, in their first column, and beside it what is the same
 * in all of them: a driver may answer a single row that holds the texts joined with commas, so that they need
 * not be taken apart on their way. A driver that knows no such thing answers all rows.
 *
 * @example
 * await statementRunnerOf(db)?.run(asOneText({ query, queryId, sql, parameters }))   // { rows: [{ j: '{},{}' }] }
 */
export function asOneText(statement: CompiledQuery): CompiledQuery {
  const marked: CompiledQuery & { readonly [ONE_TEXT]: true } = { ...statement, [ONE_TEXT]: true }
  return marked
}

/** Whether a statement is marked by {@link asOneText}. */
export function isOneText(query: CompiledQuery): boolean {
  return ONE_TEXT in query
}
