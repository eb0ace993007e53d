import type { ColumnType } from '@relvar/schema-introspect/model'
import { UUID } from './template.js'

/** A value that does not fit its type; callers turn it into the error of their place. */
export class ValueError extends Error {
  override readonly name = 'ValueError'
  /** `range` where the kind of value is right but it is too large or small. */
  readonly problem: 'type' | 'range'

  constructor(message: string, problem: 'type' | 'range' = 'type') {
    super(message)
    this.problem = problem
  }
}

const INTEGER = /^[+-]?\d{1,40}$/
const NUMBER = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d{1,4})?$/
/** As they stand in JSON, which has no numbers for them. Dialects refuse what their database has not. */
const NOT_FINITE: ReadonlySet<string> = new Set(['Infinity', '-Infinity', 'NaN'])
const TRUE_WORDS = new Set(['true', 't', 'yes', 'y', 'on', '1'])
const FALSE_WORDS = new Set(['false', 'f', 'no', 'n', 'off', '0'])

/**
 * Reads a value as a column's type wants it: numbers from numeric text, dates from ISO text, and so
 * on. Whole numbers and decimals keep every digit: they come back as text when a double would not do.
 *
 * @throws ValueError when the value is of another kind
 */
export function toValue(type: ColumnType, value: unknown): unknown {
  switch (type) {
    case 'integer':
      return toInteger(value)
    case 'bigInteger':
      return String(toInteger(value))
    case 'decimal':
      return toDecimal(value)
    case 'float':
      return toFloat(value)
    case 'boolean':
      return toBoolean(value)
    case 'date':
    case 'dateTime':
    case 'timestamp':
    case 'time':
      return toTemporal(type, value)
    case 'uuid':
      return toUuid(value)
    case 'binary':
      return toBase64(value)
    case 'json':
    case 'array':
    case 'geometry':
      return value
    default:
      return toText(value)
  }
}

function toInteger(value: unknown): number | string {
  if (typeof value === 'bigint') return fromDigits(value.toString())
  if (typeof value === 'number' && Number.isInteger(value)) {
    if (!Number.isSafeInteger(value))
      throw new ValueError(`${value} cannot be told exactly as a number; send it as text`, 'range')
    return value
  }
  if (typeof value === 'string' && INTEGER.test(value.trim())) return fromDigits(value.trim())
  throw new ValueError(`${show(value)} is no whole number`)
}

/** Base64 as RFC 4648 has it; line breaks, as MIME writes them, are left out. */
function toBase64(value: unknown): string {
  const text = typeof value === 'string' ? value.replace(/[\r\n]/g, '') : null
  if (text !== null && text.length % 4 === 0 && /^[A-Za-z0-9+/]*={0,2}$/.test(text)) return text
  throw new ValueError(`${show(value)} is no base64`)
}

const SMALLEST = -(2n ** 63n)
const LARGEST_UNSIGNED = 2n ** 64n - 1n

function fromDigits(text: string): number | string {
  const number = Number(text)
  if (Number.isSafeInteger(number)) return number
  const exact = BigInt(text.replace(/^\+/, ''))
  if (exact < SMALLEST || exact > LARGEST_UNSIGNED) {
    throw new ValueError(
      `${show(text)} is larger than any whole number that a database holds`,
      'range',
    )
  }
  return exact.toString()
}

function toDecimal(value: unknown): string {
  if (typeof value === 'bigint') return value.toString()
  if (typeof value === 'number' && Number.isFinite(value)) return plainDigits(String(value))
  if (typeof value === 'string' && (NUMBER.test(value.trim()) || NOT_FINITE.has(value)))
    return plainDigits(value.trim())
  throw new ValueError(`${show(value)} is no number`)
}

const WITH_EXPONENT = /^([+-]?)(\d*)\.?(\d*)[eE]([+-]?\d+)$/

/** More digits than any decimal has. */
const FARTHEST_EXPONENT = 400

/**
 * `1.5e3` as `1500`: not every database reads an exponent as an exact number.
 *
 * @see https://learn.microsoft.com/en-us/sql/t-sql/functions/cast-and-convert-transact-sql
 */
function plainDigits(text: string): string {
  const [, sign = '', whole = '', fraction = '', exponent] = WITH_EXPONENT.exec(text) ?? []
  if (exponent === undefined || Math.abs(Number(exponent)) > FARTHEST_EXPONENT) return text
  const digits = whole + fraction
  const point = whole.length + Number(exponent)
  if (point <= 0) return `${sign}0.${'0'.repeat(-point)}${digits}`
  if (point >= digits.length) return sign + digits.padEnd(point, '0')
  return `${sign}${digits.slice(0, point)}.${digits.slice(point)}`
}

function toFloat(value: unknown): number {
  if (typeof value === 'bigint') return Number(value)
  if (typeof value === 'string' && NOT_FINITE.has(value)) return Number(value)
  const number = typeof value === 'string' && NUMBER.test(value.trim()) ? Number(value) : value
  if (typeof number !== 'number' || !Number.isFinite(number))
    throw new ValueError(`${show(value)} is no number`)
  return number
}

function toBoolean(value: unknown): boolean {
  if (typeof value === 'boolean') return value
  if (value === 1 || value === 0) return value === 1
  const word = typeof value === 'string' ? value.trim().toLowerCase() : ''
  if (TRUE_WORDS.has(word)) return true
  if (FALSE_WORDS.has(word)) return false
  throw new ValueError(`${show(value)} is neither true nor false`)
}

function toUuid(value: unknown): string {
  if (typeof value === 'string' && UUID.test(value.trim())) return value.trim().toLowerCase()
  throw new ValueError(`${show(value)} is no UUID`)
}

function toText(value: unknown): string {
  if (typeof value === 'string') return value
  if (typeof value === 'number' || typeof value === 'boolean' || typeof value === 'bigint')
    return String(value)
  if (value instanceof Date) return value.toISOString()
  throw new ValueError(`${show(value)} is no text`)
}

type TemporalType = 'date' | 'dateTime' | 'timestamp' | 'time'

const DATE = '(\\d{4})-(\\d{2})-(\\d{2})'
const CLOCK = '(\\d{2}):(\\d{2})(?::(\\d{2})(\\.\\d{1,9})?)?'
const ZONE = '(Z|[+-]\\d{2}(?::?\\d{2})?)?'
const MOMENT = new RegExp(`^${DATE}(?:[T ]${CLOCK}\\s?${ZONE})?$`, 'i')
const TIME = new RegExp(`^(?:${DATE}[T ])?${CLOCK}\\s?${ZONE}$`, 'i')
/** Of MySQL and MariaDB, a time is a span of up to 35 days as well. */
const SPAN = /^(-?)(\d{2,3}):(\d{2}):(\d{2})(\.\d{1,9})?$/
const HOURS_OF_DAY = 24
const LONGEST_SPAN_HOURS = 838
/** What PostgreSQL has beyond the years 1 to 9999, as it writes it. */
const FAR_MOMENT =
  /^(?:-?infinity|(?:\d{5,6}-\d{2}-\d{2}|\d{4,6}-\d{2}-\d{2}(?=.* BC$))(?:[T ][\d:.]{8,15}(?:Z|[+-]\d{2}(?::\d{2})?)?)?(?: BC)?)$/

function toTemporal(type: TemporalType, value: unknown): string {
  const text = value instanceof Date && !Number.isNaN(value.getTime()) ? value.toISOString() : value
  if (typeof text !== 'string') throw new ValueError(`${show(value)} is no ${type}`)
  if (type === 'time') return toTime(text.trim())
  if (type === 'timestamp' && isInstant(text)) return text
  if (FAR_MOMENT.test(text)) return text
  const match = MOMENT.exec(text.trim())
  if (match === null || !existsInCalendar(match))
    throw new ValueError(`${show(value)} is no ${type}`)
  const [, year, month, day, hour = '00', minute = '00', second = '00', fraction = '', zone] = match
  const date = `${year}-${month}-${day}`
  if (type === 'date') return date
  const local = `${date}T${hour}:${minute}:${second}${fraction}`
  return type === 'dateTime' ? local : toUtc(`${date}T${hour}:${minute}:${second}`, fraction, zone)
}

/** Whether a text is a moment as JavaScript writes it, as `$NOW` is, which many rules name. */
function isInstant(text: string): boolean {
  if (text === lastInstant) return true
  if (!INSTANT.test(text)) return false
  const moment = new Date(text)
  // A day that its month has not is taken for one of the next.
  const exists =
    !Number.isNaN(moment.getTime()) && moment.getUTCDate() === Number(text.slice(8, 10))
  if (exists) lastInstant = text
  return exists
}

/** What many requests of one millisecond ask for. */
let lastInstant = ''
const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/

function toTime(text: string): string {
  const span = SPAN.exec(text)
  if (span !== null && (span[1] === '-' || Number(span[2]) > HOURS_OF_DAY)) return toSpan(span)
  const match = TIME.exec(text)
  const [, , , , hour = '', minute = '', second = '00', fraction = ''] = match ?? []
  const valid =
    match !== null && Number(hour) <= HOURS_OF_DAY && Number(minute) < 60 && Number(second) < 60
  if (!valid) throw new ValueError(`${show(text)} is no time`)
  return `${hour}:${minute}:${second}${fraction}`
}

function toSpan(span: RegExpExecArray): string {
  const [text, , hours, minutes, seconds] = span
  const exists = Number(hours) <= LONGEST_SPAN_HOURS && Number(minutes) < 60 && Number(seconds) < 60
  if (!exists) throw new ValueError(`${show(text)} is no time`)
  return text
}

function existsInCalendar(match: RegExpExecArray): boolean {
  const [, year, month, day, hour = '0', minute = '0', second = '0'] = match
  const date = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)))
  date.setUTCFullYear(Number(year))
  const days = date.getUTCMonth() === Number(month) - 1 && date.getUTCDate() === Number(day)
  return days && Number(hour) < 24 && Number(minute) < 60 && Number(second) < 60
}

/** A moment without a zone is taken as UTC. The fraction is kept digit by digit. */
function toUtc(local: string, fraction: string, zone: string | undefined): string {
  const offset =
    zone === undefined || /^z$/i.test(zone)
      ? 'Z'
      : zone.replace(/^([+-]\d{2}):?(\d{2})?$/, (_, h, m) => `${h}:${m ?? '00'}`)
  const moment = new Date(`${local}${offset}`)
  if (Number.isNaN(moment.getTime())) throw new ValueError(`"${local}${zone}" is no timestamp`)
  return `${moment.toISOString().slice(0, 19)}${fraction}Z`
}

/**
 * Refuses what only some databases hold: numbers that are not finite, dates before the year 1, after
 * 9999 or at no end, times of more than a day. Databases without a check of their own would keep
 * them as something else.
 *
 * @throws ValueError
 */
export function assertOrdinary(type: ColumnType, value: unknown): void {
  switch (type) {
    case 'float':
    case 'decimal':
      if (value === 'NaN' || Math.abs(Number(value)) === Infinity || Number.isNaN(value))
        throw new ValueError(`${show(value)} is no number that this database holds`)
      return
    case 'date':
    case 'dateTime':
    case 'timestamp':
      if (typeof value === 'string' && FAR_MOMENT.test(value))
        throw new ValueError(`${show(value)} is no ${type} that this database holds`)
      return
    default:
  }
}

/** @throws ValueError for a time that is none of a day */
export function assertTimeOfDay(value: unknown): void {
  if (
    typeof value === 'string' &&
    (value.startsWith('-') || Number.parseInt(value, 10) > HOURS_OF_DAY)
  )
    throw new ValueError(`${show(value)} is no time of a day`)
}

function show(value: unknown): string {
  if (Array.isArray(value)) return 'A list'
  if (typeof value === 'object') return 'An object'
  const text = typeof value === 'string' ? `"${value}"` : String(value)
  return text.length > 60 ? `${text.slice(0, 57)}..."` : text
}
