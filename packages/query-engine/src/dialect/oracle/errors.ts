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
import { columnsOfConstraint, columnsOfForeignKey, onlyColumn, violation } from '../violation.js'

/** `ORA-00001`, or `NJS-500` of the driver. */
function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return ''
  const { code } = error as { code?: unknown }
  if (typeof code === 'string' && /^(ORA|NJS|DPI)-\d+$/.test(code)) return code
  return /^(?:Error: )?((?:ORA|NJS|DPI)-\d+)/.exec(error.message)?.[1] ?? String(code ?? '')
}

/** @see https://docs.oracle.com/en/error-help/db/ */
export function mapError(error: unknown, context: ErrorContext): EngineError | null {
  if (isConnectionLost(error))
    return new DatabaseUnavailableError('The connection was lost or refused.', { cause: error })
  const code = codeOf(error)
  const message = error instanceof Error ? error.message : ''
  const cause = { cause: error }
  switch (code) {
    // unique constraint (SHOP.PRODUCTS_SKU_KEY) violated; 2299: cannot validate it where it is made
    case 'ORA-00001':
    case 'ORA-02299': {
      const constraint = constraintIn(message)
      const columns = uniqueColumns(constraint, context)
      const details = violation(context, columns[0] ?? null)
      return new UniqueViolationError(details, columns, constraint, cause)
    }
    // 2291 and, for a constraint that is made, 2298: parent key not found; 2292: child record found
    case 'ORA-02291':
    case 'ORA-02298':
    case 'ORA-02292': {
      const [column = null] = columnsOfForeignKey(context, constraintIn(message) ?? '')
      const field = code === 'ORA-02292' ? null : column
      return new ForeignKeyViolationError(violation(context, field), cause)
    }
    // 2293: rows do not pass a check that is made
    case 'ORA-02290':
    case 'ORA-02293':
      return new InvalidPayloadError(
        `The values do not pass constraint "${constraintIn(message) ?? 'unnamed'}".`,
        cause,
      )
    // cannot insert NULL into ("SHOP"."PRODUCTS"."NAME")
    case 'ORA-01400':
    case 'ORA-01407': {
      const { collection, field } = violation(context, columnIn(message))
      return new NotNullViolationError({ collection, field }, cause)
    }
    // value too large for column "SHOP"."PRODUCTS"."NAME" (actual: 12, maximum: 10)
    case 'ORA-12899':
      return new ValueTooLongError(violation(context, columnIn(message)), cause)
    case 'ORA-01401':
    case 'ORA-01461':
      return context.kind === 'read'
        ? tooLarge(cause)
        : new ValueTooLongError(violation(context, onlyColumn(context)), cause)
    case 'ORA-01426':
    case 'ORA-01438':
    case 'ORA-01455':
    case 'ORA-01457':
      return context.kind === 'read'
        ? new InvalidQueryError('A value is out of the range of its field.', cause)
        : new ValueOutOfRangeError(violation(context, onlyColumn(context)), cause)
    case 'ORA-01031':
    case 'ORA-41900':
      return new ForbiddenError('The account that Relvar uses may not do this in the database.')
    case 'ORA-16000':
    case 'ORA-12081':
    case 'ORA-01456':
      return new ForbiddenError('The database is read-only.')
    case 'ORA-01013':
    case 'NJS-123':
    case 'DPI-1067':
      return new TimeoutError(0, cause)
    case 'ORA-32795':
    case 'ORA-32796':
    case 'ORA-54013':
    case 'ORA-54017':
      return new InvalidPayloadError(
        'A value was given for a field that the database fills by itself.',
        cause,
      )
    default:
      return mapOther(code, context, cause)
  }
}

const IN_THE_WAY: ReadonlySet<string> = new Set([
  'ORA-00060',
  'ORA-08177',
  'ORA-00054',
  'ORA-30006',
])
/** Numbers, dates, types, regular expressions, JSON and spatial values that are none. */
const MISFITS =
  /^ORA-(00932|01722|018[2-8]\d|01465|0190[01]|02249|06502|127\d\d|12801|132\d\d|13349|2283[15]|297\d\d|40441|40442|40444|40587|40596|40597|61\d\d\d)$/
/** A result, a CLOB as text, a list of JSON. */
const TOO_LARGE: ReadonlySet<string> = new Set([
  'ORA-00913',
  'ORA-01460',
  'ORA-01467',
  'ORA-01489',
  'ORA-01652',
  'ORA-01792',
  'ORA-01795',
  'ORA-04030',
  'ORA-04031',
  'ORA-22835',
  'ORA-40478',
  'ORA-40459',
  'ORA-00600',
  'ORA-07445',
  'ORA-01745',
])
/** RAISE_APPLICATION_ERROR of a trigger. */
const RAISED = /^ORA-20\d{3}$/

function mapOther(code: string, context: ErrorContext, cause: ErrorOptions): EngineError | null {
  const reads = context.kind === 'read'
  if (IN_THE_WAY.has(code))
    return new DatabaseUnavailableError('Other writes are in the way; try again.', cause)
  if (RAISED.test(code))
    return new InvalidPayloadError('A trigger of the database refused the values.', cause)
  if (TOO_LARGE.has(code)) {
    return reads
      ? tooLarge(cause)
      : new InvalidPayloadError('A value is larger than the database allows.', cause)
  }
  if (!MISFITS.test(code)) return null
  return reads
    ? new InvalidQueryError('A value does not fit the field that it is compared with.', cause)
    : new InvalidPayloadError('A value does not fit its field.', cause)
}

/** Also a text of more bytes than can be compared. */
function tooLarge(cause: ErrorOptions): InvalidQueryError {
  return new InvalidQueryError('The query or its answer is larger than the database allows.', cause)
}

/** `(SHOP.PRODUCTS_SKU_KEY)`, the owner in front. */
function constraintIn(message: string): string | null {
  return /\((?:[^.()]+\.)?([^()]+)\)/.exec(message)?.[1] ?? null
}

/** The last of `"SHOP"."PRODUCTS"."NAME"`. */
function columnIn(message: string): string | null {
  return /"[^"]*"\."[^"]*"\."([^"]*)"/.exec(message)?.[1] ?? null
}

/** A primary key is a constraint with a name like any other, which the model does not hold. */
function uniqueColumns(constraint: string | null, context: ErrorContext): readonly string[] {
  const { table } = context
  if (table === null || constraint === null) return []
  const known = columnsOfConstraint(context, constraint)
  if (known.length > 0) return known
  return table.uniques.length === 0 ? table.primaryKey : []
}

/** 942: no such table; 904: no such column; 4043: no such object; 1775: a synonym of nothing. */
const STALE: ReadonlySet<string> = new Set([
  'ORA-00942',
  'ORA-00904',
  'ORA-04043',
  'ORA-01775',
  'ORA-08103',
])

export function isStaleSchema(error: unknown): boolean {
  return STALE.has(codeOf(error))
}

export function isRetryable(error: unknown): boolean {
  return IN_THE_WAY.has(codeOf(error))
}

const LOST: ReadonlySet<string> = new Set([
  'NJS-003',
  'NJS-040',
  'NJS-500',
  'NJS-501',
  'NJS-503',
  'NJS-510',
  'NJS-511',
  'NJS-512',
  'NJS-518',
  'NJS-521',
  'DPI-1010',
  'DPI-1080',
  'ORA-00028',
  'ORA-00603',
  'ORA-01012',
  'ORA-01033',
  'ORA-01034',
  'ORA-01041',
  'ORA-01089',
  'ORA-01090',
  'ORA-01092',
  'ORA-02396',
  'ORA-02399',
  'ORA-03113',
  'ORA-03114',
  'ORA-03135',
  'ORA-12153',
  'ORA-12170',
  'ORA-12514',
  'ORA-12516',
  'ORA-12518',
  'ORA-12520',
  'ORA-12528',
  'ORA-12537',
  'ORA-12541',
  'ORA-12543',
  'ORA-12545',
  'ORA-12547',
  'ORA-12571',
  'ORA-25408',
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'ENOTFOUND',
  'EHOSTUNREACH',
  'EAI_AGAIN',
])

export function isConnectionLost(error: unknown): boolean {
  if (error instanceof AggregateError) return error.errors.some(isConnectionLost)
  return LOST.has(codeOf(error))
}
