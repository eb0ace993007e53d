import type { FilterJson } from '@relvar/studio-ui'
import { queryOptions } from '@tanstack/react-query'
import { client } from '../../client.js'

/** How a list looks: what is looked at, in which layout, and how that is arranged. */
export interface ListView {
  readonly layout: string
  /** By layout: `{ tabular: { fields, sort, limit } }`. */
  readonly layout_query: LayoutSettings
  /** By layout: `{ tabular: { widths, spacing } }`. */
  readonly layout_options: LayoutSettings
  readonly search: string | null
  readonly filter: FilterJson | null
}

export type Settings = Readonly<Record<string, unknown>>
export type LayoutSettings = Readonly<Record<string, Settings>> | null

/** A view that is kept: with a name a bookmark, without one the way a list was left. */
export interface Preset extends ListView {
  readonly id: number
  readonly bookmark: string | null
  readonly user: string | null
  readonly role: string | null
  readonly collection: string
  readonly icon: string | null
  readonly color: string | null
}

/** Whose presets: one's own, those of one's role, those of everybody. */
const MINE: FilterJson = {
  _or: [
    { user: { _eq: '$CURRENT_USER' } },
    {
      _and: [
        { user: { _null: true } },
        { _or: [{ role: { _null: true } }, { role: { _eq: '$CURRENT_ROLE' } }] },
      ],
    },
  ],
}

/** Every preset that serves whoever is signed in. */
export const presetsQuery = queryOptions({
  queryKey: ['presets'],
  queryFn: async ({ signal }) => {
    const query = { filter: JSON.stringify(MINE), sort: 'bookmark,id', limit: -1 }
    return (await client.ask<readonly Preset[]>('/presets', { query, signal })).data
  },
  staleTime: 60_000,
})

/** The role that bookmarks can be shared with; null where somebody has none. */
export const roleQuery = queryOptions({
  queryKey: ['me', 'role'],
  queryFn: async ({ signal }) => {
    const query = { fields: 'role' }
    const { data } = await client.ask<{ readonly role: string | null }>('/users/me', {
      query,
      signal,
    })
    return data.role
  },
  staleTime: Number.POSITIVE_INFINITY,
})

const PLAIN: ListView = {
  layout: 'tabular',
  layout_query: null,
  layout_options: null,
  search: null,
  filter: null,
}

/** The way somebody left a list; null where they never changed it. */
export function ownView(
  presets: readonly Preset[],
  collection: string,
  user: string,
): Preset | null {
  const isOwn = (each: Preset): boolean =>
    each.collection === collection && each.bookmark === null && each.user === user
  return presets.find(isOwn) ?? null
}

/** The view that a list opens with: as somebody left it, else as the role's or everybody's preset says. */
export function startingView(presets: readonly Preset[], collection: string): ListView {
  const own = presets.filter((each) => each.collection === collection && each.bookmark === null)
  return (
    own.find(({ user }) => user !== null) ??
    own.find(({ role }) => role !== null) ??
    own[0] ??
    PLAIN
  )
}

/** Saves a preset, a new one where there is no id, and answers its id. */
export async function savePreset(
  id: number | null,
  values: Partial<Omit<Preset, 'id'>>,
): Promise<number> {
  const path = id === null ? '/presets' : `/presets/${id}`
  const method = id === null ? 'POST' : 'PATCH'
  return (await client.ask<Preset>(path, { method, body: values })).data.id
}

export async function deletePreset(id: number): Promise<void> {
  await client.ask(`/presets/${id}`, { method: 'DELETE' })
}
