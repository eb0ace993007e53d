import { useQuery } from '@tanstack/react-query'
import { useStudio } from '../provider/studio-provider.js'
import { itemPath } from '../schema/item-key.js'
import type { StudioCollection } from '../schema/studio-collection.js'
import { pathsOf, writeTemplate } from '../schema/template.js'
import type { Item } from '../wire/objects.js'

/**
 * What an item is called; its key where nothing names it. Names of items that it links to are read for it, and
 * until they are there it is called by its own values.
 *
 * @param key null of a new item
 */
export function useItemName(
  { id, nameTemplate }: StudioCollection,
  key: string | null,
  item: Item | null,
): string {
  const { client } = useStudio()
  const paths = pathsOf(nameTemplate)
  const { data } = useQuery({
    queryKey: ['items', id, 'name', key, nameTemplate],
    enabled: key !== null && paths.some((path) => path.includes('.')),
    queryFn: async ({ signal }) => {
      const query = { fields: paths.join(',') }
      return (await client.ask<Item>(itemPath(id, key ?? ''), { query, signal })).data
    },
  })
  const name = writeTemplate(nameTemplate, data ?? item ?? {})
  // Between what is not there yet, nothing is left of it but what stands between.
  return /[\p{L}\p{N}]/u.test(name) ? name : (key ?? '')
}
