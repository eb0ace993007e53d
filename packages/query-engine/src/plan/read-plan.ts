import type { GuardedQuery } from '../guard/guard.js'
import type { Capabilities } from '../dialect/dialect.js'
import { InvalidQueryError } from '../errors.js'
import type { ResolvedRead, Selection } from '../resolve/resolved.js'
import type { Codec } from './codec.js'

/**
 * `rows`: one column for each value; `json`: each row is one JSON text, made by the database; `text`: all
 * rows are, joined with commas, where the database is good at it, else as `json`.
 */
export type Output = 'rows' | 'json' | 'text'

/** A guarded query with everything decided that is left to decide before SQL. */
export interface ReadPlan {
  readonly guarded: GuardedQuery
  readonly codec: Codec
  readonly output: Output
}

/**
 * Decides how a guarded query is answered. A query that no guard has seen does not type-check here.
 *
 * @throws InvalidQueryError where the database cannot give what is asked for
 */
export function planRead(
  guarded: GuardedQuery,
  capabilities: Capabilities,
  codec: Codec,
  output: Output,
): ReadPlan {
  assertNames(guarded.query.read, capabilities)
  assertKeySeen(guarded)
  return { guarded, codec, output }
}

/** Rows whose key is hidden have no place of their own in an order. */
function assertKeySeen({ query: { page, read }, guards }: GuardedQuery): void {
  const masks = guards.get(read.source)?.masks
  const { id, primaryKey } = read.source.table
  if (page === null || !primaryKey.some((name) => masks?.has(name))) return
  throw new InvalidQueryError(
    `Rows of "${id}" have no cursors, as their key may be read in some of them only; page them by "offset".`,
  )
}

/** Some databases cut long names, silently, and two values would come back under one key. */
function assertNames(read: ResolvedRead, capabilities: Capabilities): void {
  for (const selection of read.selections) {
    if (Buffer.byteLength(selection.key) > capabilities.maxNameBytes) {
      throw new InvalidQueryError(
        `"${selection.key}" is longer than the ${capabilities.maxNameBytes} bytes this database allows for a name.`,
      )
    }
    for (const inner of innerReads(selection)) assertNames(inner, capabilities)
  }
}

/** The levels that a selection leads to in the same database. */
export function innerReads(selection: Selection): readonly ResolvedRead[] {
  switch (selection.kind) {
    case 'to-one':
    case 'to-many':
      return [selection.read]
    case 'to-any':
      return selection.branches.flatMap(innerReads)
    default:
      return []
  }
}
