import type { RootOperationNode } from 'kysely'
import type { StageTimings } from './execute/stage-timer.js'
import type { PlanDescription } from './plan/describe-plan.js'
import type { Output } from './plan/read-plan.js'
import type { ReadQuery } from './query/query.js'
import type { ResolvedQuery } from './resolve/resolved.js'

/** What `session.explain` answers: the statement that a read would send, without running it. */
export interface Explanation {
  readonly query: ReadQuery
  /** The query with its names looked up: what each key of a row is made from. */
  readonly resolved: ResolvedQuery
  readonly output: Output
  /** The plan in words: which tables, what rights leave of them, how it is answered. */
  readonly plan: PlanDescription
  readonly sql: string
  /** None of them was compared with a secret column: that is refused. */
  readonly parameters: readonly unknown[]
  /** How long it took to make the statement; one that is like another before takes none of it. */
  readonly timings: StageTimings
  /** Kysely's tree of the statement, for checks over the final SQL. */
  readonly node: RootOperationNode
}
