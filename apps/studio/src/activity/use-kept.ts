import { useStudio } from '@relvar/studio-ui'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import type { ActivityEntry } from './activity-data.js'
import { itemsFilter, type Kept, keptId } from './entry-name.js'

interface KeptRevision {
  readonly collection: string
  readonly item: string
  readonly data: Kept | null
}

const NOTHING: ReadonlyMap<string, Kept> = new Map()
/** The newest revisions of a page of entries: an item that changes all the time is no reason to read them all. */
const READ_MOST = 200

/**
 * What was last kept of the items of some entries, by `keptId`. What is gone by now is known so as well.
 *
 * @param entries of collections of Relvar itself
 */
export function useKept(entries: readonly ActivityEntry[]): ReadonlyMap<string, Kept> {
  const { client } = useStudio()
  const filter = itemsFilter(entries)
  const { data: kept = NOTHING } = useQuery({
    queryKey: ['activity', 'kept', filter],
    enabled: entries.length > 0,
    queryFn: async ({ signal }) => {
      const query = {
        fields: 'collection,item,data',
        filter: JSON.stringify(filter),
        // The map keeps the last of those with the same id: that has to be the newest.
        sort: '-id',
        limit: READ_MOST,
      }
      const request = { query, signal }
      const { data } = await client.ask<readonly KeptRevision[]>('/revisions', request)
      return new Map(data.toReversed().map((each) => [keptId(each), each.data ?? {}]))
    },
    placeholderData: keepPreviousData,
  })
  return kept
}
