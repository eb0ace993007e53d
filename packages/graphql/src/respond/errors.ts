import type { Actor } from '@relvar/query-engine'
import {
  EngineError,
  ForbiddenError,
  lackOf,
  refusalFor,
  ValidationErrors,
} from '@relvar/query-engine'
import type { GraphQLError } from 'graphql'

/** One entry of `errors` in an answer. */
export interface ErrorEntry {
  readonly message: string
  readonly extensions: { readonly code: string; readonly [detail: string]: unknown }
  readonly locations?: readonly { readonly line: number; readonly column: number }[]
  readonly path?: readonly (string | number)[]
}

export type GraphQLErrorCode =
  | 'GRAPHQL_VALIDATION'
  | 'METHOD_NOT_ALLOWED'
  | 'UNSUPPORTED_MEDIA_TYPE'
  | 'PERSISTED_QUERY_NOT_FOUND'
  | 'FORBIDDEN'
  | 'INTERNAL_SERVER_ERROR'

/** A failure that only GraphQL over HTTP knows; all others come from the engine. */
export class RequestError extends Error {
  override readonly name = 'RequestError'
  readonly code: GraphQLErrorCode
  readonly status: number
  /** What goes beside the code in `extensions`. */
  readonly details: object

  constructor(code: GraphQLErrorCode, status: number, message: string, details: object = {}) {
    super(message)
    this.code = code
    this.status = status
    this.details = details
  }
}

/**
 * What a client is told of whatever was thrown. Of several validation errors it is the first. What
 * nobody foresaw tells administrators what it is, and everybody else nothing.
 */
export function errorEntry(error: unknown, actor: Actor | null): ErrorEntry {
  if (error instanceof ValidationErrors && error.errors[0] !== undefined)
    return errorEntry(error.errors[0], actor)
  if (error instanceof ForbiddenError) return toEntry(refusalFor(actor, error))
  if (error instanceof RequestError) return requestEntry(error, actor)
  if (error instanceof EngineError) return toEntry(error)
  const message =
    actor?.admin === true && error instanceof Error
      ? error.message
      : 'An unexpected error occurred.'
  return { message, extensions: { code: 'INTERNAL_SERVER_ERROR' } }
}

/** What somebody may not see is unknown to their schema, so a document that names it is invalid. */
function requestEntry(error: RequestError, actor: Actor | null): ErrorEntry {
  const entry = toEntry(error)
  const lack = error.code === 'GRAPHQL_VALIDATION' ? lackOf(actor) : null
  return lack === null ? entry : { ...entry, message: `${entry.message} ${lack}` }
}

function toEntry({ message, details, code }: EngineError | RequestError): ErrorEntry {
  return { message, extensions: { ...details, code } }
}

/** Whether an error is a bug, or a database that is out of order: somebody has to look at it. */
export function isUnforeseen(error: unknown): boolean {
  if (error instanceof EngineError) return error.code === 'SERVICE_UNAVAILABLE'
  return !(error instanceof ValidationErrors || error instanceof RequestError)
}

/** A document that is no GraphQL, or asks for what the schema has not: one error, with all that is wrong in it. */
export function invalidDocument(
  errors: readonly Pick<GraphQLError, 'message' | 'locations'>[],
): RequestError {
  const details = errors.map(({ message, locations }) => ({ message, locations }))
  return new RequestError('GRAPHQL_VALIDATION', 400, 'GraphQL validation error.', {
    errors: details,
  })
}
