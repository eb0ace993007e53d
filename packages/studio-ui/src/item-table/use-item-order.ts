import { type QueryKey, useMutation, useQueryClient } from '@tanstack/react-query'
import { useStudio } from '../provider/studio-provider.js'
import { itemKey } from '../schema/item-key.js'
import type { StudioCollection } from '../schema/studio-collection.js'
import type { Item } from '../wire/objects.js'

/** How items are put in order by hand. */
export interface ItemOrder {
  /** Puts an item in the place of another, both by their keys. */
  readonly move: (key: string, to: string) => void
  /** Why the last one could not be moved. */
  readonly error: Error | null
}

interface Move {
  readonly key: string
  readonly to: string
}

/**
 * Moves items in the order of the collection's sort field. A page of them shows it at once, and goes back
 * where the server refuses.
 *
 * @param page the key of the query that holds the items that are seen
 */
export function useItemOrder(collection: StudioCollection, page: QueryKey): ItemOrder {
  const { client } = useStudio()
  const queries = useQueryClient()
  const { mutate, error } = useMutation({
    // One after another: each counts on the places that the one before has made.
    scope: { id: `order ${collection.id}` },
    mutationFn: ({ key, to }: Move) =>
      client.ask(`/utils/sort/${encodeURIComponent(collection.id)}`, {
        method: 'POST',
        body: { item: keyValue(collection, key), to: keyValue(collection, to) },
      }),
    onMutate: async (move) => {
      await queries.cancelQueries({ queryKey: page })
      queries.setQueryData<readonly Item[]>(
        page,
        (items) => items && moved(collection, items, move),
      )
    },
    onSettled: () => queries.invalidateQueries({ queryKey: ['items', collection.id] }),
  })
  return { move: (key, to) => mutate({ key, to }), error }
}

/** In a body a key of one column is the value itself. */
function keyValue({ primaryKey }: StudioCollection, key: string): string {
  return primaryKey.length === 1 ? decodeURIComponent(key) : key
}

function moved(
  collection: StudioCollection,
  items: readonly Item[],
  { key, to }: Move,
): readonly Item[] {
  const keys = items.map((item) => itemKey(collection, item))
  const [from, place] = [keys.indexOf(key), keys.indexOf(to)]
  const item = items[from]
  if (item === undefined || place < 0) return items
  return items.toSpliced(from, 1).toSpliced(place, 0, item)
}
