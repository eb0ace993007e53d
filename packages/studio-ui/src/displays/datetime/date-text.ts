import type { FieldType } from '@relvar/data-model/catalogue'

const DATE: Intl.DateTimeFormatOptions = { day: 'numeric', month: 'short', year: 'numeric' }
const TIME: Intl.DateTimeFormatOptions = { hour: '2-digit', minute: '2-digit' }

/**
 * A value of a date or time type as people read it. Only a `timestamp` is a moment, and is told in the
 * zone of the reader; the others are what the clock or calendar showed, wherever that was.
 */
export function dateText(value: string, type: FieldType, locale: string): string {
  if (type === 'time') return value.replace(/^(\d{2}:\d{2}):00(\.0+)?$/, '$1')
  const date = new Date(
    type === 'timestamp' ? value : `${value.replace(/Z$/, '')}${timeOf(value)}Z`,
  )
  if (Number.isNaN(date.getTime())) return value
  const zone = type === 'timestamp' ? {} : { timeZone: 'UTC' }
  return date.toLocaleString(locale, { ...DATE, ...(type === 'date' ? {} : TIME), ...zone })
}

/** A date alone begins its day. */
function timeOf(value: string): string {
  return /[T ]\d/.test(value) ? '' : 'T00:00:00'
}

const UNITS: readonly (readonly [Intl.RelativeTimeFormatUnit, number])[] = [
  ['year', 31_536_000_000],
  ['month', 2_592_000_000],
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
]

/** How long ago, or how far ahead, in the largest unit that fits. */
export function relativeText(value: string, locale: string, now: number): string {
  const distance = new Date(value).getTime() - now
  if (Number.isNaN(distance)) return value
  const format = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' })
  const [unit, size] = UNITS.find(([, length]) => Math.abs(distance) >= length) ?? ['second', 1000]
  return format.format(Math.round(distance / size), unit)
}
