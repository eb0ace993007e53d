import { fromInput, toInput } from '../../interfaces/datetime/input-value.js'
import type { StudioField } from '../../schema/studio-field.js'
import type { Item } from '../../wire/objects.js'
import type { CalendarFields } from './calendar-fields.js'
import { addDays, type Day, daysBetween } from './days.js'

/** What of an item goes to other days: all of it, or where it begins or ends. */
export type Edge = 'all' | 'start' | 'end'

/** The days that an item takes. */
export interface ItemDays {
  readonly first: Day
  readonly last: Day
}

/** null where an item has no date. */
export function daysOf(item: Item, { start, end }: CalendarFields): ItemDays | null {
  const first = dayOf(item, start)
  if (first === null) return null
  const last = end === null ? null : dayOf(item, end)
  return { first, last: last === null || last < first ? first : last }
}

/** The day of a date, by the clock of the reader where it is a moment. */
export function dayOf(item: Item, field: StudioField): Day | null {
  return textOf(item, field)?.slice(0, 10) ?? null
}

/** The time of day at which an item begins, as `09:30`; null where dates have none. */
export function timeOf(item: Item, { start }: CalendarFields): string | null {
  return textOf(item, start)?.slice(11, 16) || null
}

/**
 * What is written where an item, or an edge of it, goes some days further; null where it stays. Times stay; an end
 * goes no further than the start, and a start no further than the end.
 */
export function dateChange(
  item: Item,
  edge: Edge,
  days: number,
  fields: CalendarFields,
): Item | null {
  const { start, end } = fields
  if (days === 0) return null
  if (edge === 'all') {
    const dates = end === null ? [start] : [start, end]
    return Object.fromEntries(
      dates.map((date) => [date.name, shifted(item[date.name], date, days)]),
    )
  }
  const from = textOf(item, start)
  if (from === null || end === null) return null
  const to = textOf(item, end) ?? ofType(from, end)
  return edge === 'end'
    ? movedText(to, days, end, (text) => !isBefore(text, from))
    : movedText(from, days, start, (text) => !isBefore(to, text))
}

/** As far as may be, in whole days. */
function movedText(
  text: string,
  days: number,
  { name, type }: StudioField,
  isAllowed: (text: string) => boolean,
): Item | null {
  for (let left = days; left !== 0; left -= Math.sign(days)) {
    const moved = later(text, left)
    if (isAllowed(moved)) return { [name]: fromInput(moved, type) }
  }
  return null
}

/** Where one of them has no time, days are compared. */
function isBefore(text: string, other: string): boolean {
  const length = Math.min(text.length, other.length)
  return text.slice(0, length) < other.slice(0, length)
}

function later(text: string, days: number): string {
  return `${addDays(text.slice(0, 10), days)}${text.slice(10)}`
}

function ofType(text: string, { type }: StudioField): string {
  if (type === 'date') return text.slice(0, 10)
  return text.length > 10 ? text : `${text}T00:00:00`
}

/** The same time of another day; nothing stays nothing. */
function shifted(value: unknown, { type }: StudioField, days: number): string | null {
  return typeof value === 'string' ? fromInput(later(toInput(value, type), days), type) : null
}

function textOf(item: Item, { name, type }: StudioField): string | null {
  const value = item[name]
  const text = typeof value === 'string' ? toInput(value, type) : ''
  return text === '' ? null : text
}

/** How far an edge of an item lies from a day. */
export function daysTo(day: Day, edge: Edge, { first, last }: ItemDays, grabbed: Day): number {
  if (edge === 'all') return daysBetween(grabbed, day)
  return daysBetween(edge === 'start' ? first : last, day)
}
