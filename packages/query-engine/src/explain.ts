import type { ReadQuery } from './query/query.js'
import type { ResolvedQuery } from './resolve/resolved.js'

/** What `session.explain` answers: one entry for each stage of a read, none of it run. */
export interface Explanation {
  readonly query: ReadQuery
  /** The query with its names looked up: what each key of a row is made from. */
  readonly resolved: ResolvedQuery
  readonly output: 'rows' | 'json'
  readonly sql: string
  readonly parameters: readonly unknown[]
}
