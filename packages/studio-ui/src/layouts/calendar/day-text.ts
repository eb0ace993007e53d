import type { Day } from './days.js'

/** A day as the reader's language writes it. */
export function dayText(day: Day, options: Intl.DateTimeFormatOptions, locale: string): string {
  return new Date(`${day}T00:00:00Z`).toLocaleDateString(locale, { ...options, timeZone: 'UTC' })
}
