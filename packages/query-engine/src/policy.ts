import type { Action, Table } from '@relvar/schema-introspect/model'
import type { Filter } from './query/query.js'

/**
 * Answers one question: what may this actor do with this table? It only answers; the engine walks
 * every table that a query touches and asks, so no rule author can miss one.
 */
export interface Policy<TActor> {
  /** null is no right at all. */
  guardFor(table: Table, action: Action, actor: TActor): Guard | null
  /** Equal keys mean equal guards: plans are cached by it. */
  keyOf(actor: TActor): string
}

/** What an actor may do with one table in one action. */
export interface Guard {
  /** Which rows; for writes, the row as it was. `{}` is every row. */
  readonly rows: Filter
  /** Which fields, and for each in which rows (`{}` is every row). `'*'` stands for all fields that are not named. */
  readonly fields: ReadonlyMap<string, Filter>
  /** All must hold on the payload with its presets. */
  readonly validation: readonly Filter[]
  /** Values for fields that the payload leaves out. */
  readonly presets: Readonly<Record<string, unknown>>
  /** Which rows there may be after a write. */
  readonly check?: Filter
}

const everything: Guard = Object.freeze({
  rows: {},
  fields: new Map([['*', {}]]),
  validation: [],
  presets: {},
})

/**
 * Lets everybody do everything that the database allows. For trusted callers, and for trying things out.
 *
 * @example
 * const engine = createEngine({ db, schema, policy: allowAll })
 */
export const allowAll: Policy<unknown> = Object.freeze({
  guardFor: () => everything,
  keyOf: () => 'all',
})
