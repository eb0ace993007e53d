import {
  type Item,
  itemKey,
  itemsPath,
  namingPaths,
  useCollection,
  useStudio,
  writeTemplate,
} from '@relvar/studio-ui'
import { useDebouncedValue } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'

/** Items that a search finds, by name. */
export interface FoundItems {
  readonly title: string
  readonly items: readonly { readonly key: string; readonly name: string }[]
}

const MOST = 5

/** The first items of a collection in which the term stands; of `null` none. */
export function useFoundItems(id: string | null, term: string): FoundItems | null {
  const { client } = useStudio()
  const { collection } = useCollection(id ?? '')
  const [search] = useDebouncedValue(term.trim(), 250)
  const { data = [] } = useQuery({
    queryKey: ['items', id, 'found', search],
    enabled: collection !== undefined && collection.primaryKey.length > 0 && search !== '',
    queryFn: async ({ signal }) => {
      const paths = collection === undefined ? [] : namingPaths(collection)
      const query = { fields: paths.join(','), search, limit: MOST }
      return (await client.ask<readonly Item[]>(itemsPath(id ?? ''), { query, signal })).data
    },
  })
  if (collection === undefined) return null
  const items = data.map((item) => {
    const key = itemKey(collection, item) ?? ''
    const name = writeTemplate(collection.nameTemplate, item)
    return { key, name: name === '' ? key : name }
  })
  return { title: collection.title, items }
}
