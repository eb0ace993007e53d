import type { RootOperationNode } from 'kysely'
import type { ReadQuery } from './query/query.js'
import type { ResolvedQuery } from './resolve/resolved.js'

/** What `session.explain` answers: the statement that a read would send, without running it. */
export interface Explanation {
  readonly query: ReadQuery
  /** The query with its names looked up: what each key of a row is made from. */
  readonly resolved: ResolvedQuery
  readonly output: 'rows' | 'json'
  readonly sql: string
  readonly parameters: readonly unknown[]
  /** Kysely's tree of the statement, for checks over the final SQL. */
  readonly node: RootOperationNode
}
