import {
  keepPreviousData,
  type QueryKey,
  useQuery,
  type UseQueryResult,
} from '@tanstack/react-query'
import { useStudio } from '../provider/studio-provider.js'
import { itemsPath } from '../schema/item-key.js'
import type { StudioCollection } from '../schema/studio-collection.js'
import type { Item } from '../wire/objects.js'
import type { ListColumn } from './list-columns.js'
import { filterText, listQuery, type ListState } from './list-query.js'

/** Under which a page of items is kept. */
export function itemsQueryKey(
  collection: StudioCollection,
  columns: readonly ListColumn[],
  state: ListState,
): QueryKey {
  return ['items', collection.id, 'list', listQuery(collection, columns, state)]
}

/** A page of items. The page before it stays until it is there. */
export function useItems(
  collection: StudioCollection,
  columns: readonly ListColumn[],
  state: ListState,
): UseQueryResult<readonly Item[]> {
  const { client } = useStudio()
  const query = listQuery(collection, columns, state)
  return useQuery({
    queryKey: itemsQueryKey(collection, columns, state),
    queryFn: async ({ signal }) =>
      (await client.ask<readonly Item[]>(itemsPath(collection.id), { query, signal })).data,
    placeholderData: (previous, before) =>
      before?.queryKey[1] === collection.id ? keepPreviousData(previous) : undefined,
  })
}

/** How many items there are; it is asked for beside the page, which does not wait for it. */
export function useItemCount(
  collection: string,
  { search, filter }: Pick<ListState, 'search' | 'filter'>,
): number | null {
  const { client } = useStudio()
  const { data } = useQuery({
    queryKey: ['items', collection, 'count', search, filter ?? null],
    queryFn: async ({ signal }) => {
      const query = { limit: 0, meta: 'filter_count', search, filter: filterText(filter) }
      const { meta } = await client.ask<readonly Item[]>(itemsPath(collection), { query, signal })
      return meta?.filter_count ?? null
    },
    retry: false,
  })
  return data ?? null
}
