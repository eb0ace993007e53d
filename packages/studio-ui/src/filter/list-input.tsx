import { TagsInput } from '@mantine/core'
import type { ReactElement } from 'react'
import { isNumeric } from '../item-form/draft.js'
import { useStudio } from '../provider/studio-provider.js'
import { choicesOf } from '../schema/choices.js'
import { readNumber } from './number-text.js'
import type { FilterField } from './use-filter-field.js'

interface ListInputProps {
  readonly value: unknown
  readonly target: FilterField
  readonly onChange: (value: unknown) => void
}

/** Any of several values. */
export function ListInput({ value, target, onChange }: ListInputProps): ReactElement {
  const { messages } = useStudio()
  const { field, isNumber } = target
  const values = Array.isArray(value) ? value.map(String) : []
  const isOfNumbers = isNumber || (field !== null && isNumeric(field))
  const choices = field === null ? [] : choicesOf(field.options)
  return (
    <TagsInput
      size="xs"
      style={{ flex: 1, minWidth: 160 }}
      aria-label={messages.filter.value}
      placeholder={values.length === 0 ? messages.filter.listHint : ''}
      data={choices.map((choice) => String(choice.value))}
      splitChars={[',']}
      acceptValueOnBlur
      value={values}
      onChange={(next) =>
        onChange(isOfNumbers ? next.flatMap((text) => readNumber(text.trim()) ?? []) : next)
      }
    />
  )
}
