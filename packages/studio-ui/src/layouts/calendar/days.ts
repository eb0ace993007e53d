/** How much of a calendar is seen at once; a list has the days of a month on which there is something. */
export type Span = 'month' | 'week' | 'day' | 'list'

/** A day as the calendar of the wire has it: `2026-11-23`. */
export type Day = string

const LENGTH = 86_400_000

function timeOf(day: Day): number {
  return Date.parse(`${day}T00:00:00Z`)
}

function dayOf(time: number): Day {
  return new Date(time).toISOString().slice(0, 10)
}

export function addDays(day: Day, number: number): Day {
  return dayOf(timeOf(day) + number * LENGTH)
}

/** The first of the week that a day lies in. @param first 0 is Sunday */
function startOfWeek(day: Day, first: number): Day {
  return addDays(day, -((new Date(timeOf(day)).getUTCDay() - first + 7) % 7))
}

/** The days that are shown around one: whole weeks of its month, its week, or itself. */
export function daysAround(day: Day, span: Span, first: number): readonly Day[] {
  if (span === 'day') return [day]
  if (span === 'week') return row(startOfWeek(day, first), 7)
  const begin = `${day.slice(0, 8)}01`
  const last = addDays(addMonths(begin, 1), -1)
  if (span === 'list') return daysFrom(begin, last)
  const start = startOfWeek(begin, first)
  const weeks = Math.ceil((timeOf(last) - timeOf(start) + LENGTH) / (7 * LENGTH))
  return row(start, weeks * 7)
}

function row(start: Day, length: number): readonly Day[] {
  return Array.from({ length }, (_, index) => addDays(start, index))
}

/** From one day through another; the first alone where the other lies before it. */
export function daysFrom(first: Day, last: Day): readonly Day[] {
  return row(first, Math.max(0, daysBetween(first, last)) + 1)
}

/** How many days one lies after another. */
export function daysBetween(day: Day, other: Day): number {
  return Math.round((timeOf(other) - timeOf(day)) / LENGTH)
}

/** The same day some months on, or the last of a month that is too short for it. */
export function addMonths(day: Day, number: number): Day {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number)
  const last = new Date(Date.UTC(year, month + number, 0)).getUTCDate()
  return dayOf(Date.UTC(year, month - 1 + number, Math.min(date, last)))
}

/** A step forth or back. */
export function step(day: Day, span: Span, way: -1 | 1): Day {
  if (span === 'month' || span === 'list') return addMonths(day, way)
  return addDays(day, span === 'week' ? 7 * way : way)
}

/** Today, by the clock of the reader. */
export function today(now: Date): Day {
  return dayOf(now.getTime() - now.getTimezoneOffset() * 60_000)
}
