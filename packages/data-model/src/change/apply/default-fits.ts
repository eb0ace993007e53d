import type { ColumnType, DialectName } from '@relvar/schema-introspect/model'
import { nativeTypeOf } from '../ddl/types/type-of.js'
import { ChangeRefusedError } from '../errors.js'
import type { ColumnDraft } from '../schema-change.js'
import { assertFragment } from '../text/fragment.js'

/**
 * Makes sure that a default is a value of its column.
 *
 * @throws ChangeRefusedError where it is none, and where the database fills the column by itself
 */
export function assertDefaultFits(dialect: DialectName, draft: ColumnDraft): void {
  const value = draft.default ?? null
  if (value === null) return
  if (draft.generated === 'identity')
    throw refuse(draft, 'it is numbered by the database, so it has no default')
  if (value.kind === 'now' && !TIMES.has(draft.type))
    throw refuse(draft, 'the present moment is no value of its type')
  if (value.kind === 'uuid' && !UUIDS.has(draft.type))
    throw refuse(draft, 'a random UUID is no value of its type')
  if (value.kind === 'expression')
    assertFragment(value.sql, `The default of column "${draft.name}"`)
  if (value.kind !== 'literal') return
  if (value.value === null) {
    if (draft.nullable === false) throw refuse(draft, 'it may not be null')
    return
  }
  const { length } = nativeTypeOf(dialect, draft).readsAs
  const isLong = typeof value.value === 'string' && length !== null && value.value.length > length
  if (isLong) throw refuse(draft, `it is longer than ${length}`)
  if (!FITS[draft.type](value.value)) throw refuse(draft, `it is no ${draft.type}`)
  if (draft.type === 'decimal') assertDigits(dialect, draft, String(value.value))
  if (draft.values !== undefined && !draft.values.includes(String(value.value)))
    throw refuse(draft, 'it is none of its values')
}

/** Digits that the column has no place for would be rounded away by some databases. */
function assertDigits(dialect: DialectName, draft: ColumnDraft, value: string): void {
  const { precision, scale } = nativeTypeOf(dialect, draft).readsAs
  if (precision === null) return
  const [, whole = '', fraction = ''] = /^[+-]?0*(\d*)\.?(\d*?)0*$/.exec(value) ?? []
  if (fraction.length > (scale ?? 0) || whole.length > precision - (scale ?? 0))
    throw refuse(
      draft,
      `it has more digits than ${precision}, ${scale ?? 0} of them behind the point`,
    )
}

function refuse({ name }: ColumnDraft, why: string): ChangeRefusedError {
  return new ChangeRefusedError(
    'invalid-default',
    `The default of column "${name}" does not fit: ${why}.`,
  )
}

const TIMES: ReadonlySet<ColumnType> = new Set(['date', 'dateTime', 'time', 'timestamp'])
const UUIDS: ReadonlySet<ColumnType> = new Set(['uuid', 'string', 'text'])

type Literal = string | number | boolean
type Test = (value: Literal) => boolean

/** NUL ends a text in most databases; half a character has no encoding. */
const NO_TEXT = /\0|\p{Surrogate}/u
const text: Test = (value) => typeof value === 'string' && !NO_TEXT.test(value)

function matches(pattern: RegExp): Test {
  return (value) => typeof value === 'string' && pattern.test(value)
}

function whole(bits: number): Test {
  const bound = 2n ** BigInt(bits - 1)
  return (value) => {
    if (typeof value === 'boolean' || !/^[+-]?\d+$/.test(String(value))) return false
    const number = BigInt(String(value).replace('+', ''))
    return number >= -bound && number < bound
  }
}

const number: Test = (value) =>
  typeof value === 'number'
    ? Number.isFinite(value)
    : typeof value === 'string' && /^[+-]?(?:\d+\.?\d*|\.\d+)$/.test(value)

const DATE = String.raw`\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])`
const TIME = String.raw`(?:[01]\d|2[0-3]):[0-5]\d(?::[0-5]\d(?:\.\d+)?)?`
/** A pattern takes 30 February for a day, and so does SQLite. */
function onDay(pattern: RegExp): Test {
  return (value) => typeof value === 'string' && pattern.test(value) && isDay(value)
}

function isDay(text: string): boolean {
  const [year = 0, month = 0, day = 0] = text.slice(0, 10).split('-').map(Number)
  // The calendar repeats itself; the years before 100 are others to `Date`.
  return day <= new Date(Date.UTC(2000 + (year % 400), month, 0)).getUTCDate()
}

const UUID = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i

const FITS: Readonly<Record<ColumnType, Test>> = {
  bigInteger: whole(64),
  binary: () => false,
  boolean: (value) => typeof value === 'boolean',
  csv: text,
  date: onDay(new RegExp(`^${DATE}$`)),
  dateTime: onDay(new RegExp(`^${DATE}[T ]${TIME}$`)),
  decimal: number,
  float: number,
  geometry: () => false,
  hash: text,
  integer: whole(32),
  json: (value) => text(value) && isJson(String(value)),
  string: text,
  text,
  time: matches(new RegExp(`^${TIME}$`)),
  timestamp: onDay(new RegExp(String.raw`^${DATE}[T ]${TIME}(?:Z|[+-]\d\d:\d\d)?$`)),
  uuid: matches(UUID),
  array: text,
  unknown: text,
}

function isJson(value: string): boolean {
  try {
    JSON.parse(value)
    return true
  } catch {
    return false
  }
}
