import { ActionIcon, TextInput } from '@mantine/core'
import { IconClock } from '@tabler/icons-react'
import type { ReactElement } from 'react'
import { useStudio } from '../../provider/studio-provider.js'
import type { InterfaceProps } from '../interface-props.js'
import { fromInput, inputType, nowOf, toInput } from './input-value.js'

/** A date, a time or both, in the control that the browser has for it. */
export function Datetime({ field, value, onChange, frame }: InterfaceProps): ReactElement {
  const { messages } = useStudio()
  const type = inputType(field.type)
  const text = typeof value === 'string' ? toInput(value, field.type) : ''
  // A value that has seconds shows them; what is not shown could not be changed.
  const hasSeconds = field.options['includeSeconds'] === true || /:[0-5]\d:(?!00)/.test(text)
  return (
    <TextInput
      {...frame}
      type={type}
      {...(type !== 'date' && { step: hasSeconds ? 1 : 60 })}
      value={text}
      onChange={({ currentTarget }) => onChange(fromInput(currentTarget.value, field.type))}
      rightSection={
        !frame.disabled && (
          <ActionIcon
            variant="subtle"
            color="gray"
            size="sm"
            // The control has a way of its own by the keyboard.
            tabIndex={-1}
            aria-label={messages.setNow}
            title={messages.setNow}
            onClick={() => onChange(nowOf(field.type, new Date(), hasSeconds))}
          >
            <IconClock size={16} />
          </ActionIcon>
        )
      }
    />
  )
}
