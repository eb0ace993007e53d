import { Text } from '@mantine/core'
import type { ReactElement } from 'react'
import { useStudio } from '../../provider/studio-provider.js'
import type { DisplayProps } from '../display-props.js'

/** The value as it is; objects as JSON, technical values in the monospaced face. */
export function Raw({ field, value }: DisplayProps): ReactElement | string {
  const { messages } = useStudio()
  if (typeof value === 'boolean') return value ? messages.yes : messages.no
  if (typeof value === 'object')
    return (
      <Text span ff="monospace" fz="xs">
        {JSON.stringify(value)}
      </Text>
    )
  if (field.type === 'uuid')
    return (
      <Text span ff="monospace" fz="xs">
        {String(value)}
      </Text>
    )
  return String(value)
}
