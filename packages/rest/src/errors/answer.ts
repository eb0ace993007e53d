import {
  type Actor,
  EngineError,
  ForbiddenError,
  refusalFor,
  ValidationErrors,
} from '@relvar/query-engine'
import { RestError } from './rest-error.js'
import type { ErrorStatus } from './status.js'
import { errorStatus } from './status.js'

/** One entry of the wire's error envelope. */
export interface ErrorEntry {
  readonly message: string
  readonly extensions: { readonly code: string; readonly [detail: string]: unknown }
}

export interface ErrorAnswer {
  readonly status: ErrorStatus
  readonly errors: readonly ErrorEntry[]
}

/**
 * Turns whatever was thrown into what the client is told. An error that nobody foresaw tells
 * nothing but the id under which its details were logged.
 *
 * @param actor who is told, where that is known
 */
export function answerError(
  error: unknown,
  requestId: string,
  actor: Actor | null = null,
): ErrorAnswer {
  if (error instanceof ForbiddenError) return answerAll([refusalFor(actor, error)])
  if (error instanceof ValidationErrors) return answerAll(error.errors)
  if (error instanceof EngineError || error instanceof RestError) return answerAll([error])
  const extensions = { code: 'INTERNAL_SERVER_ERROR', requestId }
  return { status: 500, errors: [{ message: 'An unexpected error occurred.', extensions }] }
}

function answerAll(errors: readonly (EngineError | RestError)[]): ErrorAnswer {
  return {
    status: commonStatus(errors.map((error) => errorStatus[error.code])),
    errors: errors.map((error) => ({
      message: error.message,
      extensions: { ...error.details, code: error.code },
    })),
  }
}

function commonStatus(statuses: readonly ErrorStatus[]): ErrorStatus {
  const [first = 500, ...rest] = statuses
  return rest.every((status) => status === first) ? first : 500
}
