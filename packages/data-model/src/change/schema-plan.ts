import type { DialectName, SchemaModel } from '@relvar/schema-introspect/model'

/** Changes of a schema as the statements that make them, to be shown before they are run. */
export interface SchemaPlan {
  readonly dialect: DialectName
  /** The schema that the plan was made for; it is run on no other. */
  readonly before: SchemaModel
  /** The schema as it will be. Names and sizes are the vendor's; its own spelling of an expression is not known beforehand. */
  readonly after: SchemaModel
  /** In the order in which they run. */
  readonly statements: readonly PlannedStatement[]
  readonly warnings: readonly PlanWarning[]
}

export interface PlannedStatement {
  readonly sql: string
  /**
   * What takes this statement back where it does not run in a transaction; empty where nothing has to
   * be taken back, null where nothing can (what was dropped is gone with its rows).
   */
  readonly undo: readonly string[] | null
  /** It runs by itself, after those before it were committed: an index that is built while others write. */
  readonly alone?: true
}

export type WarningCode =
  /** Rows or values go for good, or may be cut. */
  | 'data-loss'
  /** Every row is written anew. */
  | 'rewrite'
  /** Others wait until every row has been looked at. */
  | 'lock'
  /** It fails where rows do not fit: NULLs, duplicates, links to nothing. */
  | 'may-fail'
  /** The database lets values be that are not what the column says. */
  | 'not-enforced'
  /** Nothing takes it back where the database has no transactions for it. */
  | 'no-undo'

/** What a person should know before the statements run. */
export interface PlanWarning {
  readonly code: WarningCode
  readonly message: string
  /** Which statement it is about, as an index into the plan's `statements`. */
  readonly statement: number
  /** Data goes for good: the plan is run only for who confirms that. */
  readonly lossy: boolean
}
