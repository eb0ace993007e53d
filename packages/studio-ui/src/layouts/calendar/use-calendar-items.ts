import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { bothFilters, type FilterJson } from '../../filter/filter-tree.js'
import { useListColumns } from '../../item-table/list-columns.js'
import { filterText } from '../../item-table/list-query.js'
import { useStudio } from '../../provider/studio-provider.js'
import { itemKey, itemsPath, keyPaths } from '../../schema/item-key.js'
import type { StudioField } from '../../schema/studio-field.js'
import { pathsOf } from '../../schema/template.js'
import type { Item } from '../../wire/objects.js'
import type { LayoutProps } from '../layout-props.js'
import type { CalendarFields } from './calendar-fields.js'
import { addDays, type Day } from './days.js'
import { daysOf } from './item-dates.js'
import type { PlacedItem } from './lanes.js'
import type { DateChange } from './use-date-changes.js'

interface CalendarProps extends LayoutProps {
  readonly fields: CalendarFields
}

/** What is on some days. */
export interface CalendarItems {
  /** What names an item. */
  readonly template: string
  readonly placed: readonly PlacedItem[]
  readonly error: Error | null
  /** There are more than were read. */
  readonly isCut: boolean
  /** It is known that there is nothing on these days. */
  readonly isEmpty: boolean
}

/** So many are read. */
interface Wanted {
  readonly days: readonly Day[]
  readonly limit: number
  /** What is shown ahead of the server. */
  readonly pending: readonly DateChange[]
}

/** The items of the days that are seen. */
export function useCalendarItems(
  { collection, state, fields, options }: CalendarProps,
  { days, limit, pending }: Wanted,
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
    placed: (data ?? []).flatMap((read) => {
      const item = withPending(read, itemKey(collection, read), pending)
      const taken = daysOf(item, fields)
      return taken === null ? [] : [{ ...taken, item }]
    }),
    error,
    isCut: data?.length === limit,
    isEmpty: data?.length === 0 && !isPlaceholderData,
  }
}

function withPending(item: Item, key: string | null, pending: readonly DateChange[]): Item {
  return pending
    .filter((change) => change.key === key)
    .reduce((now, { dates }) => ({ ...now, ...dates }), item)
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
