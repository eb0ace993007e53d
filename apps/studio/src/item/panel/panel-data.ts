import { useStudio, type WireClient } from '@relvar/studio-ui'
import {
  type InfiniteData,
  useInfiniteQuery,
  type UseInfiniteQueryResult,
  useMutation,
  type UseMutationResult,
  useQuery,
  useQueryClient,
  type UseQueryResult,
} from '@tanstack/react-query'
import type { Doer, Person } from '../../access/people-data.js'
import type { ItemPlace } from './item-place.js'

export interface Revision {
  readonly id: number
  readonly delta: Readonly<Record<string, unknown>> | null
  readonly activity: ItemEvent | null
}

/** What happened to an item. */
export interface ItemEvent {
  readonly id: number
  readonly action: string
  readonly timestamp: string
  readonly user: Doer
}

export interface Comment {
  readonly id: string
  readonly comment: string
  readonly date_created: string
  readonly date_updated: string
  readonly user_created: Doer
}

type Pages<T> = UseInfiniteQueryResult<InfiniteData<readonly T[]>>

const PAGE = 25
const PERSON = ['id', 'first_name', 'last_name', 'email']
const personIn = (path: string): string => PERSON.map((field) => `${path}.${field}`).join(',')

/** Within what is read of items, so that saving one reads its history anew. */
function keyOf({ collection, item }: ItemPlace, what: string): readonly string[] {
  return ['items', collection, 'about', item, what]
}

/** Newest first. */
export function useRevisions(place: ItemPlace): Pages<Revision> {
  const activity = `activity.id,activity.action,activity.timestamp,${personIn('activity.user')}`
  return usePages(place, 'revisions', `id,delta,${activity}`, '-id')
}

/** Newest first. */
export function useItemActivity(place: ItemPlace): Pages<ItemEvent> {
  return usePages(place, 'activity', `id,action,timestamp,${personIn('user')}`, '-id')
}

/** Newest first. */
export function useComments(place: ItemPlace): Pages<Comment> {
  const fields = `id,comment,date_created,date_updated,${personIn('user_created')}`
  return usePages(place, 'comments', fields, '-date_created,id')
}

function usePages<T>(place: ItemPlace, table: string, fields: string, sort: string): Pages<T> {
  const { client } = useStudio()
  return useInfiniteQuery({
    queryKey: keyOf(place, table),
    queryFn: async ({ pageParam, signal }) => {
      const query = { fields, sort, filter: filterOf(place), limit: PAGE, page: pageParam }
      return (await client.ask<readonly T[]>(`/${table}`, { query, signal })).data
    },
    initialPageParam: 1,
    getNextPageParam: (last, pages) => (last.length < PAGE ? null : pages.length + 1),
  })
}

function filterOf({ collection, item }: ItemPlace): string {
  return JSON.stringify({ collection: { _eq: collection }, item: { _eq: item } })
}

/** All values of an item as a revision kept them. */
export function useRevisionData(
  id: number,
): UseQueryResult<Readonly<Record<string, unknown>> | null> {
  const { client } = useStudio()
  return useQuery({
    queryKey: ['revision', id],
    queryFn: async ({ signal }) => {
      const query = { fields: 'data' }
      const { data } = await client.ask<{ data: Readonly<Record<string, unknown>> | null }>(
        `/revisions/${id}`,
        { query, signal },
      )
      return data.data
    },
    // What was kept does not change.
    staleTime: Number.POSITIVE_INFINITY,
  })
}

/** The people whom comments name, as far as they may be read. */
export function usePeople(ids: readonly string[]): ReadonlyMap<string, Person> {
  const { client } = useStudio()
  const wanted = ids.toSorted()
  const { data = [] } = useQuery({
    queryKey: ['users', 'named', wanted],
    queryFn: async ({ signal }) => {
      const filter = JSON.stringify({ id: { _in: wanted } })
      const query = { fields: PERSON.join(','), filter, limit: -1 }
      return (await client.ask<readonly Person[]>('/users', { query, signal })).data
    },
    enabled: wanted.length > 0,
  })
  return new Map(data.map((person) => [person.id, person]))
}

/** What is done with comments. */
export type CommentWrite =
  | { readonly kind: 'create'; readonly comment: string }
  | { readonly kind: 'change'; readonly id: string; readonly comment: string }
  | { readonly kind: 'delete'; readonly id: string }

/** Writes comments of an item, and reads them anew. */
export function useCommentWrite(place: ItemPlace): UseMutationResult<void, Error, CommentWrite> {
  const { client } = useStudio()
  const queries = useQueryClient()
  return useMutation({
    mutationFn: async (write: CommentWrite) => {
      await send(client, place, write)
      await queries.invalidateQueries({ queryKey: keyOf(place, 'comments') })
    },
  })
}

async function send(client: WireClient, place: ItemPlace, write: CommentWrite): Promise<void> {
  if (write.kind === 'create') {
    const body = { ...place, comment: write.comment }
    await client.ask('/comments', { method: 'POST', body })
  } else if (write.kind === 'change') {
    const body = { comment: write.comment }
    await client.ask(`/comments/${write.id}`, { method: 'PATCH', body })
  } else await client.ask(`/comments/${write.id}`, { method: 'DELETE' })
}
