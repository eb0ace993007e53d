import { Text } from '@mantine/core'
import type { ReactElement } from 'react'
import { useStudio } from '../provider/studio-provider.js'
import { Blank } from './blank/blank.js'
import { displays } from './displays.js'
import type { DisplayProps } from './display-props.js'
import { Raw } from './raw/raw.js'

/** A value of a field, shown by the field's display. */
export function Value({ field, value: own }: DisplayProps): ReactElement {
  const { messages } = useStudio()
  const value = own ?? insteadOfNothing(field)
  if (value === null || value === undefined)
    return (
      <Text span c="dimmed" aria-label={messages.nothing}>
        –
      </Text>
    )
  if (typeof value === 'string' && value.trim() === '') return <Blank text={value} />
  const Display = displays[field.display] ?? Raw
  return <Display field={field} value={value} />
}

/** A colour that nobody chose may have a default. */
function insteadOfNothing({ display, displayOptions }: DisplayProps['field']): unknown {
  const { defaultColor } = displayOptions
  return display === 'color' && defaultColor !== '' ? defaultColor : undefined
}
