import {
  keepPreviousData,
  type QueryKey,
  useQuery,
  type UseQueryResult,
} from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { useStudio } from '../provider/studio-provider.js'
import { itemsPath } from '../schema/item-key.js'
import type { StudioCollection } from '../schema/studio-collection.js'
import type { Item } from '../wire/objects.js'
import type { WireClient } from '../wire/wire-client.js'
import type { ListColumn } from './list-columns.js'
import { BLOCK, filterText, listQuery, type ListState } from './list-query.js'

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

/** A block of all items, counted from 0. Those that are read stay for a while: somebody scrolls back. */
export function blockQuery(
  client: WireClient,
  collection: StudioCollection,
  columns: readonly ListColumn[],
  state: ListState,
  block: number,
): {
  readonly queryKey: QueryKey
  readonly queryFn: (context: { readonly signal: AbortSignal }) => Promise<readonly Item[]>
  readonly staleTime: number
} {
  const query = { ...listQuery(collection, columns, state), limit: BLOCK, page: block + 1 }
  return {
    queryKey: ['items', collection.id, 'list', query],
    queryFn: async ({ signal }) =>
      (await client.ask<readonly Item[]>(itemsPath(collection.id), { query, signal })).data,
    staleTime: 30_000,
  }
}

/** How many items there are; it is asked for beside the page, which does not wait for it. */
export function useItemCount(
  collection: string,
  { search, filter }: Pick<ListState, 'search' | 'filter'>,
): number | null {
  return useMeta(collection, { search, filter }, 'filter_count') ?? null
}

/** How many items a list has, as far as that is known. */
export interface KnownCount {
  /** null while nobody knows. */
  readonly number: number | null
  /** It is what the database expects by its statistics. */
  readonly isEstimate: boolean
}

/** A count that is this late is told by an estimate meanwhile, in milliseconds. */
const PATIENCE = 400

/** The number of items, or what the database expects where counting takes long. */
export function useKnownCount(
  collection: string,
  state: Pick<ListState, 'search' | 'filter'>,
): KnownCount {
  const count = useMeta(collection, state, 'filter_count')
  const isLate = useIsLate(count === undefined, PATIENCE)
  const estimate = useMeta(collection, state, 'estimate', count === null || isLate)
  if (count !== null && count !== undefined) return { number: count, isEstimate: false }
  return { number: estimate ?? null, isEstimate: true }
}

/** A number that stands beside the items; undefined while it is asked for, null where there is none. */
function useMeta(
  collection: string,
  { search, filter }: Pick<ListState, 'search' | 'filter'>,
  name: 'filter_count' | 'estimate',
  isWanted = true,
): number | null | undefined {
  const { client } = useStudio()
  const { data } = useQuery({
    queryKey: ['items', collection, name, search, filter ?? null],
    queryFn: async ({ signal }) => {
      const query = { limit: 0, meta: name, search, filter: filterText(filter) }
      const { meta } = await client.ask<readonly Item[]>(itemsPath(collection), { query, signal })
      return meta?.[name] ?? null
    },
    retry: false,
    enabled: isWanted,
  })
  return data
}

function useIsLate(isWaiting: boolean, after: number): boolean {
  const [isLate, setLate] = useState(false)
  useEffect(() => {
    setLate(false)
    if (!isWaiting) return undefined
    const timer = setTimeout(() => setLate(true), after)
    return () => clearTimeout(timer)
  }, [isWaiting, after])
  return isLate
}
