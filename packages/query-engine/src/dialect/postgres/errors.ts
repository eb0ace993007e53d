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
import { noList } from '../../compile/no-list.js'
import { tooLong } from '../../compile/whole-json.js'
import type { ErrorContext } from '../dialect.js'
import { columnsOfConstraint, columnsOfForeignKey, onlyColumn, violation } from '../violation.js'

interface PostgresFailure extends Error {
  readonly code: string
  readonly column?: string
  readonly constraint?: string
  readonly detail?: string
}

function failure(error: unknown): PostgresFailure | null {
  return error instanceof Error && typeof (error as { code?: unknown }).code === 'string'
    ? (error as PostgresFailure)
    : null
}

/** @see https://www.postgresql.org/docs/current/errcodes-appendix.html */
export function mapError(error: unknown, context: ErrorContext): EngineError | null {
  if (isConnectionLost(error))
    return new DatabaseUnavailableError('The connection was lost or refused.', { cause: error })
  const failed = failure(error)
  if (failed === null) return null
  const cause = { cause: error }
  switch (failed.code) {
    case '23505': {
      const columns = uniqueColumns(failed, context)
      return new UniqueViolationError(
        violation(context, columns[0] ?? null, shownValue(failed, columns)),
        columns,
        failed.constraint ?? null,
        cause,
      )
    }
    case '23503': {
      const columns = columnsOfForeignKey(context, failed.constraint ?? '')
      const shown = shownValue(failed, columns)
      return new ForeignKeyViolationError(violation(context, columns[0] ?? null, shown), cause)
    }
    case '23502': {
      const { collection, field } = violation(context, failed.column ?? null)
      return new NotNullViolationError({ collection, field }, cause)
    }
    case '23514':
    case '23P01':
      return new InvalidPayloadError(
        `The values do not pass constraint "${failed.constraint ?? 'unnamed'}".`,
        cause,
      )
    case '22001':
      return new ValueTooLongError(violation(context, onlyColumn(context)), cause)
    case '22003':
      return context.kind === 'read'
        ? new InvalidQueryError('A value is out of the range of its field.', cause)
        : new ValueOutOfRangeError(violation(context, onlyColumn(context)), cause)
    // cannot get array length of a non-array, of a scalar
    case '22023':
      return failed.message.includes('array length')
        ? noList(cause)
        : mapClass(failed, context, cause)
    case '40001':
    case '40P01':
      return new DatabaseUnavailableError('Other writes are in the way; try again.', cause)
    // The commit was on its way when the server lost another one.
    case '40003':
      return new DatabaseUnavailableError('Nobody knows whether the change was made.', cause)
    // Memory, or space on the disk.
    case '53000':
    case '53100':
    case '53200':
    case '53400':
      return new DatabaseUnavailableError('The database lacks memory or space for this.', cause)
    // A text of more than 1 GB, https://www.postgresql.org/docs/current/limits.html
    case '54000':
      return context.kind === 'read' ? tooLong(cause) : mapClass(failed, context, cause)
    case '57014':
      return new TimeoutError(0, cause)
    case '42501':
      return new ForbiddenError('The account that Relvar uses may not do this in the database.')
    case '428C9':
      return new InvalidPayloadError(
        'A value was given for a field that the database fills by itself.',
        cause,
      )
    case '25006':
      return new ForbiddenError('The database is read-only.')
    default:
      return mapClass(failed, context, cause)
  }
}

/** 22: a value that its type does not take. 54: more than a limit allows. P0001: a trigger's own refusal. */
function mapClass(
  failed: PostgresFailure,
  context: ErrorContext,
  cause: ErrorOptions,
): EngineError | null {
  const family = failed.code.slice(0, 2)
  if (
    family !== '22' &&
    family !== '54' &&
    failed.code !== 'P0001' &&
    failed.code !== '42846' &&
    failed.code !== '42883'
  )
    return null
  if (context.kind === 'read')
    return new InvalidQueryError('A value does not fit the field that it is compared with.', cause)
  if (failed.code === 'P0001')
    return new InvalidPayloadError('A trigger of the database refused the values.', cause)
  return new InvalidPayloadError('A value does not fit its field.', cause)
}

/** `Key (lower(email))=(...)` names an expression, `Key (a, b)=(...)` columns. */
function uniqueColumns(failed: PostgresFailure, context: ErrorContext): readonly string[] {
  const known = columnsOfConstraint(context, failed.constraint ?? '')
  if (known.length > 0) return known
  const list = /^Key \((.*?)\)=/.exec(failed.detail ?? '')?.[1] ?? ''
  const columns = list
    .split(', ')
    .map((each) => each.replace(/^"(.*)"$/, '$1').replaceAll('""', '"'))
  const names = new Set(context.table?.columns.map((column) => column.name))
  return columns.filter((column) => names.has(column))
}

/** `Key (sku)=(B-001) already exists.` shows the value of a single column. */
function shownValue({ detail = '' }: PostgresFailure, columns: readonly string[]): string | null {
  return columns.length === 1 ? (/^Key \(.*?\)=\((.*)\) /s.exec(detail)?.[1] ?? null) : null
}

export function isStaleSchema(error: unknown): boolean {
  const code = failure(error)?.code
  return code === '42P01' || code === '42703' || code === '3F000' || code === '0A000'
}

export function isRetryable(error: unknown): boolean {
  const code = failure(error)?.code
  return code === '40001' || code === '40P01'
}

const LOST = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'ENOTFOUND',
  'EHOSTUNREACH',
  'ENOENT',
  'EAI_AGAIN',
])

export function isConnectionLost(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  if (error instanceof AggregateError) return error.errors.some(isConnectionLost)
  const code = failure(error)?.code ?? ''
  if (LOST.has(code) || code.startsWith('08') || /^57P0[1-3]$/.test(code) || code === '53300')
    return true
  return /Connection terminated|timeout exceeded when trying to connect|connection timeout|Client has encountered a connection error|not queryable/i.test(
    error.message,
  )
}
