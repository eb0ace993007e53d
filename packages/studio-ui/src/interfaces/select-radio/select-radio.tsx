import { Group, Radio, TextInput } from '@mantine/core'
import type { ReactElement } from 'react'
import { useStudio } from '../../provider/studio-provider.js'
import { choicesOf } from '../../schema/choices.js'
import { choiceIcon } from '../choice-icon.js'
import type { InterfaceProps } from '../interface-props.js'

/** One of several choices, all in sight; where others are allowed, one may be written below. */
export function SelectRadio({ field, value, onChange, frame }: InterfaceProps): ReactElement {
  const { messages } = useStudio()
  const { allowOther, color } = field.options
  const choices = choicesOf(field.options)
  const current = value === null || value === undefined ? null : String(value)
  const isOther = current !== null && !choices.some((each) => String(each.value) === current)
  const { disabled, id, ...around } = frame
  return (
    <Radio.Group
      {...around}
      id={id}
      value={current ?? ''}
      onChange={(chosen) =>
        onChange(choices.find((each) => String(each.value) === chosen)?.value ?? chosen)
      }
    >
      <Group mt={6} gap="md">
        {choices.map((choice) => (
          <Radio
            key={String(choice.value)}
            value={String(choice.value)}
            label={choice.text}
            disabled={disabled}
            {...choiceIcon(field.options, String(choice.value) === current)}
            {...(typeof color === 'string' && color !== '' && { color })}
          />
        ))}
        {(allowOther === true || isOther) && (
          <TextInput
            size="xs"
            aria-label={`${field.title}: ${messages.otherValue}`}
            placeholder={messages.otherValue}
            disabled={disabled || allowOther !== true}
            value={isOther ? current : ''}
            onChange={({ currentTarget }) => onChange(currentTarget.value)}
          />
        )}
      </Group>
    </Radio.Group>
  )
}
