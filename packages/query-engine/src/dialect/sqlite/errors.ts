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
} from '../../errors.js'
import { noList } from '../../compile/no-list.js'
import type { ErrorContext } from '../dialect.js'
import { violation } from '../violation.js'
import { NO_LIST } from './functions.js'

/** @see https://www.sqlite.org/rescode.html */
const CODE = {
  error: 1,
  busy: 5,
  locked: 6,
  readOnly: 8,
  ioError: 10,
  corrupt: 11,
  full: 13,
  cantOpen: 14,
  tooBig: 18,
  mismatch: 20,
  notADatabase: 26,
  check: 275,
  foreignKey: 787,
  notNull: 1299,
  primaryKey: 1555,
  trigger: 1811,
  unique: 2067,
  rowId: 2579,
} as const

const LOST = 'RELVAR_CONNECTION_LOST'

interface SqliteFailure {
  readonly message: string
  readonly code: string
  readonly errcode: number
}

function failure(error: unknown): SqliteFailure | null {
  if (!(error instanceof Error)) return null
  const { code = '', errcode = 0 } = error as Error & { code?: string; errcode?: number }
  return {
    message: error.message,
    code,
    errcode: errcode || (EXTENDED[code] ?? 0),
  }
}

/** better-sqlite3 names its codes. */
const EXTENDED: Readonly<Record<string, number>> = {
  SQLITE_BUSY: CODE.busy,
  SQLITE_BUSY_SNAPSHOT: 517,
  SQLITE_READONLY: CODE.readOnly,
  SQLITE_CONSTRAINT_CHECK: CODE.check,
  SQLITE_CONSTRAINT_FOREIGNKEY: CODE.foreignKey,
  SQLITE_CONSTRAINT_NOTNULL: CODE.notNull,
  SQLITE_CONSTRAINT_PRIMARYKEY: CODE.primaryKey,
  SQLITE_CONSTRAINT_ROWID: CODE.rowId,
  SQLITE_CONSTRAINT_TRIGGER: CODE.trigger,
  SQLITE_CONSTRAINT_UNIQUE: CODE.unique,
}

export function mapError(error: unknown, context: ErrorContext): EngineError | null {
  const failed = failure(error)
  if (failed === null) return null
  const cause = { cause: error }
  if (failed.code === 'RELVAR_STATEMENT_TIMEOUT') return new TimeoutError(durationOf(error), cause)
  switch (failed.errcode) {
    case CODE.unique:
    case CODE.primaryKey:
    case CODE.rowId: {
      const columns = columnsOf(failed.message)
      return new UniqueViolationError(violation(context, columns[0] ?? null), columns, null, cause)
    }
    case CODE.foreignKey:
      return new ForeignKeyViolationError(violation(context, null), cause)
    case CODE.notNull: {
      const { collection, field } = violation(context, columnsOf(failed.message)[0] ?? null)
      return new NotNullViolationError({ collection, field }, cause)
    }
    case CODE.check:
      return new InvalidPayloadError(
        `The values do not pass check "${nameOf(failed.message)}".`,
        cause,
      )
    case CODE.trigger:
      return new InvalidPayloadError('A trigger of the database refused the values.', cause)
    case CODE.mismatch:
      return new InvalidPayloadError('A value is not of the type of its field.', cause)
    case CODE.tooBig:
      return context.kind === 'write'
        ? new InvalidPayloadError('A value is larger than the database allows.', cause)
        : new InvalidQueryError('The answer is larger than the database allows.', cause)
    case CODE.error:
      return mapLimit(failed, cause)
    default:
      return mapAvailability(failed, cause)
  }
}

/** What SQLite has no code for. */
function mapLimit(failed: SqliteFailure, cause: ErrorOptions): EngineError | null {
  if (failed.message.includes('integer overflow')) {
    return new InvalidQueryError('A sum is larger than this database can hold.', cause)
  }
  if (failed.message.includes(NO_LIST)) return noList(cause)
  return /pattern too complex|Expression tree is too large|parser stack overflow/.test(
    failed.message,
  )
    ? new InvalidQueryError('The query is larger than this database allows.', cause)
    : null
}

function mapAvailability(failed: SqliteFailure, cause: ErrorOptions): EngineError | null {
  switch (failed.errcode & 0xff) {
    case CODE.busy:
    case CODE.locked:
      return new DatabaseUnavailableError('It is locked by another program.', cause)
    case CODE.readOnly:
      return new ForbiddenError('The database is read-only.')
    case CODE.full:
    case CODE.ioError:
    case CODE.cantOpen:
    case CODE.corrupt:
    case CODE.notADatabase:
      return new DatabaseUnavailableError('Its file cannot be read or written.', cause)
    default:
      return mapConnection(failed.code, cause)
  }
}

/** What the connection says, which is a process over a file. */
function mapConnection(code: string, cause: ErrorOptions): EngineError | null {
  switch (code) {
    case 'RELVAR_DATABASE_MISSING':
      return new DatabaseUnavailableError('Its file is missing.', cause)
    case LOST:
      return new DatabaseUnavailableError(
        'Its process ended, or its file was moved or deleted while it was open.',
        cause,
      )
    default:
      return null
  }
}

/** `UNIQUE constraint failed: orders.a, orders.b` names columns; an expression index names only itself. */
function columnsOf(message: string): string[] {
  const list = /constraint failed: ([^\n]*)/.exec(message)?.[1] ?? ''
  if (list.startsWith('index ')) return []
  return list
    .split(', ')
    .map((each) => each.slice(each.indexOf('.') + 1))
    .filter((each) => each !== '')
}

function nameOf(message: string): string {
  return /constraint failed: ([^\n]*)/.exec(message)?.[1] ?? 'unnamed'
}

function durationOf(error: unknown): number {
  const { timeout } = error as { timeout?: number }
  return timeout ?? 0
}

export function isStaleSchema(error: unknown): boolean {
  return error instanceof Error && /no such (table|column)|has no column named/.test(error.message)
}

export function isRetryable(error: unknown): boolean {
  return ((failure(error)?.errcode ?? 0) & 0xff) === CODE.busy
}

export function isConnectionLost(error: unknown): boolean {
  return failure(error)?.code === LOST
}
