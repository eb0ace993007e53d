import { Autocomplete, Select } from '@mantine/core'
import type { ReactElement } from 'react'
import { useStudio } from '../../provider/studio-provider.js'
import { choicesOf } from '../../schema/choices.js'
import type { InterfaceProps } from '../interface-props.js'

/** One of several choices. A value that is none of them stays until another is chosen. */
export function SelectDropdown({ field, value, onChange, frame }: InterfaceProps): ReactElement {
  const { messages } = useStudio()
  const { allowOther, allowNone, placeholder } = field.options
  const choices = choicesOf(field.options)
  const current = value === null || value === undefined ? null : String(value)
  const data = choices.map((choice) => ({ value: String(choice.value), label: choice.text }))
  const isForeign = current !== null && !data.some((each) => each.value === current)
  const hint = typeof placeholder === 'string' ? placeholder : messages.notChosen
  if (allowOther === true)
    return (
      <Autocomplete
        {...frame}
        data={[...new Set(data.map((each) => each.label))]}
        value={choices.find((each) => String(each.value) === current)?.text ?? current ?? ''}
        placeholder={hint}
        onChange={(text) => onChange(choices.find((each) => each.text === text)?.value ?? text)}
      />
    )
  return (
    <Select
      {...frame}
      data={isForeign ? [{ value: current, label: current }, ...data] : data}
      value={current}
      placeholder={hint}
      searchable={choices.length > 8}
      clearable={(field.nullable || allowNone === true) && !frame.disabled}
      clearButtonProps={{ 'aria-label': messages.clear }}
      onChange={(chosen) =>
        onChange(choices.find((each) => String(each.value) === chosen)?.value ?? chosen)
      }
    />
  )
}
