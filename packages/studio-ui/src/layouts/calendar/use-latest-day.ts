import { useQuery } from '@tanstack/react-query'
import { bothFilters } from '../../filter/filter-tree.js'
import { filterText } from '../../item-table/list-query.js'
import { useStudio } from '../../provider/studio-provider.js'
import { itemsPath } from '../../schema/item-key.js'
import type { Item } from '../../wire/objects.js'
import type { LayoutProps } from '../layout-props.js'
import type { CalendarFields } from './calendar-fields.js'
import type { Day } from './days.js'
import { dayOf } from './item-dates.js'

interface LatestProps extends LayoutProps {
  readonly fields: CalendarFields
}

/** The day of the last item that the search and the filter leave; null where there is none, or it is still read. */
export function useLatestDay({ collection, state, fields: { start } }: LatestProps): Day | null {
  const { client } = useStudio()
  const query = {
    fields: start.name,
    filter: filterText(bothFilters(state.filter ?? null, { [start.name]: { _nnull: true } })),
    search: state.search,
    sort: `-${start.name}`,
    limit: 1,
  }
  const { data } = useQuery({
    queryKey: ['items', collection.id, 'latest', query],
    queryFn: async ({ signal }) =>
      (await client.ask<readonly Item[]>(itemsPath(collection.id), { query, signal })).data,
  })
  const [last] = data ?? []
  return last === undefined ? null : dayOf(last, start)
}
