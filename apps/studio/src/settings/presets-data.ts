import { useStudio } from '@relvar/studio-ui'
import { keepPreviousData, useQuery, type UseQueryResult } from '@tanstack/react-query'
import type { Person } from '../access/people-data.js'
import { type ListView, type Preset, presetsQuery, savePreset } from '../content/list/preset.js'
import { client } from '../client.js'

/** Which presets a list shows: all, those with names, or those that are for others, too. */
export type PresetKind = 'all' | 'bookmarks' | 'shared'

/** A preset, with whom it is for. */
export interface OwnedPreset extends Omit<Preset, 'user' | 'role'> {
  readonly user: Person | null
  readonly role: { readonly id: string; readonly name: string } | null
}

export const PRESETS_PER_PAGE = 50

const FILTERS: Readonly<Record<PresetKind, object>> = {
  all: {},
  bookmarks: { bookmark: { _nnull: true } },
  shared: { user: { _null: true } },
}

/** A page of everybody's presets, by collection, with how many there are in all. */
export function usePresets(
  kind: PresetKind,
  page: number,
): UseQueryResult<{ readonly presets: readonly OwnedPreset[]; readonly total: number }> {
  const { client } = useStudio()
  return useQuery({
    queryKey: [...presetsQuery.queryKey, 'list', { kind, page }],
    queryFn: async ({ signal }) => {
      const { data, meta } = await client.ask<readonly OwnedPreset[]>('/presets', {
        query: {
          fields: '*,user.id,user.first_name,user.last_name,user.email,role.id,role.name',
          filter: JSON.stringify(FILTERS[kind]),
          sort: 'collection,bookmark,id',
          limit: PRESETS_PER_PAGE,
          page,
          meta: 'filter_count',
        },
        signal,
      })
      return { presets: data, total: meta?.filter_count ?? data.length }
    },
    placeholderData: keepPreviousData,
  })
}

/** Whom a preset is for: nobody in particular where both are null. */
export interface Owner {
  readonly user: string | null
  readonly role: string | null
}

/**
 * Keeps a view for somebody. There is one way in which a list opens for them: without a name it takes the
 * place of the one that was.
 */
export async function keepView(
  view: ListView,
  { bookmark, ...rest }: Pick<Preset, 'bookmark' | 'color' | 'collection'> & Owner,
): Promise<void> {
  const before = bookmark === null ? await openingOf(rest.collection, rest) : null
  await savePreset(before, { ...view, ...rest, bookmark })
}

async function openingOf(collection: string, { user, role }: Owner): Promise<number | null> {
  const filter = {
    bookmark: { _null: true },
    collection: { _eq: collection },
    user: user === null ? { _null: true } : { _eq: user },
    role: role === null ? { _null: true } : { _eq: role },
  }
  const query = { fields: 'id', filter: JSON.stringify(filter), limit: 1 }
  const { data } = await client.ask<readonly Pick<Preset, 'id'>[]>('/presets', { query })
  return data[0]?.id ?? null
}
