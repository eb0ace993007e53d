import type { EngineError } from '../../errors.js'
import {
  DatabaseUnavailableError,
  ForbiddenError,
  ForeignKeyViolationError,
  InvalidPayloadError,
  InvalidQueryError,
  NotNullViolationError,
  TimeoutError,
  UniqueViolationError,
  ValueOutOfRangeError,
  ValueTooLongError,
} from '../../errors.js'
import type { ErrorContext } from '../dialect.js'
import { noList } from '../../compile/no-list.js'
import { tooLong } from '../../compile/whole-json.js'
import { NO_LIST } from './functions.js'
import { TOO_LONG } from './structure.js'
import { columnsOfConstraint, columnsOfForeignKey, violation } from '../violation.js'

interface MariadbFailure extends Error {
  readonly errno: number
  readonly code: string
}

function failure(error: unknown): MariadbFailure | null {
  return error instanceof Error && typeof (error as { errno?: unknown }).errno === 'number'
    ? (error as MariadbFailure)
    : null
}

/**
 * By number: the driver's names for MariaDB's own codes are those of other errors of MySQL.
 *
 * @see https://mariadb.com/kb/en/mariadb-error-code-reference/
 */
export function mapError(error: unknown, context: ErrorContext): EngineError | null {
  if (isConnectionLost(error))
    return new DatabaseUnavailableError('The connection was lost or refused.', { cause: error })
  const failed = failure(error)
  if (failed === null) return null
  const cause = { cause: error }
  switch (failed.errno) {
    case 1062: {
      const name = /for key '(?:[^']*\.)?([^']*)'/.exec(failed.message)?.[1] ?? ''
      const columns =
        name === 'PRIMARY' ? (context.table?.primaryKey ?? []) : columnsOfConstraint(context, name)
      const entry = /^Duplicate entry '(.*)' for key/s.exec(failed.message)?.[1] ?? null
      const details = violation(context, columns[0] ?? null, columns.length === 1 ? entry : null)
      return new UniqueViolationError(details, columns, name === '' ? null : name, cause)
    }
    case 1451:
    case 1452: {
      const name = /CONSTRAINT `((?:[^`]|``)*)`/.exec(failed.message)?.[1] ?? ''
      const [column = null] = failed.errno === 1452 ? columnsOfForeignKey(context, name) : []
      return new ForeignKeyViolationError(violation(context, column), cause)
    }
    case 1048:
    case 1364: {
      const { collection, field } = violation(context, columnIn(failed.message))
      return new NotNullViolationError({ collection, field }, cause)
    }
    case 4025:
    case 3819:
      return new InvalidPayloadError(
        `The values do not pass constraint "${/CONSTRAINT `([^`]*)`/.exec(failed.message)?.[1] ?? 'unnamed'}".`,
        cause,
      )
    case 1406:
      return new ValueTooLongError(violation(context, columnIn(failed.message)), cause)
    case 1264:
    case 1690:
      if (failed.message.includes(TOO_LONG)) return tooLong(cause)
      if (failed.message.includes(NO_LIST)) return noList(cause)
      return context.kind === 'read'
        ? new InvalidQueryError('A value is out of range.', cause)
        : new ValueOutOfRangeError(violation(context, columnIn(failed.message)), cause)
    case 1265:
    // A character that the field's character set does not have.
    case 1267:
    case 1270:
    case 1271:
    case 1292:
    case 1366:
    case 1411:
    case 1525:
    case 1906:
    case 4078:
      return context.kind === 'read'
        ? new InvalidQueryError('A value does not fit the field that it is compared with.', cause)
        : new InvalidPayloadError(
            `A value does not fit its field${fieldIn(context, failed.message)}.`,
            cause,
          )
    case 1020:
    case 1205:
    case 1213:
      return new DatabaseUnavailableError('Other writes are in the way; try again.', cause)
    case 1644:
      return new InvalidPayloadError('A trigger of the database refused the values.', cause)
    case 1969:
    case 3024:
    case 1317:
      return new TimeoutError(0, cause)
    case 1142:
    case 1143:
    case 1370:
      return new ForbiddenError('The account that Relvar uses may not do this in the database.')
    case 1290:
    case 1836:
      if (failed.message.includes(MEMORY)) return tooLarge(context, cause)
      return new ForbiddenError('The database is read-only.')
    case 5:
    case 1037:
    case 1153:
    case 1301:
    case 1436:
      return tooLarge(context, cause)
    default:
      return null
  }
}

/** The option by which MariaDB refuses what takes more memory than a session may. */
const MEMORY = 'max-session-mem-used'

function tooLarge({ kind }: ErrorContext, cause: ErrorOptions): EngineError {
  return kind === 'read'
    ? new InvalidQueryError('The query or its answer is larger than the database allows.', cause)
    : new InvalidPayloadError('A value is larger than the database allows.', cause)
}

function columnIn(message: string): string | null {
  return (
    /(?:column|Field) '(?:`[^`]*`\.`[^`]*`\.`)?([^'`]*)`?'/i.exec(message)?.[1] ??
    /column `[^`]*`\.`[^`]*`\.`([^`]*)`/.exec(message)?.[1] ??
    null
  )
}

function fieldIn(context: ErrorContext, message: string): string {
  const { field } = violation(context, columnIn(message))
  return field === null ? '' : ` "${field}"`
}

export function isStaleSchema(error: unknown): boolean {
  const errno = failure(error)?.errno
  return errno === 1146 || errno === 1054 || errno === 1049
}

export function isRetryable(error: unknown): boolean {
  const errno = failure(error)?.errno
  return errno === 1213 || errno === 1205 || errno === 1020
}

const LOST = new Set([
  'PROTOCOL_CONNECTION_LOST',
  'PROTOCOL_ENQUEUE_AFTER_FATAL_ERROR',
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'ENOTFOUND',
  'EHOSTUNREACH',
  'ENOENT',
  'EAI_AGAIN',
  'ER_CON_COUNT_ERROR',
  'ER_SERVER_SHUTDOWN',
])

export function isConnectionLost(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  if (error instanceof AggregateError) return error.errors.some(isConnectionLost)
  const { code = '' } = error as { code?: string }
  if (LOST.has(code) || [1053, 1927, 2006, 2013].includes(failure(error)?.errno ?? 0)) return true
  return /closed state|connection is closed/i.test(error.message)
}
