import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { bothFilters, type FilterJson } from '../../filter/filter-tree.js'
import { toInput } from '../../interfaces/datetime/input-value.js'
import { useListColumns } from '../../item-table/list-columns.js'
import { filterText } from '../../item-table/list-query.js'
import { useStudio } from '../../provider/studio-provider.js'
import { itemsPath, keyPaths } from '../../schema/item-key.js'
import type { StudioField } from '../../schema/studio-field.js'
import { pathsOf } from '../../schema/template.js'
import type { Item } from '../../wire/objects.js'
import type { LayoutProps } from '../layout-props.js'
import type { CalendarFields } from './calendar-fields.js'
import { addDays, type Day, daysFrom } from './days.js'

interface CalendarProps extends LayoutProps {
  readonly fields: CalendarFields
}

/** What is on some days. */
export interface CalendarItems {
  /** What names an item. */
  readonly template: string
  readonly byDay: ReadonlyMap<Day, readonly Item[]>
  readonly error: Error | null
  /** There are more than were read. */
  readonly isCut: boolean
  /** It is known that there is nothing on these days. */
  readonly isEmpty: boolean
}

/** The items of the days that are seen. */
export function useCalendarItems(
  { collection, state, fields, options }: CalendarProps,
  days: readonly Day[],
  limit: number,
): CalendarItems {
  const { client } = useStudio()
  const { start, end } = fields
  const said = options['template']
  const template = typeof said === 'string' && said !== '' ? said : collection.template
  // A path that is not there, or is half written, reads nothing.
  const named = useListColumns(collection, pathsOf(template)).map(({ path }) => path)
  const dates = end === null ? [start.name] : [start.name, end.name]
  const query = {
    fields: [...new Set([...keyPaths(collection, named), ...dates, ...named])].join(','),
    filter: filterText(bothFilters(state.filter ?? null, rangeOf(fields, days))),
    search: state.search,
    sort: start.name,
    limit,
  }
  const { data, error, isPlaceholderData } = useQuery({
    queryKey: ['items', collection.id, 'calendar', query],
    queryFn: async ({ signal }) =>
      (await client.ask<readonly Item[]>(itemsPath(collection.id), { query, signal })).data,
    placeholderData: keepPreviousData,
  })
  return {
    template,
    byDay: byDayOf(data ?? [], fields, days),
    error,
    isCut: data?.length === limit,
    isEmpty: data?.length === 0 && !isPlaceholderData,
  }
}

/** Items by each of the days that they take. */
export function byDayOf(
  items: readonly Item[],
  { start, end }: CalendarFields,
  days: readonly Day[],
): ReadonlyMap<Day, readonly Item[]> {
  const [first = '', last = ''] = [days[0], days.at(-1)]
  const byDay = new Map<Day, Item[]>()
  for (const item of items) {
    const begins = dayOf(item, start)
    if (begins === null) continue
    const ends = (end === null ? null : dayOf(item, end)) ?? begins
    // What was read for other days is shown until these are read.
    if (begins > last || ends < first) continue
    for (const day of daysFrom(begins < first ? first : begins, ends > last ? last : ends))
      byDay.set(day, [...(byDay.get(day) ?? []), item])
  }
  return byDay
}

/** The day of a date, by the clock of the reader where it is a moment. */
export function dayOf(item: Item, { name, type }: StudioField): Day | null {
  const value = item[name]
  return typeof value === 'string' ? toInput(value, type).slice(0, 10) : null
}

/** What begins before the end of the last day, and ends, or else begins, on the first or later. */
function rangeOf({ start, end }: CalendarFields, days: readonly Day[]): FilterJson {
  const first = days[0] ?? ''
  const after = addDays(days.at(-1) ?? first, 1)
  const begins = { [start.name]: { _gte: edgeOf(first, start) } }
  const reaches =
    end === null ? begins : { _or: [begins, { [end.name]: { _gte: edgeOf(first, end) } }] }
  return { _and: [reaches, { [start.name]: { _lt: edgeOf(after, start) } }] }
}

/** Where a day begins; moments by the clock of the reader. */
function edgeOf(day: Day, { type }: StudioField): string {
  if (type === 'date') return day
  return type === 'timestamp' ? new Date(`${day}T00:00:00`).toISOString() : `${day}T00:00:00`
}
