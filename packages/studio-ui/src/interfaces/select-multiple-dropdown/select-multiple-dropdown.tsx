import { MultiSelect, Pill, TagsInput } from '@mantine/core'
import { type ReactElement, useState } from 'react'
import { useStudio } from '../../provider/studio-provider.js'
import { choicesOf } from '../../schema/choices.js'
import type { InterfaceProps } from '../interface-props.js'
import { chosenOf, listOrNull, valuesOf } from '../several.js'

/** With more than so many chosen, their number is shown. */
const IN_FULL = 3

/** Several of several choices; many of them are counted until somebody changes them. */
export function SelectMultipleDropdown(props: InterfaceProps): ReactElement {
  const { field, value, onChange, frame } = props
  const { messages } = useStudio()
  const { allowOther, placeholder, previewThreshold } = field.options
  const [isOpen, setOpen] = useState(false)
  const choices = choicesOf(field.options)
  const chosen = chosenOf(value).map(String)
  const labels = new Map(choices.map((choice) => [String(choice.value), choice.text]))
  const change = (next: readonly string[]): void =>
    onChange(listOrNull(valuesOf(next, choices), field))
  const hint = typeof placeholder === 'string' ? placeholder : messages.notChosen
  const limit = typeof previewThreshold === 'number' ? previewThreshold : IN_FULL
  const isCounted = !isOpen && !frame.disabled && chosen.length > limit
  const count = (value: unknown): ReactElement | null =>
    value === chosen[0] ? <Pill>{messages.selected(chosen.length)}</Pill> : null
  const common = {
    ...frame,
    value: [...chosen],
    placeholder: chosen.length === 0 ? hint : '',
    onFocus: () => setOpen(true),
    onBlur: () => setOpen(false),
    clearable: !frame.disabled,
    clearButtonProps: { 'aria-label': messages.clear },
  }
  if (allowOther === true)
    return (
      <TagsInput
        {...common}
        {...(isCounted && { renderPill: ({ option }) => count(option.value) })}
        data={[...labels.keys()]}
        onChange={change}
      />
    )
  const foreign = chosen.filter((each) => !labels.has(each)).map((each) => [each, each] as const)
  return (
    <MultiSelect
      {...common}
      data={[...labels, ...foreign].map(([each, label]) => ({ value: each, label }))}
      {...(isCounted && { renderPill: ({ option }) => count(option.value) })}
      searchable
      hidePickedOptions
      onChange={change}
    />
  )
}
