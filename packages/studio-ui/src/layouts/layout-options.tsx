import { NativeSelect } from '@mantine/core'
import type { ReactElement } from 'react'
import { useStudio } from '../provider/studio-provider.js'
import type { Options } from '../schema/studio-field.js'
import type { StudioCollection } from '../schema/studio-collection.js'
import { dateFields } from './calendar/date-fields.js'
import { groupFields } from './kanban/kanban-columns.js'

/** The layout that is arranged, and how it is by now. */
export interface LayoutOptionsProps {
  /** The id of a layout. */
  readonly layout: string
  readonly collection: StudioCollection
  readonly options: Options
  readonly onChange: (options: Options) => void
}

/** Layouts that stand by a field of their own, with its option in the catalogue. */
const FIELDS = {
  kanban: { option: 'groupField', label: 'groupBy', fieldsOf: groupFields },
  calendar: { option: 'startDateField', label: 'dateField', fieldsOf: dateFields },
} as const

/** What a layout can be told; null where it can be told nothing. */
export function LayoutOptions(props: LayoutOptionsProps): ReactElement | null {
  const { layout, collection, options, onChange } = props
  const { messages } = useStudio()
  if (layout !== 'kanban' && layout !== 'calendar') return null
  const { option, label, fieldsOf } = FIELDS[layout]
  const fields = fieldsOf(collection)
  const chosen = options[option]
  return (
    <NativeSelect
      label={messages.layouts[label]}
      data={fields.map(({ name, title }) => ({ value: name, label: title }))}
      value={typeof chosen === 'string' ? chosen : (fields[0]?.name ?? '')}
      onChange={({ currentTarget }) => onChange({ [option]: currentTarget.value })}
    />
  )
}
