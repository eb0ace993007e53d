import { useQuery, type UseQueryResult } from '@tanstack/react-query'
import { useStudio } from '../provider/studio-provider.js'
import { itemPath } from '../schema/item-key.js'
import type { Item } from '../wire/objects.js'
import type { WireClient } from '../wire/wire-client.js'

/** An item as it was read, and what stands for it as it was then. */
export interface ItemRecord {
  readonly item: Item
  readonly etag?: string | undefined
}

interface ItemQuery {
  readonly queryKey: readonly ['items', string, 'item', string]
  readonly queryFn: (context: { readonly signal: AbortSignal }) => Promise<ItemRecord>
  readonly retry: false
}

/** How an item is read with the values of its own fields. */
export function itemQuery(client: WireClient, collection: string, key: string): ItemQuery {
  return {
    queryKey: ['items', collection, 'item', key],
    queryFn: async ({ signal }): Promise<ItemRecord> => {
      const { data, etag } = await client.ask<Item>(itemPath(collection, key), { signal })
      return { item: data, etag }
    },
    // It is gone, or was never there to be seen: asking again does not bring it back.
    retry: false,
  }
}

/** An item with the values of its own fields; `key` null is none. */
export function useItem(collection: string, key: string | null): UseQueryResult<ItemRecord> {
  const { client } = useStudio()
  return useQuery({ ...itemQuery(client, collection, key ?? ''), enabled: key !== null })
}
