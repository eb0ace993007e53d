import { useQueries, useQueryClient } from '@tanstack/react-query'
import { useCallback, useEffect, useRef, useState } from 'react'
import { useStudio } from '../provider/studio-provider.js'
import type { StudioCollection } from '../schema/studio-collection.js'
import type { Item } from '../wire/objects.js'
import type { ListColumn } from './list-columns.js'
import { ALL_ROWS, BLOCK, type ListState } from './list-query.js'
import { blockQuery, type KnownCount, useItems } from './use-items.js'

/** The rows of a table: those of a page, or all there are, which are read as they come in sight. */
export interface Rows {
  /** null while nobody knows. */
  readonly length: number | null
  /** undefined where it is not read yet. */
  readonly at: (index: number) => Item | undefined
  /** What is read and in sight. */
  readonly loaded: readonly Item[]
  /** They are those of the page before. */
  readonly isStale: boolean
  readonly error: Error | null
  readonly retry: () => void
  /** Says which rows are in sight. */
  readonly onSight: (first: number, last: number) => void
}

/** Somebody who drags the bar passes many rows that they do not look at; in milliseconds. */
const PASSING = 60

/** The rows of a list at work. */
export function useRows(
  collection: StudioCollection,
  columns: readonly ListColumn[],
  state: ListState,
  count: KnownCount,
): Rows {
  const { client } = useStudio()
  const queries = useQueryClient()
  const isAll = state.limit === ALL_ROWS
  const page = useItems(collection, columns, state)
  const [sight, onSight] = useSight()
  const inSight = isAll && page.data !== undefined && !page.isPlaceholderData ? blocksOf(sight) : []
  const blocks = useQueries({
    queries: inSight.map((block) => blockQuery(client, collection, columns, state, block)),
  })
  const at = useCallback(
    (index: number): Item | undefined => {
      if (index < BLOCK || !isAll) return page.data?.[index]
      const { queryKey } = blockQuery(client, collection, columns, state, Math.floor(index / BLOCK))
      return queries.getQueryData<readonly Item[]>(queryKey)?.[index % BLOCK]
    },
    // What is read is in the cache; it is looked at anew when a block comes.
    [client, queries, collection, columns, state, isAll, page.data, blocks],
  )
  const total = page.data === undefined ? null : page.data.length
  const isMore = isAll && total === BLOCK && !page.isPlaceholderData
  return {
    length: isMore ? Math.max(BLOCK, count.number ?? 0) : total,
    at,
    loaded: [...(page.data ?? []), ...blocks.flatMap(({ data }) => data ?? [])],
    isStale: page.isPlaceholderData,
    error: page.error ?? blocks.find(({ error }) => error !== null)?.error ?? null,
    retry: () => void queries.refetchQueries({ queryKey: ['items', collection.id, 'list'] }),
    onSight,
  }
}

type Sight = readonly [first: number, last: number]

/** What is in sight, once it stays there for a moment. */
function useSight(): readonly [Sight, (first: number, last: number) => void] {
  const [sight, setSight] = useState<Sight>([0, 0])
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined)
  useEffect(() => () => clearTimeout(timer.current), [])
  const tell = useCallback((first: number, last: number) => {
    clearTimeout(timer.current)
    timer.current = setTimeout(
      () => setSight((now) => (now[0] === first && now[1] === last ? now : [first, last])),
      PASSING,
    )
  }, [])
  return [sight, tell]
}

/** The first block is the page itself. */
function blocksOf([first, last]: Sight): readonly number[] {
  const [from, to] = [Math.max(1, Math.floor(first / BLOCK)), Math.floor(last / BLOCK)]
  return Array.from({ length: Math.max(0, to - from + 1) }, (_, index) => from + index)
}
