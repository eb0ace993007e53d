import { useDebouncedCallback } from '@mantine/hooks'
import type { ListState, StudioCollection } from '@relvar/studio-ui'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { viewed } from '../../access/viewed.js'
import { queries } from '../../client.js'
import { useMe } from '../../session/session.js'
import type { Archived } from './archive-filter.js'
import type { ListSearch } from './list-search.js'
import {
  deletePreset,
  type ListView,
  ownView,
  type Preset,
  presetsQuery,
  savePreset,
  type Settings,
  startingView,
} from './preset.js'
import { type PresetWrites, usePresetWrites } from './use-preset-writes.js'

/** How a list looks right now, and how that is changed. */
export interface ListViewState extends PresetWrites {
  readonly view: ListView
  readonly state: ListState
  /** What the layout that is shown was told; it says what is meant where nothing was. */
  readonly options: Settings
  readonly query: Settings
  /** All of it, as a bookmark keeps it. */
  readonly whole: ListView
  /** The bookmark that is open. */
  readonly bookmark: Preset | null
  /** Something differs from the bookmark as it is kept, or from how the list is shown at first. */
  readonly isChanged: boolean
  readonly archived: Archived
  readonly setArchived: (archived: Archived) => void
  readonly show: (state: ListState) => void
  readonly change: (view: Partial<ListView>) => void
  readonly setOptions: (options: Settings) => void
  readonly setQuery: (query: Settings) => void
  /** Keeps what is shown in the bookmark that is open. */
  readonly saveBookmark: () => void
  /** Back to the bookmark, or to how the list is shown at first. */
  readonly reset: () => void
}

const PAGE = 50
/** So long after the last change a view is kept, in milliseconds. */
const QUIET = 800

/**
 * The view of a list: what its address says, then the bookmark or the way it was left. Without a bookmark,
 * every change is kept for the next visit.
 */
export function useListView(
  { id: collection, sortField }: StudioCollection,
  search: ListSearch,
  navigate: (search: ListSearch) => void,
): ListViewState {
  const { id: me } = useMe()
  const { data: all = [] } = useQuery(presetsQuery)
  const [edits, setEdits] = useState<Partial<ListView>>({})
  const writes = usePresetWrites()
  const bookmark = all.find(({ id }) => id === search.bookmark) ?? null
  const own = ownView(all, collection, me)
  const view: ListView = { ...(bookmark ?? startingView(all, collection)), ...edits }
  const query = view.layout_query?.[view.layout] ?? {}
  const options = view.layout_options?.[view.layout] ?? {}
  const state = stateOf(view, search, sortField)
  const { bookmark: _, page: __, ...shown } = search
  const isEdited = Object.keys(edits).length > 0 || Object.keys(shown).length > 0

  const keep = useDebouncedCallback(
    (next: ListView) =>
      writes.write(() => {
        // Whether there is one already is known when its turn comes.
        const known = queries.getQueryData(presetsQuery.queryKey) ?? []
        const id = ownView(known, collection, me)?.id ?? null
        return savePreset(id, { ...viewOf(next), collection, user: me })
      }),
    { delay: QUIET, flushOnUnmount: true },
  )

  function change(next: Partial<ListView>): void {
    setEdits((now) => ({ ...now, ...next }))
    // Whoever looks as somebody else leaves no traces.
    if (bookmark === null && viewed === null) keep({ ...view, ...next })
  }
  const withQuery = (next: Settings): ListView['layout_query'] => ({
    ...view.layout_query,
    [view.layout]: { ...query, ...next },
  })
  const { bookmark: at, archived } = search
  const place = { ...(at !== undefined && { bookmark: at }), ...(archived && { archived }) }
  function forget(): void {
    setEdits({})
    navigate(at === undefined ? {} : { bookmark: at })
  }
  const whole: ListView = {
    ...viewOf(view),
    layout_query: withQuery({ sort: sortList(state.sort), limit: state.limit }),
    search: state.search === '' ? null : state.search,
    filter: state.filter ?? null,
  }
  return {
    ...writes,
    view,
    state,
    options,
    query,
    whole,
    bookmark,
    archived: archived ?? 'active',
    setArchived(next) {
      const { page: __, archived: ___, ...rest } = search
      navigate({ ...rest, ...(next !== 'active' && { archived: next }) })
    },
    isChanged: isEdited || (bookmark === null && own !== null),
    change,
    setQuery: (next) => change({ layout_query: withQuery(next) }),
    setOptions: (next) =>
      change({
        layout_options: { ...view.layout_options, [view.layout]: { ...options, ...next } },
      }),
    show(next) {
      navigate({ ...place, ...searchOf(next) })
      // Where somebody reads is no way to look at it.
      if (isSameView(next, state)) return
      change({
        search: next.search === '' ? null : next.search,
        filter: next.filter ?? null,
        layout_query: withQuery({ sort: sortList(next.sort), limit: next.limit }),
      })
    },
    saveBookmark() {
      if (bookmark !== null) writes.write(() => savePreset(bookmark.id, whole), forget)
    },
    reset() {
      keep.cancel()
      if (bookmark === null && own !== null) writes.write(() => deletePreset(own.id), forget)
      else forget()
    },
  }
}

/** Where nobody sorts, a list is in the order that was made by hand, if there is one. */
function stateOf(view: ListView, search: ListSearch, sortField: string | null): ListState {
  const query = view.layout_query?.[view.layout] ?? {}
  const { limit, sort } = query
  return {
    search: search.search ?? view.search ?? '',
    filter: search.filter === undefined ? view.filter : search.filter,
    sort: search.sort ?? (Array.isArray(sort) && sort.length > 0 ? sort.join(',') : sortField),
    page: search.page ?? 1,
    limit: search.limit ?? (typeof limit === 'number' ? limit : PAGE),
  }
}

function searchOf({ search, filter, sort, page, limit }: ListState): ListSearch {
  return {
    ...(search !== '' && { search }),
    ...(filter != null && { filter }),
    ...(sort !== null && { sort }),
    ...(page !== 1 && { page }),
    ...(limit !== PAGE && { limit }),
  }
}

/** Whether two differ by their page alone. */
function isSameView(left: ListState, right: ListState): boolean {
  const [first, second] = [left, right].map((state) =>
    JSON.stringify(searchOf({ ...state, page: 1 })),
  )
  return first === second
}

function viewOf({ layout, layout_query, layout_options, search, filter }: ListView): ListView {
  return { layout, layout_query, layout_options, search, filter }
}

function sortList(sort: string | null): readonly string[] {
  return sort === null ? [] : sort.split(',')
}
