import type { ReadQuery } from './query/query.js'

/** What `session.explain` answers: one entry for each stage of a read, none of it run. */
export interface Explanation {
  readonly query: ReadQuery
  readonly output: 'rows' | 'json'
  readonly sql: string
  readonly parameters: readonly unknown[]
}
