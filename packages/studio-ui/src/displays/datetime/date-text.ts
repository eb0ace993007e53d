import type { FieldType } from '@relvar/data-model/catalogue'
import type { Options } from '../../schema/studio-field.js'
import { writePattern } from './date-pattern.js'

const DATE: Intl.DateTimeFormatOptions = { day: 'numeric', month: 'short', year: 'numeric' }
const TIME: Intl.DateTimeFormatOptions = { hour: '2-digit', minute: '2-digit' }

/**
 * A value of a date or time type as people read it. Only a `timestamp` is a moment, and is told in the
 * zone of the reader, or in one that the field names; the others are what the clock or calendar showed, wherever
 * that was.
 *
 * @param options `format` (`long`, `short` or a pattern such as `d MMM yyyy`), `includeSeconds`, `use24`, `tz`
 */
export function dateText(
  value: string,
  type: FieldType,
  locale: string,
  options: Options = {},
): string {
  const isTime = type === 'time'
  if (isTime && isPlain(options)) return value.replace(/^(\d{2}:\d{2}):00(\.0+)?$/, '$1')
  const date = momentOf(value, type)
  if (Number.isNaN(date.getTime())) return value
  const { format } = options
  const zone: Intl.DateTimeFormatOptions =
    type === 'timestamp' ? zoneOf(options['tz']) : { timeZone: 'UTC' }
  if (typeof format === 'string' && !['', 'long', 'short'].includes(format))
    return writePattern(format, date, locale, zone)
  const day: Intl.DateTimeFormatOptions =
    format === 'short' ? { day: '2-digit', month: '2-digit', year: 'numeric' } : DATE
  return date.toLocaleString(locale, {
    ...(!isTime && day),
    ...(type !== 'date' && clockOf(options)),
    ...zone,
  })
}

/** A time is written as it is, unless somebody wants it otherwise. */
function isPlain({ format, includeSeconds, use24 }: Options): boolean {
  const isPattern = typeof format === 'string' && !['', 'long', 'short'].includes(format)
  return !isPattern && includeSeconds !== true && typeof use24 !== 'boolean'
}

function clockOf({ includeSeconds, use24 }: Options): Intl.DateTimeFormatOptions {
  return {
    ...TIME,
    ...(includeSeconds === true && { second: '2-digit' }),
    ...(typeof use24 === 'boolean' && (use24 ? { hourCycle: 'h23' } : { hour12: true })),
  }
}

function momentOf(value: string, type: FieldType): Date {
  if (type === 'timestamp') return new Date(value)
  const local = value.replace(/Z$/, '')
  if (type === 'time') return new Date(`1970-01-01T${local}Z`)
  // A date alone begins its day.
  return new Date(`${local}${/[T ]\d/.test(local) ? '' : 'T00:00:00'}Z`)
}

/** The zone of that name; undefined, which is the reader's own, where none is named or none of that name is known. */
export function zoneNamed(name: unknown): string | undefined {
  if (typeof name !== 'string' || name === '') return undefined
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone
  } catch (error) {
    if (error instanceof RangeError) return undefined
    throw error
  }
}

function zoneOf(name: unknown): Intl.DateTimeFormatOptions {
  const timeZone = zoneNamed(name)
  return timeZone === undefined ? {} : { timeZone }
}
