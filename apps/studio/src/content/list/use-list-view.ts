import { useDebouncedCallback } from '@mantine/hooks'
import type { FilterJson, ListState } from '@relvar/studio-ui'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useMe } from '../../session/session.js'
import type { ListSearch } from './list-search.js'
import {
  type ListView,
  type Preset,
  presetsQuery,
  savePreset,
  type Settings,
  startingView,
} from './preset.js'

/** How a list looks right now, and how that is changed. */
export interface ListViewState {
  readonly view: ListView
  readonly state: ListState
  /** What the layout that is shown was told; it says what is meant where nothing was. */
  readonly options: Settings
  readonly query: Settings
  /** The bookmark that is open. */
  readonly bookmark: Preset | null
  /** Something differs from the bookmark as it is kept. */
  readonly isChanged: boolean
  readonly isReady: boolean
  readonly show: (state: ListState) => void
  readonly change: (view: Partial<ListView>) => void
  readonly setOptions: (options: Settings) => void
  readonly setQuery: (query: Settings) => void
}

/**
 * The view of a list: what its address says, then the bookmark or the way it was left. Without a bookmark,
 * every change is kept for the next visit.
 */
export function useListView(
  collection: string,
  search: ListSearch,
  navigate: (search: ListSearch) => void,
): ListViewState {
  const queries = useQueryClient()
  const { id: me } = useMe()
  const presets = useQuery(presetsQuery)
  const [edits, setEdits] = useState<Partial<ListView>>({})
  const all = presets.data ?? []
  const bookmark = all.find(({ id }) => id === search.bookmark) ?? null
  const base = bookmark ?? startingView(all, collection)
  const view: ListView = { ...base, ...edits }
  const query = view.layout_query?.[view.layout] ?? {}
  const options = view.layout_options?.[view.layout] ?? {}
  const limit = search.limit ?? (typeof query['limit'] === 'number' ? query['limit'] : 50)
  const state: ListState = {
    search: search.search ?? view.search ?? '',
    filter: search.filter === undefined ? view.filter : search.filter,
    sort: search.sort ?? sortOf(query),
    page: search.page ?? 1,
    limit,
  }

  const keep = useDebouncedCallback(async (next: ListView) => {
    const known = queries.getQueryData(presetsQuery.queryKey) ?? []
    const mine = known.find(
      (each) => each.collection === collection && each.bookmark === null && each.user === me,
    )
    const { layout, layout_query, layout_options, search: text, filter } = next
    const values = { layout, layout_query, layout_options, search: text, filter }
    await savePreset(mine?.id ?? null, { ...values, collection, user: me })
    await queries.invalidateQueries({ queryKey: presetsQuery.queryKey })
  }, 800)

  function change(next: Partial<ListView>): void {
    setEdits((now) => ({ ...now, ...next }))
    if (bookmark === null) keep({ ...view, ...next })
  }
  const setQuery = (next: Settings): void =>
    change({ layout_query: { ...view.layout_query, [view.layout]: { ...query, ...next } } })

  return {
    view,
    state,
    options,
    query,
    bookmark,
    isChanged: Object.keys(edits).length > 0,
    isReady: !presets.isPending,
    change,
    setQuery,
    setOptions: (next) =>
      change({
        layout_options: { ...view.layout_options, [view.layout]: { ...options, ...next } },
      }),
    show(next) {
      const filter: FilterJson | null = next.filter ?? null
      change({
        search: next.search === '' ? null : next.search,
        filter,
        layout_query: {
          ...view.layout_query,
          [view.layout]: {
            ...query,
            sort: next.sort === null ? [] : next.sort.split(','),
            limit: next.limit,
          },
        },
      })
      navigate({
        ...(search.bookmark !== undefined && { bookmark: search.bookmark }),
        ...(next.search !== '' && { search: next.search }),
        ...(filter !== null && { filter }),
        ...(next.sort !== null && { sort: next.sort }),
        ...(next.page !== 1 && { page: next.page }),
        ...(next.limit !== 50 && { limit: next.limit }),
      })
    },
  }
}

function sortOf({ sort }: Settings): string | null {
  return Array.isArray(sort) && sort.length > 0 ? sort.join(',') : null
}
