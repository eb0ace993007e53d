import { useQuery } from '@tanstack/react-query'
import { isStagedItem } from '../../item-form/staged.js'
import { useStudio } from '../../provider/studio-provider.js'
import { itemsPath } from '../../schema/item-key.js'
import type { StudioField } from '../../schema/studio-field.js'
import { pathsOf, writeTemplate } from '../../schema/template.js'
import type { Item } from '../../wire/objects.js'

/** The item that a field links to, as far as it is known. */
export interface LinkedItem {
  /** What it is called; its key until that is known, null where there is no link. */
  readonly name: string | null
  readonly item: Item | null
}

/** Reads what the linked item is called. */
export function useLinkedItem({ related, options }: StudioField, value: unknown): LinkedItem {
  const { client } = useStudio()
  const template = typeof options['template'] === 'string' ? options['template'] : ''
  const isLinked = related !== null && value !== null && value !== undefined && value !== ''
  const staged = isStagedItem(value) ? value.shown : null
  const { data } = useQuery({
    queryKey: ['items', related?.collection, 'name', template, value],
    enabled: isLinked && staged === null && template !== '',
    queryFn: async ({ signal }) => {
      const { collection = '', key = '' } = related ?? {}
      const filter = JSON.stringify({ [key]: { _eq: value } })
      const query = { fields: [key, ...pathsOf(template)].join(','), filter, limit: 1 }
      return (await client.ask<readonly Item[]>(itemsPath(collection), { query, signal })).data
    },
  })
  if (!isLinked) return { name: null, item: null }
  const item = staged ?? data?.[0] ?? null
  const name = item === null ? '' : writeTemplate(template, item)
  return { name: name === '' ? keyText(value, staged) : name, item }
}

/** What nobody has named is called by what is known of it. */
function keyText(value: unknown, staged: Item | null): string {
  if (staged === null) return String(value)
  const first = Object.values(staged).find((each) => typeof each === 'string' && each !== '')
  return typeof first === 'string' ? first : '+'
}
