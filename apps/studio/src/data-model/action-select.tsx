import { Select } from '@mantine/core'
import { REFERENTIAL_ACTIONS } from '@relvar/studio-ui'
import type { ReactElement } from 'react'
import { type Control, type FieldPath, type FieldValues, useController } from 'react-hook-form'
import { relationWords as words } from './relation-words.js'

interface ActionSelectProps<T extends FieldValues> {
  readonly control: Control<T>
  readonly name: FieldPath<T>
  readonly label: string
}

const choices = REFERENTIAL_ACTIONS.map((value) => ({ value, label: words.actions[value] }))

/** What a foreign key does when the row that it leads to goes, or gets another key. */
export function ActionSelect<T extends FieldValues>(props: ActionSelectProps<T>): ReactElement {
  const { control, name, label } = props
  const { field } = useController({ control, name })
  return (
    <Select
      label={label}
      allowDeselect={false}
      data={choices}
      value={field.value}
      onBlur={field.onBlur}
      onChange={(chosen) => field.onChange(chosen ?? field.value)}
    />
  )
}
