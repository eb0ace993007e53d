import { MultiSelect, TagsInput } from '@mantine/core'
import type { ReactElement } from 'react'
import { useStudio } from '../../provider/studio-provider.js'
import { choicesOf } from '../../schema/choices.js'
import type { InterfaceProps } from '../interface-props.js'
import { chosenOf, listOrNull, valuesOf } from '../several.js'

/** Several of several choices. */
export function SelectMultipleDropdown(props: InterfaceProps): ReactElement {
  const { field, value, onChange, frame } = props
  const { messages } = useStudio()
  const { allowOther, placeholder } = field.options
  const choices = choicesOf(field.options)
  const chosen = chosenOf(value).map(String)
  const labels = new Map(choices.map((choice) => [String(choice.value), choice.text]))
  const change = (next: readonly string[]): void =>
    onChange(listOrNull(valuesOf(next, choices), field))
  const hint = typeof placeholder === 'string' ? placeholder : messages.notChosen
  const common = {
    ...frame,
    value: [...chosen],
    placeholder: chosen.length === 0 ? hint : '',
    clearable: !frame.disabled,
    clearButtonProps: { 'aria-label': messages.clear },
  }
  if (allowOther === true)
    return <TagsInput {...common} data={[...labels.keys()]} onChange={change} />
  const foreign = chosen.filter((each) => !labels.has(each)).map((each) => [each, each] as const)
  return (
    <MultiSelect
      {...common}
      data={[...labels, ...foreign].map(([each, label]) => ({ value: each, label }))}
      searchable
      hidePickedOptions
      onChange={change}
    />
  )
}
