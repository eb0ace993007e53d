import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useStudio } from '../provider/studio-provider.js'
import { itemKey, itemsPath } from '../schema/item-key.js'
import { filterOf, linkingTo } from '../schema/link-columns.js'
import type { StudioCollection } from '../schema/studio-collection.js'
import type { StudioList } from '../schema/studio-list.js'
import { isUnchanged, type StagedList } from '../item-form/staged.js'
import type { Item } from '../wire/objects.js'

/** A row of a list within a form, with what waits to be saved of it. */
export interface ListRow {
  /** Its key, or what stands for it while it is new. */
  readonly id: string
  /** With all changes. */
  readonly item: Item
  readonly state: 'kept' | 'changed' | 'new' | 'removed'
}

/** What part of a list is looked at. */
export interface ListPage {
  /** From 1. */
  readonly page: number
  readonly limit: number
  readonly search: string
}

interface RowsQuery {
  readonly list: StudioList
  readonly rows: StudioCollection
  /** The item that the rows belong to; null of a new one, which has none. */
  readonly parent: Item | null
  readonly fields: readonly string[]
  readonly page: ListPage
  /** A field, with `-` in front from the largest; '' for the order of the collection. */
  readonly sort: string
  /** A rule that the rows pass, beside that they belong here. */
  readonly filter?: unknown
}

/** The rows of a page as the server has them, and how many there are. */
export interface ListRows {
  readonly rows: readonly Item[] | undefined
  readonly count: number
  readonly error: Error | null
  readonly retry: () => void
}

/** Reads the rows that link to an item. */
export function useListRows(query: RowsQuery): ListRows {
  const { client } = useStudio()
  const { list, rows, parent, fields, page, sort, filter } = query
  const owner = linkingTo(list.columns, parent ?? {})
  const belongs = filterOf(owner)
  const isNone = list.columns.length === 0 || Object.values(owner).some((part) => part == null)
  const wanted = {
    fields: [...new Set([...rows.primaryKey, ...fields])].join(','),
    filter: JSON.stringify(
      filter === undefined || filter === null ? belongs : { _and: [belongs, filter] },
    ),
    sort,
    limit: page.limit,
    page: page.page,
    search: page.search,
    meta: 'filter_count',
  }
  const { data, error, refetch } = useQuery({
    queryKey: ['items', list.collection, 'of', wanted],
    enabled: !isNone,
    queryFn: ({ signal }) =>
      client.ask<readonly Item[]>(itemsPath(list.collection), { query: wanted, signal }),
    placeholderData: keepPreviousData,
  })
  return {
    rows: isNone ? [] : data?.data,
    count: data?.meta?.filter_count ?? 0,
    error,
    retry: () => void refetch(),
  }
}

/** The rows of a page with what waits to be saved: changed, taken out, and new ones below. */
export function withStaged(
  rows: readonly Item[],
  collection: StudioCollection,
  staged: StagedList,
  sort: string | null,
): readonly ListRow[] {
  const kept = rows.map((item): ListRow => {
    const id = itemKey(collection, item) ?? ''
    const change = staged.update.find((each) => each.id === id)
    if (staged.remove.includes(id)) return { id, item, state: 'removed' }
    return change === undefined
      ? { id, item, state: 'kept' }
      : { id, item: { ...item, ...change.shown }, state: 'changed' }
  })
  const known = new Set(kept.map(({ id }) => id))
  const joined = staged.update.filter(({ id, isAdded }) => isAdded === true && !known.has(id))
  const fresh = staged.create.map(({ id, shown }): ListRow => ({ id, item: shown, state: 'new' }))
  const added = joined.map(({ id, shown }): ListRow => ({ id, item: shown, state: 'changed' }))
  const all = [...kept, ...added, ...fresh]
  return sort === null || isUnchanged(staged) ? all : all.toSorted(bySort(sort))
}

/** What has no place yet stands at the end, in the order in which it came. */
function bySort(sort: string): (left: ListRow, right: ListRow) => number {
  const place = ({ item }: ListRow): number =>
    typeof item[sort] === 'number' ? item[sort] : Number.POSITIVE_INFINITY
  return (left, right) => {
    const [a, b] = [place(left), place(right)]
    return a === b ? 0 : a - b
  }
}
