import { ActionIcon, Box, Text, TextInput } from '@mantine/core'
import { IconClock } from '@tabler/icons-react'
import type { ReactElement } from 'react'
import { dateText, zoneNamed } from '../../displays/datetime/date-text.js'
import { relativeText } from '../../displays/datetime/relative-text.js'
import { useStudio } from '../../provider/studio-provider.js'
import type { StudioField } from '../../schema/studio-field.js'
import type { InterfaceProps } from '../interface-props.js'
import { fromInput, inputType, nowOf, toInput } from './input-value.js'

/**
 * A date, a time or both, in the control that the browser has for it. That writes dates in its own way; where the field
 * wants them otherwise, the value is read below it.
 */
export function Datetime({ field, value, onChange, frame }: InterfaceProps): ReactElement {
  const { messages, locale } = useStudio()
  const zone = zoneNamed(field.options['tz'])
  const type = inputType(field.type)
  const text = typeof value === 'string' ? toInput(value, field.type, zone) : ''
  // A value that has seconds shows them; what is not shown could not be changed.
  const hasSeconds = field.options['includeSeconds'] === true || /:[0-5]\d:(?!00)/.test(text)
  const read = typeof value === 'string' ? readOf(value, field, locale) : null
  return (
    <Box>
      <TextInput
        {...frame}
        type={type}
        {...(type !== 'date' && { step: hasSeconds ? 1 : 60 })}
        value={text}
        onChange={({ currentTarget }) => onChange(fromInput(currentTarget.value, field.type, zone))}
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
      {read !== null && (
        <Text fz="xs" c="dimmed" mt={4}>
          {read}
        </Text>
      )}
    </Box>
  )
}

/** The value in words, as the field wants it; null where it wants nothing else than the control shows. */
function readOf(value: string, { type, options }: StudioField, locale: string): string | null {
  const { relative, format, use24, tz } = options
  if (relative === true && (type === 'timestamp' || type === 'dateTime' || type === 'date'))
    return relativeText(value, locale, Date.now())
  const wants = typeof format === 'string' || typeof use24 === 'boolean'
  if (!wants && zoneNamed(tz) === undefined) return null
  const text = dateText(value, type, locale, options)
  const zone = type === 'timestamp' ? zoneNamed(tz) : undefined
  return zone === undefined ? text : `${text} (${zone})`
}
