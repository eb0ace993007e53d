import type { Item } from '../../wire/objects.js'
import type { Day } from './days.js'
import type { ItemDays } from './item-dates.js'

/** An item, and the days that it takes. */
export interface PlacedItem extends ItemDays {
  readonly item: Item
}

/** What stands on a day, from above; null keeps the place of what goes on below it. */
export type Lanes = readonly (PlacedItem | null)[]

/**
 * What stands on each day of a row: an item that takes several keeps its place on all of them. The longer of those
 * that begin together stands above.
 */
export function lanesOf(
  items: readonly PlacedItem[],
  days: readonly Day[],
): ReadonlyMap<Day, Lanes> {
  const [first = '', last = ''] = [days[0], days.at(-1)]
  const begin = (placed: PlacedItem): Day => (placed.first < first ? first : placed.first)
  const seen = items
    .filter((placed) => placed.first <= last && placed.last >= first)
    .toSorted((one, other) => compare(begin(one), begin(other)) || compare(other.last, one.last))
  /** The last day that is taken, by lane. */
  const taken: Day[] = []
  const byDay = new Map<Day, (PlacedItem | null)[]>(days.map((day) => [day, []]))
  for (const placed of seen) {
    const free = taken.findIndex((until) => until < begin(placed))
    const lane = free < 0 ? taken.length : free
    taken[lane] = placed.last
    for (const day of days.filter((each) => each >= placed.first && each <= placed.last)) {
      const lanes = byDay.get(day) ?? []
      while (lanes.length < lane) lanes.push(null)
      lanes[lane] = placed
    }
  }
  return byDay
}

function compare(one: Day, other: Day): number {
  return one < other ? -1 : one > other ? 1 : 0
}

/** Days in rows of so many. */
export function rowsOfDays(days: readonly Day[], length: number): readonly (readonly Day[])[] {
  return Array.from({ length: Math.ceil(days.length / length) }, (_, row) =>
    days.slice(row * length, (row + 1) * length),
  )
}
