import { EngineError } from '@relvar/query-engine'

/** Why a change cannot be, for whoever wants to tell the reasons apart. */
export type RefusalReason =
  | 'unknown-table'
  | 'unknown-column'
  | 'unknown-constraint'
  | 'name-taken'
  | 'invalid-name'
  | 'invalid-key'
  | 'invalid-type'
  | 'invalid-default'
  | 'invalid-foreign-key'
  | 'invalid-expression'
  | 'in-use'
  | 'required-cycle'
  | 'unsupported'
  | 'not-confirmed'

/**
 * A change that makes no sense in the schema as it is, or that this database has no statement for.
 * Thrown before anything is sent to the database.
 */
export class ChangeRefusedError extends EngineError {
  override readonly name = 'ChangeRefusedError'
  readonly code = 'INVALID_PAYLOAD'
  readonly details: { readonly reason: string }
  readonly refusal: RefusalReason

  constructor(refusal: RefusalReason, reason: string, options?: ErrorOptions) {
    super(`Invalid payload. ${reason}`, options)
    this.refusal = refusal
    this.details = { reason }
  }
}

/** A column was to become required while rows have no value in it. */
export class ContainsNullValuesError extends EngineError {
  override readonly name = 'ContainsNullValuesError'
  readonly code = 'CONTAINS_NULL_VALUES'
  readonly details: { readonly collection: string | null; readonly field: string | null }

  constructor(collection: string | null, field: string | null, options?: ErrorOptions) {
    const column = field === null ? 'A field' : `Field "${field}" in collection "${collection}"`
    super(`${column} contains null values.`, options)
    this.details = { collection, field }
  }
}

/** The schema is not the one that the plan was made for: somebody changed it in between. */
export class SchemaChangedError extends EngineError {
  override readonly name = 'SchemaChangedError'
  readonly code = 'SCHEMA_CHANGED'
  readonly details: { readonly reason: string }

  constructor(options?: ErrorOptions) {
    const reason = 'The schema was changed meanwhile; look at it again and decide anew.'
    super(reason, options)
    this.details = { reason }
  }
}

/**
 * Some statements were run, a later one failed, and those before it could not all be taken back: the
 * database has no transactions for them. `cause` is the failure that started it.
 */
export class SchemaChangeIncompleteError extends EngineError {
  override readonly name = 'SchemaChangeIncompleteError'
  readonly code = 'SCHEMA_CHANGE_INCOMPLETE'
  readonly details: {
    readonly reason: string
    /** The statements whose effect stands, in the order in which they ran. */
    readonly standing: readonly string[]
    /** The statements that did not run, or were taken back, in the order in which they were to run. */
    readonly missing: readonly string[]
  }

  constructor(standing: readonly string[], missing: readonly string[], options: ErrorOptions) {
    const { cause } = options
    const failure = cause instanceof AggregateError ? cause.errors[0] : cause
    const why = failure instanceof EngineError ? ` The failure: ${failure.message}` : ''
    const reason = `The change failed half-way and could not be taken back; ${standing.length} of its ${standing.length + missing.length} statements stand.${why}`
    super(reason, options)
    this.details = { reason, standing, missing }
  }
}

/**
 * The connection broke while the database had everything that it needs: at the commit, or within a statement where
 * there is none. Whether the change was made only the database knows.
 */
export class SchemaChangeUnknownError extends EngineError {
  override readonly name = 'SchemaChangeUnknownError'
  readonly code = 'SCHEMA_CHANGE_UNKNOWN'
  readonly details: {
    readonly reason: string
    /** The statements that were made all together, or not at all. */
    readonly statements: readonly string[]
  }

  constructor(statements: readonly string[], options: ErrorOptions) {
    const reason =
      'The connection to the database broke while the change was made, so it is not known whether it was. Read the collection and its fields (or ask for the diff) before asking again.'
    super(reason, options)
    this.details = { reason, statements }
  }
}
