import type { Actor } from './actor.js'
import type { ValidationDetails } from './validation-message.js'
import { validationMessage } from './validation-message.js'

/**
 * The failures a caller may want to tell apart. Anything else that is thrown is a bug and stays a
 * plain Error. `code` and `details` are those of the wire; `message` never holds SQL or a driver's words.
 */

export type ErrorCode =
  | 'FORBIDDEN'
  | 'INVALID_QUERY'
  | 'INVALID_PAYLOAD'
  | 'FAILED_VALIDATION'
  | 'RECORD_NOT_UNIQUE'
  | 'INVALID_FOREIGN_KEY'
  | 'NOT_NULL_VIOLATION'
  | 'VALUE_OUT_OF_RANGE'
  | 'VALUE_TOO_LONG'
  | 'UNPROCESSABLE_CONTENT'
  | SchemaErrorCode
  | 'OUT_OF_TIME'
  | 'SERVICE_UNAVAILABLE'
  | IdentityErrorCode

/** Said by whoever changes the schema. */
export type SchemaErrorCode =
  | 'CONTAINS_NULL_VALUES'
  | 'SCHEMA_CHANGED'
  | 'SCHEMA_CHANGE_INCOMPLETE'
  | 'SCHEMA_CHANGE_UNKNOWN'

/** Said by whoever authenticates. */
export type IdentityErrorCode =
  | 'INVALID_CREDENTIALS'
  | 'INVALID_TOKEN'
  | 'TOKEN_EXPIRED'
  | 'INVALID_OTP'
  | 'INVALID_INVITE'
  | 'INVALID_IP'
  | 'USER_SUSPENDED'
  | 'REQUESTS_EXCEEDED'

export abstract class EngineError extends Error {
  abstract readonly code: ErrorCode
  /** What goes beside the code in the wire's `extensions`. */
  abstract readonly details: object
}

/** What was asked for makes sense, and would meet or leave behind something that may not be. */
export class UnprocessableContentError extends EngineError {
  override readonly name = 'UnprocessableContentError'
  readonly code = 'UNPROCESSABLE_CONTENT'
  readonly details: { readonly reason: string }

  constructor(reason: string, options?: ErrorOptions) {
    super(reason, options)
    this.details = { reason }
  }
}

/** A name that is unknown or closed to the actor, a row that is missing or closed, an action that is not allowed. */
export class ForbiddenError extends EngineError {
  override readonly name = 'ForbiddenError'
  readonly code = 'FORBIDDEN'
  readonly details: { readonly reason?: string }

  constructor(given?: string, options?: ErrorOptions) {
    const reason = given === undefined ? undefined : clip(given)
    super(reason ?? "You don't have permission to access this.", options)
    this.details = reason === undefined ? {} : { reason }
  }
}

/**
 * A refusal as it is told to somebody: with what keeps all of their policies from counting, if something
 * does. What is missing and what is closed answer alike nonetheless.
 */
export function refusalFor(actor: Actor | null, error: ForbiddenError): ForbiddenError {
  const lack = lackOf(actor)
  return lack === null ? error : new ForbiddenError(`${error.message} ${lack}`, { cause: error })
}

/** What somebody has to do before any of their policies counts, in words; null where nothing is missing. */
export function lackOf(actor: Actor | null): string | null {
  return actor?.lacks === undefined ? null : LACKS[actor.lacks]
}

const LACKS: Readonly<Record<NonNullable<Actor['lacks']>, string>> = {
  'second factor':
    'One of your policies demands a second factor, and none of them counts until you have set one up (POST /users/me/tfa/generate).',
}

/** A query that makes no sense: wrong operator, value, limit, function or shape. */
export class InvalidQueryError extends EngineError {
  override readonly name = 'InvalidQueryError'
  readonly code = 'INVALID_QUERY'
  readonly details: { readonly reason: string }

  constructor(given: string, options?: ErrorOptions) {
    const reason = clip(given)
    super(`Invalid query. ${reason}`, options)
    this.details = { reason }
  }
}

/** Data that cannot be written as it was sent: unknown keys, values of the wrong type, malformed nesting. */
export class InvalidPayloadError extends EngineError {
  override readonly name = 'InvalidPayloadError'
  readonly code = 'INVALID_PAYLOAD'
  readonly details: { readonly reason: string }

  constructor(given: string, options?: ErrorOptions) {
    const reason = clip(given)
    super(`Invalid payload. ${reason}`, options)
    this.details = { reason }
  }
}

/** One failing field. Several at once come as {@link ValidationErrors}. */
export class ValidationError extends EngineError {
  override readonly name = 'ValidationError'
  readonly code = 'FAILED_VALIDATION'
  readonly details: ValidationDetails
  readonly #said: string | undefined

  /** @param said the words of the rule itself, in place of what it asks for */
  constructor(details: ValidationDetails, said?: string) {
    super(said ?? validationMessage(details))
    this.details = details
    this.#said = said
  }

  /** The same of an item that is nested in another, under this name. */
  within(name: string): ValidationError {
    const { details } = this
    return new ValidationError({ ...details, path: [name, ...details.path] }, this.#said)
  }
}

/** All fields that failed, each an error of its own in the wire's envelope. */
export class ValidationErrors extends AggregateError {
  override readonly name = 'ValidationErrors'
  declare readonly errors: ValidationError[]

  constructor(errors: readonly ValidationError[]) {
    super(errors, errors.map((error) => error.message).join(' '))
  }
}

export interface FieldViolation {
  readonly collection: string | null
  readonly field: string | null
  readonly value: unknown
}

/** A value that exists already where it may exist once. `columns` and `constraint` where the database names them. */
export class UniqueViolationError extends EngineError {
  override readonly name = 'UniqueViolationError'
  readonly code = 'RECORD_NOT_UNIQUE'
  readonly details: FieldViolation
  readonly columns: readonly string[]
  readonly constraint: string | null

  constructor(
    details: FieldViolation,
    columns: readonly string[],
    constraint: string | null,
    options?: ErrorOptions,
  ) {
    super(`${uniqueIn(details, columns)} has to be unique.`, options)
    // Of several columns together none is to blame by itself.
    this.details = columns.length > 1 ? { ...details, field: null, value: null } : details
    this.columns = columns
    this.constraint = constraint
  }
}

/** A link to a row that does not exist, or the deletion of a row that others link to. */
export class ForeignKeyViolationError extends EngineError {
  override readonly name = 'ForeignKeyViolationError'
  readonly code = 'INVALID_FOREIGN_KEY'
  readonly details: FieldViolation

  constructor(details: FieldViolation, options?: ErrorOptions) {
    super(`Invalid foreign key for ${named(details)}.`, options)
    this.details = details
  }
}

export class NotNullViolationError extends EngineError {
  override readonly name = 'NotNullViolationError'
  readonly code = 'NOT_NULL_VIOLATION'
  readonly details: { readonly collection: string | null; readonly field: string | null }

  constructor(
    details: { collection: string | null; field: string | null },
    options?: ErrorOptions,
  ) {
    super(`Value for ${named(details)} cannot be null.`, options)
    this.details = details
  }
}

export class ValueOutOfRangeError extends EngineError {
  override readonly name = 'ValueOutOfRangeError'
  readonly code = 'VALUE_OUT_OF_RANGE'
  readonly details: FieldViolation

  constructor(details: FieldViolation, options?: ErrorOptions) {
    super(`Value for ${named(details)} is out of range.`, options)
    this.details = details
  }
}

export class ValueTooLongError extends EngineError {
  override readonly name = 'ValueTooLongError'
  readonly code = 'VALUE_TOO_LONG'
  readonly details: FieldViolation

  constructor(details: FieldViolation, options?: ErrorOptions) {
    super(`Value for ${named(details)} is too long.`, options)
    this.details = details
  }
}

/** A statement ran longer than allowed; it was ended in the database. */
export class TimeoutError extends EngineError {
  override readonly name = 'TimeoutError'
  readonly code = 'OUT_OF_TIME'
  readonly details: { readonly category: 'statement'; readonly duration: number }

  /** @param duration the limit, in milliseconds */
  constructor(duration: number, options?: ErrorOptions) {
    super(`The database did not finish within ${duration} ms (DB_STATEMENT_TIMEOUT).`, options)
    this.details = { category: 'statement', duration }
  }
}

/** The database cannot be reached, or refused the connection; the next request tries again. */
export class DatabaseUnavailableError extends EngineError {
  override readonly name = 'DatabaseUnavailableError'
  readonly code = 'SERVICE_UNAVAILABLE'
  readonly details: { readonly service: 'database'; readonly reason: string }

  constructor(reason: string, options?: ErrorOptions) {
    super(`Service "database" is unavailable. ${reason}`, options)
    this.details = { service: 'database', reason }
  }
}

function uniqueIn(details: FieldViolation, columns: readonly string[]): string {
  if (columns.length < 2) return `Value for ${named(details)}`
  const fields = columns.map((column) => `"${column}"`).join(', ')
  return `Combination of fields ${fields} in collection "${details.collection}"`
}

function named(details: { collection: string | null; field: string | null }): string {
  const field = details.field === null ? 'a field' : `field "${details.field}"`
  return details.collection === null ? field : `${field} in collection "${details.collection}"`
}

/** Reasons hold names of the request, which may be of any length. */
function clip(reason: string): string {
  return reason.length > 1_000 ? `${reason.slice(0, 997)}...` : reason
}
