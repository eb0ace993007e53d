import type { Day } from './days.js'

/** A day as the reader's language writes it. */
export function dayText(day: Day, options: Intl.DateTimeFormatOptions, locale: string): string {
  return new Date(`${day}T00:00:00Z`).toLocaleDateString(locale, { ...options, timeZone: 'UTC' })
}

/** A time of day, `09:30`, as the reader's language writes it. */
export function timeText(time: string, locale: string): string {
  const options = { timeStyle: 'short', timeZone: 'UTC' } as const
  return new Date(`1970-01-01T${time}:00Z`).toLocaleTimeString(locale, options)
}
