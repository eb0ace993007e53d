import { useStudio, type WireClient } from '@relvar/studio-ui'
import { keepPreviousData, useQuery, type UseQueryResult } from '@tanstack/react-query'
import type { Doer } from '../access/people-data.js'
import { type Change, changesBetween } from './changes.js'

export interface ActivityEntry {
  readonly id: number
  readonly action: string
  readonly timestamp: string
  readonly user: Doer
  readonly collection: string
  readonly item: string
  readonly ip: string | null
  readonly user_agent: string | null
  readonly origin: string | null
}

export interface ActivityShown {
  readonly user?: string | undefined
  readonly action?: string | undefined
  readonly collection?: string | undefined
  readonly page?: number | undefined
}

export const ENTRIES_PER_PAGE = 50

/** What happened, newest first. There is one entry more than a page holds where another page follows. */
export function useActivity({
  user,
  action,
  collection,
  page = 1,
}: ActivityShown): UseQueryResult<readonly ActivityEntry[]> {
  const { client } = useStudio()
  return useQuery({
    queryKey: ['activity', { user, action, collection, page }],
    queryFn: async ({ signal }) => {
      const filter = Object.fromEntries(
        Object.entries({ user, action, collection })
          .filter(([, value]) => value !== undefined)
          .map(([name, value]) => [name, { _eq: value }]),
      )
      const query = {
        fields:
          'id,action,timestamp,collection,item,ip,user_agent,origin,user.id,user.first_name,user.last_name,user.email',
        filter: JSON.stringify(filter),
        sort: '-id',
        limit: ENTRIES_PER_PAGE + 1,
        offset: (page - 1) * ENTRIES_PER_PAGE,
      }
      return (await client.ask<readonly ActivityEntry[]>('/activity', { query, signal })).data
    },
    placeholderData: keepPreviousData,
  })
}

interface Revision {
  readonly id: number
  readonly collection: string
  readonly item: string
  readonly data: Readonly<Record<string, unknown>> | null
  readonly delta: Readonly<Record<string, unknown>> | null
}

/** What an entry changed, field by field; null where no values were kept. */
export function useChanges(entry: ActivityEntry): UseQueryResult<readonly Change[] | null> {
  const { client } = useStudio()
  return useQuery({
    queryKey: ['activity', 'changes', entry.id],
    queryFn: async ({ signal }) => {
      const [revision] = await revisions(client, { activity: { _eq: entry.id } }, signal)
      if (revision === undefined) return null
      const { id, collection, item } = revision
      const earlier = { id: { _lt: id }, collection: { _eq: collection }, item: { _eq: item } }
      const [before] = await revisions(client, earlier, signal)
      return changesBetween(before?.data ?? null, revision)
    },
  })
}

async function revisions(
  client: WireClient,
  filter: object,
  signal: AbortSignal,
): Promise<readonly Revision[]> {
  const query = {
    fields: 'id,collection,item,data,delta',
    filter: JSON.stringify(filter),
    sort: '-id',
    limit: 1,
  }
  return (await client.ask<readonly Revision[]>('/revisions', { query, signal })).data
}
