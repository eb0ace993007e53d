import { Button, Checkbox, Group, Stack, TextInput } from '@mantine/core'
import { type ReactElement, useState } from 'react'
import { useStudio } from '../../provider/studio-provider.js'
import { choicesOf } from '../../schema/choices.js'
import { choiceIcon } from '../choice-icon.js'
import type { InterfaceProps } from '../interface-props.js'
import { chosenOf, listOrNull, valuesOf } from '../several.js'

const SHOWN = 8

/** Several of several choices, all in sight. */
export function SelectMultipleCheckbox(props: InterfaceProps): ReactElement {
  const { field, value, onChange, frame } = props
  const { messages } = useStudio()
  const { allowOther, color, itemsShown } = field.options
  const [isWhole, setWhole] = useState(false)
  const [other, setOther] = useState('')
  const choices = choicesOf(field.options)
  const chosen = chosenOf(value).map(String)
  const known = new Set(choices.map((choice) => String(choice.value)))
  const foreign = chosen.filter((each) => !known.has(each))
  const entries = [
    ...choices.map((choice) => ({ value: String(choice.value), text: choice.text })),
    ...foreign.map((each) => ({ value: each, text: each })),
  ]
  const limit = typeof itemsShown === 'number' ? itemsShown : SHOWN
  const shown = isWhole ? entries : entries.slice(0, limit)
  const change = (next: readonly string[]): void =>
    onChange(listOrNull(valuesOf(next, choices), field))
  const { disabled, ...around } = frame
  function addOther(): void {
    const text = other.trim()
    if (text !== '' && !chosen.includes(text)) change([...chosen, text])
    setOther('')
  }
  return (
    <Checkbox.Group {...around} value={[...chosen]} onChange={change}>
      <Stack gap={6} mt={6} align="flex-start">
        {shown.map((entry) => (
          <Checkbox
            key={entry.value}
            value={entry.value}
            label={entry.text}
            disabled={disabled}
            {...choiceIcon(field.options, chosen.includes(entry.value))}
            {...(typeof color === 'string' && color !== '' && { color })}
          />
        ))}
        {shown.length < entries.length && (
          <Button size="compact-xs" variant="subtle" onClick={() => setWhole(true)}>
            {messages.showAll(entries.length)}
          </Button>
        )}
        {allowOther === true && !disabled && (
          <Group gap="xs">
            <TextInput
              size="xs"
              aria-label={`${field.title}: ${messages.otherValue}`}
              placeholder={messages.otherValue}
              value={other}
              onChange={({ currentTarget }) => setOther(currentTarget.value)}
              onKeyDown={(event) => {
                if (event.key !== 'Enter') return
                event.preventDefault()
                addOther()
              }}
            />
            <Button size="xs" variant="default" disabled={other.trim() === ''} onClick={addOther}>
              {messages.addOther}
            </Button>
          </Group>
        )}
      </Stack>
    </Checkbox.Group>
  )
}
