import { ColorSwatch, Group } from '@mantine/core'
import type { ReactElement } from 'react'
import type { DisplayProps } from '../display-props.js'

/** A dot of the colour, and its code. */
export function ColorDisplay({ value }: DisplayProps): ReactElement {
  return (
    <Group gap={6} wrap="nowrap" component="span">
      <ColorSwatch component="span" color={String(value)} size={14} />
      {String(value)}
    </Group>
  )
}
