/** What one query may ask for at the most. Every error that a limit causes names its number and its setting. */
export interface Limits {
  /** Rows of a read that names no limit, per parent for nested ones. */
  readonly defaultLimit: number
  /** The largest limit a query may name, and what `limit: -1` means; null is no bound. */
  readonly maxLimit: number | null
  /** Relationships in one path of fields, filter, sort or deep. */
  readonly maxDepth: number
  /** Tables one query may touch, each use counted: keeps `*.*.*.*` on a dense schema in bounds. */
  readonly maxRelations: number
  /** Conditions of all filters of one query together. */
  readonly maxConditions: number
  /** Values of all filters of one query together. */
  readonly maxValues: number
  /** Rows that one write may create, change or delete, nested ones included; null is no bound. */
  readonly maxBatch: number | null
  /** Milliseconds that a read may take with counts, before it is done without; null is no bound. */
  readonly countTimeout: number | null
  /** Keys in one path of a `json()` function or `_json` filter. */
  readonly maxJsonDepth: number
}

export const defaultLimits: Limits = {
  defaultLimit: 100,
  maxLimit: null,
  maxDepth: 10,
  maxRelations: 250,
  maxConditions: 1000,
  maxValues: 10_000,
  maxBatch: null,
  countTimeout: 5_000,
  maxJsonDepth: 10,
}

/** What the server's configuration calls the limit that the connection keeps: the size of one answer. */
export const ANSWER_SIZE_SETTING = 'MAX_ANSWER_SIZE'

/** What the server's configuration calls each limit; errors name it beside the number. */
export const limitSettings: Readonly<Record<keyof Limits, string>> = {
  defaultLimit: 'QUERY_LIMIT_DEFAULT',
  maxLimit: 'QUERY_LIMIT_MAX',
  maxDepth: 'MAX_RELATIONAL_DEPTH',
  maxRelations: 'MAX_RELATIONS',
  maxConditions: 'MAX_CONDITIONS',
  maxValues: 'MAX_VALUES',
  maxBatch: 'MAX_BATCH_MUTATION',
  countTimeout: 'COUNT_TIMEOUT',
  maxJsonDepth: 'MAX_JSON_QUERY_DEPTH',
}
