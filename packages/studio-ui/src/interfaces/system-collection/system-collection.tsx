import { MultiSelect, Select } from '@mantine/core'
import type { ReactElement } from 'react'
import { useStudio } from '../../provider/studio-provider.js'
import { collectionTitle } from '../../schema/studio-collection.js'
import { useCollection, useCollections } from '../../schema/use-collections.js'
import type { InterfaceProps } from '../interface-props.js'
import { chosenOf, listOrNull } from '../several.js'

/** The name of a collection; Relvar's own with the option `includeSystem`. */
export function SystemCollection({ field, value, onChange, frame }: InterfaceProps): ReactElement {
  const { messages } = useStudio()
  return (
    <Select
      {...frame}
      data={useChoices(field.options['includeSystem'] === true)}
      value={typeof value === 'string' ? value : null}
      placeholder={messages.notChosen}
      searchable
      clearable={field.nullable && !frame.disabled}
      clearButtonProps={{ 'aria-label': messages.clear }}
      onChange={onChange}
    />
  )
}

/** The names of several. */
export function SystemCollections({ field, value, onChange, frame }: InterfaceProps): ReactElement {
  return (
    <MultiSelect
      {...frame}
      data={useChoices(field.options['includeSystem'] === true)}
      value={chosenOf(value).map(String)}
      searchable
      onChange={(next) => onChange(listOrNull(next, field))}
    />
  )
}

/** The name of a field of the collection that the option `collectionName` says. */
export function SystemField({ field, value, onChange, frame }: InterfaceProps): ReactElement {
  const { messages } = useStudio()
  const { collection } = useCollection(String(field.options['collectionName'] ?? ''))
  const fields = collection?.fields ?? []
  return (
    <Select
      {...frame}
      data={fields.map(({ name, title }) => ({ value: name, label: title }))}
      value={typeof value === 'string' ? value : null}
      placeholder={messages.notChosen}
      searchable
      clearable={field.nullable && !frame.disabled}
      clearButtonProps={{ 'aria-label': messages.clear }}
      onChange={onChange}
    />
  )
}

function useChoices(withSystem: boolean): { readonly value: string; readonly label: string }[] {
  const { data = [] } = useCollections()
  return data
    .filter(({ meta }) => withSystem || meta?.['system'] !== true)
    .map((each) => ({ value: each.collection, label: collectionTitle(each) }))
}
