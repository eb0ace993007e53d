import { useQuery } from '@tanstack/react-query'
import { useStudio } from '../../provider/studio-provider.js'
import { itemsPath } from '../../schema/item-key.js'
import { filterOf } from '../../schema/link-columns.js'
import type { StudioField } from '../../schema/studio-field.js'
import { pathsOf, writeTemplate } from '../../schema/template.js'
import type { Item } from '../../wire/objects.js'

/** The item that a field links to, as far as it is known. */
export interface LinkedItem {
  /** What it is called; its key until that is known, null where there is no link. */
  readonly name: string | null
  readonly item: Item | null
}

/**
 * Reads what the linked item is called.
 *
 * @param linked what is known of it by the columns there; null where there is no link
 * @param staged the item itself, where it waits to be saved
 */
export function useLinkedItem(
  { related, options }: StudioField,
  linked: Item | null,
  staged: Item | null,
): LinkedItem {
  const { client } = useStudio()
  const template = typeof options['template'] === 'string' ? options['template'] : ''
  const { data } = useQuery({
    queryKey: ['items', related?.collection, 'name', template, linked],
    enabled: related !== null && linked !== null && staged === null && template !== '',
    queryFn: async ({ signal }) => {
      const by = linked ?? {}
      const fields = [...Object.keys(by), ...pathsOf(template)].join(',')
      const query = { fields, filter: JSON.stringify(filterOf(by)), limit: 1 }
      const path = itemsPath(related?.collection ?? '')
      return (await client.ask<readonly Item[]>(path, { query, signal })).data
    },
  })
  if (related === null || (linked === null && staged === null)) return { name: null, item: null }
  const found = data?.[0] ?? null
  const item = staged ?? found
  const name = item === null ? '' : writeTemplate(template, item)
  return {
    name: name === '' ? keyText(linked, staged) : name,
    item: staged ?? known(found, linked),
  }
}

/** What it is known by stands as it is, also where its name goes through that. */
function known(found: Item | null, linked: Item | null): Item | null {
  return found === null ? null : { ...found, ...linked }
}

/** What nobody has named is called by what is known of it. */
function keyText(linked: Item | null, staged: Item | null): string {
  if (staged === null) return Object.values(linked ?? {}).join(', ')
  const first = Object.values(staged).find((each) => typeof each === 'string' && each !== '')
  return typeof first === 'string' ? first : '+'
}
