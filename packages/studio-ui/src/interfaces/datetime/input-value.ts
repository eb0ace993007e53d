import type { FieldType } from '@relvar/data-model/catalogue'

/** The control of a browser for a date or time type. */
export function inputType(type: FieldType): 'date' | 'time' | 'datetime-local' {
  return type === 'date' || type === 'time' ? type : 'datetime-local'
}

/**
 * A value of the wire as the control takes it. A `timestamp` is a moment, and the control shows the clock
 * of a zone, or of the reader; all others stand as they are.
 *
 * @param zone an IANA name; default: the reader's own
 */
export function toInput(value: string, type: FieldType, zone?: string): string {
  if (type !== 'timestamp')
    return value.replace(' ', 'T').replace(/(\.\d+)?(Z|[+-]\d\d:?\d\d)?$/, '')
  const moment = new Date(value)
  if (Number.isNaN(moment.getTime())) return ''
  return new Date(moment.getTime() + aheadOf(moment, zone)).toISOString().slice(0, 19)
}

/** What the control holds as the wire takes it; null where it is empty. */
export function fromInput(text: string, type: FieldType, zone?: string): string | null {
  if (text === '') return null
  if (type !== 'timestamp') return /^\d\d:\d\d$|T\d\d:\d\d$/.test(text) ? `${text}:00` : text
  const moment = zone === undefined ? new Date(text) : momentIn(text, zone)
  return Number.isNaN(moment.getTime()) ? null : moment.toISOString()
}

/** This moment as the wire takes it, by the clock of the reader where the type is no moment. */
export function nowOf(type: FieldType, now: Date, hasSeconds: boolean): string {
  const local = toInput(now.toISOString(), 'timestamp')
  const shown = hasSeconds ? local : `${local.slice(0, 16)}:00`
  if (type === 'date') return shown.slice(0, 10)
  if (type === 'time') return shown.slice(11)
  return fromInput(shown, type) ?? shown
}

/** When a clock of a zone shows this; where the clock is put back, the first time that it does. */
function momentIn(text: string, zone: string): Date {
  const shown = new Date(`${text}Z`)
  if (Number.isNaN(shown.getTime())) return shown
  const DAY = 86_400_000
  // The clock goes by what held a day before or by what holds a day later.
  const candidates = [-DAY, DAY].map(
    (away) => new Date(shown.getTime() - aheadOf(new Date(shown.getTime() + away), zone)),
  )
  const found = candidates.find((each) => each.getTime() + aheadOf(each, zone) === shown.getTime())
  return found ?? new Date(shown.getTime() - aheadOf(shown, zone))
}

/** How far a clock is ahead of UTC, in milliseconds. */
function aheadOf(moment: Date, zone: string | undefined): number {
  if (zone === undefined) return moment.getTimezoneOffset() * -60_000
  const parts = new Intl.DateTimeFormat('en', { ...CLOCK, timeZone: zone }).formatToParts(moment)
  const of = (type: string): number => Number(parts.find((part) => part.type === type)?.value)
  const shown = Date.UTC(
    of('year'),
    of('month') - 1,
    of('day'),
    of('hour'),
    of('minute'),
    of('second'),
  )
  return shown - Math.floor(moment.getTime() / 1000) * 1000
}

const CLOCK: Intl.DateTimeFormatOptions = {
  hourCycle: 'h23',
  year: 'numeric',
  month: 'numeric',
  day: 'numeric',
  hour: 'numeric',
  minute: 'numeric',
  second: 'numeric',
}
