import { useQuery, type UseQueryResult } from '@tanstack/react-query'
import { useStudio } from '../provider/studio-provider.js'
import { itemPath } from '../schema/item-key.js'
import type { Item } from '../wire/objects.js'

/** An item with the values of its own fields; `key` null is none. */
export function useItem(collection: string, key: string | null): UseQueryResult<Item> {
  const { client } = useStudio()
  return useQuery({
    queryKey: ['items', collection, 'item', key],
    enabled: key !== null,
    queryFn: async ({ signal }) =>
      (await client.ask<Item>(itemPath(collection, key ?? ''), { signal })).data,
    // It is gone, or was never there to be seen: asking again does not bring it back.
    retry: false,
  })
}
