import { useCollections, useStudio } from '@relvar/studio-ui'
import {
  type InfiniteData,
  useInfiniteQuery,
  type UseInfiniteQueryResult,
  useMutation,
  type UseMutationResult,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query'
import type { Doer } from '../access/people-data.js'
import { viewed } from '../access/viewed.js'
import { mayIn } from '../item/panel/item-place.js'
import { useMe } from '../session/session.js'

/** Where a notification lies. */
export type Place = 'inbox' | 'archived'

export interface Notification {
  readonly id: number
  readonly timestamp: string
  readonly status: Place
  readonly subject: string
  readonly message: string | null
  /** What it is about; null where that is nothing. */
  readonly collection: string | null
  readonly item: string | null
  readonly sender: Doer
}

const PAGE = 25
const FIELDS =
  'id,timestamp,status,subject,message,collection,item,sender.id,sender.first_name,sender.last_name,sender.email'
const MINUTE = 60_000

/** How many lie in the inbox; null for somebody who has none, and while that is not known. */
export function useInboxCount(): number | null {
  const { client } = useStudio()
  const { id } = useMe()
  const { data: collections = [] } = useCollections()
  const { data } = useQuery({
    queryKey: ['notifications', 'count'],
    queryFn: async ({ signal }) => {
      const query = { limit: 0, meta: 'filter_count', filter: filterOf(id, 'inbox') }
      const { meta } = await client.ask<readonly Notification[]>('/notifications', {
        query,
        signal,
      })
      return meta?.filter_count ?? 0
    },
    // Whoever looks as somebody else does not read their letters.
    enabled: viewed === null && mayIn(collections, 'notifications', 'read'),
    refetchInterval: MINUTE,
  })
  return data ?? null
}

/** Newest first. Administrators see everybody's; only one's own are asked for. */
export function useNotifications(
  place: Place,
  search: string,
): UseInfiniteQueryResult<InfiniteData<readonly Notification[]>> {
  const { client } = useStudio()
  const { id } = useMe()
  return useInfiniteQuery({
    queryKey: ['notifications', 'list', place, search],
    queryFn: async ({ pageParam, signal }) => {
      const filter = filterOf(id, place)
      const query = { fields: FIELDS, sort: '-id', filter, search, limit: PAGE, page: pageParam }
      return (await client.ask<readonly Notification[]>('/notifications', { query, signal })).data
    },
    initialPageParam: 1,
    getNextPageParam: (last, pages) => (last.length < PAGE ? null : pages.length + 1),
  })
}

function filterOf(recipient: string, status: Place): string {
  return JSON.stringify({ recipient: { _eq: recipient }, status: { _eq: status } })
}

/** Puts one of them, or with null the whole inbox, somewhere else. */
export interface Move {
  readonly id: number | null
  readonly to: Place
}

export function useMove(): UseMutationResult<void, Error, Move> {
  const { client } = useStudio()
  const { id: me } = useMe()
  const queries = useQueryClient()
  return useMutation({
    mutationFn: async ({ id, to }: Move) => {
      const data = { status: to }
      const filter = { recipient: { _eq: me }, status: { _eq: 'inbox' } }
      if (id !== null) await client.ask(`/notifications/${id}`, { method: 'PATCH', body: data })
      else {
        const body = { query: { filter, limit: -1 }, data }
        await client.ask('/notifications', { method: 'PATCH', body })
      }
      await queries.invalidateQueries({ queryKey: ['notifications'] })
    },
  })
}
