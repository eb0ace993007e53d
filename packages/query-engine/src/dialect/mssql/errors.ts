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
import type { ErrorContext } from '../dialect.js'
import { columnsOfConstraint, columnsOfForeignKey, onlyColumn, violation } from '../violation.js'
import { NO_LIST } from './functions.js'

interface MssqlFailure {
  readonly message: string
  readonly code: string
  /** 0 for an error of the driver. */
  readonly number: number
}

/** A statement may fail with several errors; a Kysely that is not ours hands over the bare list of them. */
function failures(error: unknown): readonly MssqlFailure[] {
  if (Array.isArray(error)) return error.flatMap(failures)
  if (!(error instanceof Error)) return []
  const { code, number, errors } = error as Readonly<Record<string, unknown>> & Error
  if (Array.isArray(errors)) return errors.flatMap(failures)
  return [
    {
      message: error.message,
      code: String(code ?? ''),
      number: typeof number === 'number' ? number : 0,
    },
  ]
}

/**
 * Columns and constraints are named in the texts alone, which are in the language of the login;
 * what is found by its quotation marks is found in every language.
 *
 * @see https://learn.microsoft.com/en-us/sql/relational-databases/errors-events/database-engine-events-and-errors
 */
export function mapError(error: unknown, context: ErrorContext): EngineError | null {
  if (isConnectionLost(error))
    return new DatabaseUnavailableError('The connection was lost or refused.', { cause: error })
  for (const failed of failures(error)) {
    const mapped = mapFailure(failed, context, { cause: error })
    if (mapped !== null) return mapped
  }
  return null
}

function mapFailure(
  failed: MssqlFailure,
  context: ErrorContext,
  cause: ErrorOptions,
): EngineError | null {
  const { code, number, message } = failed
  if (code === 'ETIMEOUT' || code === 'ECANCEL') return new TimeoutError(0, cause)
  switch (number) {
    case 1505:
    case 2601:
    case 2627:
      return uniqueViolation(number, message, context, cause)
    case 547:
      return conflict(message, context, cause)
    case 515: {
      const { collection, field } = violation(context, quoted(message)[0] ?? null)
      return new NotNullViolationError({ collection, field }, cause)
    }
    // 2628 names the column, in versions before 2019 as the first database that has it switched on.
    case 2628:
    case 8152: {
      if (context.kind === 'read') return tooLarge(cause)
      const column = number === 2628 ? (quoted(message)[1] ?? null) : onlyColumn(context)
      return new ValueTooLongError(violation(context, column), cause)
    }
    case 220:
    case 232:
    case 248:
    case 1007:
    case 8115:
      return context.kind === 'read'
        ? new InvalidQueryError('A value is out of the range of its field.', cause)
        : new ValueOutOfRangeError(violation(context, onlyColumn(context)), cause)
    // Conversion failed when converting the nvarchar value '...' to data type int.
    case 245:
      return message.includes(NO_LIST) ? noList(cause) : mapOther(number, context, cause)
    case 229:
    case 230:
    case 262:
    case 300:
    case 1088:
    // IDENTITY_INSERT needs ALTER on the table.
    case 8104:
      return new ForbiddenError('The account that Relvar uses may not do this in the database.')
    case 3906:
    case 3908:
      return new ForbiddenError('The database is read-only.')
    case 339:
    case 544:
    case 8101:
    case 8102:
    case 271:
    case 273:
      return new InvalidPayloadError(
        'A value was given for a field that the database fills by itself.',
        cause,
      )
    default:
      return mapOther(number, context, cause)
  }
}

const IN_THE_WAY: ReadonlySet<number> = new Set([1205, 1222, 3960, 3961, 41302, 41305, 41325])
/** What cannot be converted: text, numbers, dates, UUIDs, XML, JSON. */
const MISFITS: ReadonlySet<number> = new Set([
  206, 235, 241, 242, 244, 245, 249, 257, 293, 295, 305, 306, 402, 403, 421, 512, 529, 1034, 6522,
  8114, 8116, 8117, 8162, 8169, 9402, 9413, 9420, 9436, 9455, 13608, 13609, 13610, 13619,
])
const TOO_LARGE: ReadonlySet<number> = new Set([191, 701, 8003, 8623, 8631, 8632, 9803])
/** What a procedure or trigger threw by itself starts here. */
const RAISED = 50_000
/** A trigger ended the transaction. */
const ENDED_IN_TRIGGER = 3609

function mapOther(number: number, context: ErrorContext, cause: ErrorOptions): EngineError | null {
  const reads = context.kind === 'read'
  if (IN_THE_WAY.has(number))
    return new DatabaseUnavailableError('Other writes are in the way; try again.', cause)
  if (MISFITS.has(number)) {
    return reads
      ? new InvalidQueryError('A value does not fit the field that it is compared with.', cause)
      : new InvalidPayloadError('A value does not fit its field.', cause)
  }
  if (TOO_LARGE.has(number)) {
    return reads
      ? tooLarge(cause)
      : new InvalidPayloadError('A value is larger than the database allows.', cause)
  }
  if (number >= RAISED || number === ENDED_IN_TRIGGER)
    return new InvalidPayloadError('A trigger of the database refused the values.', cause)
  return null
}

/** Also a pattern of LIKE that is too long. */
function tooLarge(cause: ErrorOptions): InvalidQueryError {
  return new InvalidQueryError('The query or its answer is larger than the database allows.', cause)
}

/** 2627: a constraint and a table in quotes; 2601, and 1505 where it is made: a table and an index. The value stands in brackets. */
function uniqueViolation(
  number: number,
  message: string,
  context: ErrorContext,
  cause: ErrorOptions,
): EngineError {
  const names = quoted(message)
  const constraint = (number === 2627 ? names[0] : names[1]) ?? null
  const known = constraint === null ? [] : columnsOfConstraint(context, constraint)
  const isKey = known.length === 0 && /PRIMARY KEY/.test(message)
  const columns = isKey ? (context.table?.primaryKey ?? []) : known
  const shown =
    columns.length === 1
      ? (/\(([^()]*(?:\([^()]*\)[^()]*)*)\)\.?\s*$/.exec(message)?.[1] ?? null)
      : null
  const details = violation(context, columns[0] ?? null, shown)
  return new UniqueViolationError(details, columns, constraint, cause)
}

/** 547 is of foreign keys, of rows that others refer to, and of checks. */
function conflict(message: string, context: ErrorContext, cause: ErrorOptions): EngineError {
  const constraint = /"([^"]*)"/.exec(message)?.[1] ?? ''
  const isForeignKey = /FOREIGN KEY|REFERENCE/.test(message)
  if (!isForeignKey) {
    return new InvalidPayloadError(
      `The values do not pass constraint "${constraint === '' ? 'unnamed' : constraint}".`,
      cause,
    )
  }
  const [column = null] = columnsOfForeignKey(context, constraint)
  return new ForeignKeyViolationError(violation(context, column), cause)
}

/** What stands in single quotes, in order. */
function quoted(message: string): readonly string[] {
  return [...message.matchAll(/'([^']*)'/g)].map(([, text = '']) => text)
}

function hasNumber(error: unknown, numbers: ReadonlySet<number>): boolean {
  return failures(error).some(({ number }) => numbers.has(number))
}

const STALE: ReadonlySet<number> = new Set([207, 208, 4902, 2812])

export function isStaleSchema(error: unknown): boolean {
  return hasNumber(error, STALE)
}

export function isRetryable(error: unknown): boolean {
  return hasNumber(error, IN_THE_WAY)
}

const LOST: ReadonlySet<string> = new Set([
  'ESOCKET',
  'ECONNCLOSED',
  'ECLOSE',
  'EINVALIDSTATE',
  'EINSTLOOKUP',
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ENOTFOUND',
  'EHOSTUNREACH',
  'EAI_AGAIN',
])
/** The server shuts down, or moves (the numbers of Azure). */
const AWAY: ReadonlySet<number> = new Set([
  596, 6005, 10928, 10929, 40_197, 40_501, 40_613, 49_918, 49_919, 49_920,
])

export function isConnectionLost(error: unknown): boolean {
  return failures(error).some(
    ({ code, number, message }) =>
      LOST.has(code) ||
      AWAY.has(number) ||
      /^Failed to connect to|connection ended without ever completing|operation timed out for an unknown reason/.test(
        message,
      ),
  )
}
