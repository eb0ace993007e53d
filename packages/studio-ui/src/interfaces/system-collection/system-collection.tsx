import { MultiSelect, Select } from '@mantine/core'
import type { ReactElement } from 'react'
import { useStudio } from '../../provider/studio-provider.js'
import { useCollection, useCollections } from '../../schema/use-collections.js'
import type { InterfaceProps } from '../interface-props.js'
import { OfCollection } from '../of-collection.js'
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

/** The name of a field of the collection that an option names. */
export function SystemField(props: InterfaceProps): ReactElement {
  return (
    <OfCollection field={props.field}>
      {(collection) => <FieldSelect {...props} collection={collection} />}
    </OfCollection>
  )
}

/** The names of several of its fields. */
export function SystemFields(props: InterfaceProps): ReactElement {
  return (
    <OfCollection field={props.field}>
      {(collection) => <FieldsSelect {...props} collection={collection} />}
    </OfCollection>
  )
}

interface FieldSelectProps extends InterfaceProps {
  readonly collection: string
}

function FieldSelect({
  collection,
  field,
  value,
  onChange,
  frame,
}: FieldSelectProps): ReactElement {
  const { messages } = useStudio()
  const current = typeof value === 'string' && value !== '' ? value : null
  return (
    <Select
      {...frame}
      data={useFieldChoices(collection, current === null ? [] : [current])}
      value={current}
      placeholder={messages.notChosen}
      searchable
      clearable={field.nullable && !frame.disabled}
      clearButtonProps={{ 'aria-label': messages.clear }}
      onChange={onChange}
    />
  )
}

function FieldsSelect({
  collection,
  field,
  value,
  onChange,
  frame,
}: FieldSelectProps): ReactElement {
  const names = chosenOf(value).map(String)
  return (
    <MultiSelect
      {...frame}
      data={useFieldChoices(collection, names)}
      value={names}
      searchable
      onChange={(next) => onChange(listOrNull(next, field))}
    />
  )
}

/** What was chosen stays to be seen where there is no such field any more. */
function useFieldChoices(id: string, chosen: readonly string[]): Choices {
  const { collection } = useCollection(id)
  const fields = (collection?.fields ?? []).map(({ name, title }) => ({
    value: name,
    label: title,
  }))
  const gone = chosen.filter((name) => !fields.some(({ value }) => value === name))
  return [...fields, ...gone.map((name) => ({ value: name, label: name }))]
}

type Choices = { readonly value: string; readonly label: string }[]

function useChoices(withSystem: boolean): Choices {
  const { data = [] } = useCollections()
  return data
    .filter(({ meta }) => withSystem || meta?.['system'] !== true)
    .map((each) => ({ value: each.collection, label: each.title }))
}
