import { useQuery } from '@tanstack/react-query'
import { useStudio } from '../../provider/studio-provider.js'
import { itemsPath } from '../../schema/item-key.js'
import type { StudioField } from '../../schema/studio-field.js'
import { pathsOf, writeTemplate } from '../../schema/template.js'
import type { Item } from '../../wire/objects.js'

/** What the linked item is called; its key until that is known, null where there is no link. */
export function useLinkedItem({ related, options }: StudioField, value: unknown): string | null {
  const { client } = useStudio()
  const template = typeof options['template'] === 'string' ? options['template'] : ''
  const isLinked = related !== null && value !== null && value !== undefined && value !== ''
  const { data } = useQuery({
    queryKey: ['items', related?.collection, 'name', template, value],
    enabled: isLinked && template !== '',
    queryFn: async ({ signal }) => {
      const { collection = '', key = '' } = related ?? {}
      const filter = JSON.stringify({ [key]: { _eq: value } })
      const query = { fields: [key, ...pathsOf(template)].join(','), filter, limit: 1 }
      return (await client.ask<readonly Item[]>(itemsPath(collection), { query, signal })).data
    },
  })
  if (!isLinked) return null
  const name = data?.[0] === undefined ? '' : writeTemplate(template, data[0])
  return name === '' ? String(value) : name
}
