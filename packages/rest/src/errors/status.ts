import type { ErrorCode } from '@relvar/query-engine'
import type { RestErrorCode } from './rest-error.js'

/** Every code that an error of the API can have. */
export type ApiErrorCode = ErrorCode | RestErrorCode | 'INTERNAL_SERVER_ERROR'

export type ErrorStatus = 400 | 401 | 403 | 404 | 408 | 409 | 412 | 415 | 422 | 429 | 500 | 503

/**
 * The HTTP status of each error code: the only place where one is turned into the other.
 * `docs/errors.md` lists the same codes with their causes and cures.
 */
export const errorStatus: Readonly<Record<ApiErrorCode, ErrorStatus>> = {
  FORBIDDEN: 403,
  INVALID_QUERY: 400,
  INVALID_PAYLOAD: 400,
  FAILED_VALIDATION: 400,
  RECORD_NOT_UNIQUE: 400,
  INVALID_FOREIGN_KEY: 400,
  NOT_NULL_VIOLATION: 400,
  VALUE_OUT_OF_RANGE: 400,
  VALUE_TOO_LONG: 400,
  UNPROCESSABLE_CONTENT: 422,
  CONTAINS_NULL_VALUES: 400,
  SCHEMA_CHANGED: 409,
  SCHEMA_CHANGE_INCOMPLETE: 500,
  SCHEMA_CHANGE_UNKNOWN: 500,
  INVALID_CREDENTIALS: 401,
  INVALID_TOKEN: 403,
  TOKEN_EXPIRED: 401,
  INVALID_OTP: 401,
  INVALID_INVITE: 400,
  INVALID_IP: 401,
  USER_SUSPENDED: 401,
  REQUESTS_EXCEEDED: 429,
  ROUTE_NOT_FOUND: 404,
  OUT_OF_TIME: 408,
  PRECONDITION_FAILED: 412,
  UNSUPPORTED_MEDIA_TYPE: 415,
  INTERNAL_SERVER_ERROR: 500,
  SERVICE_UNAVAILABLE: 503,
}
