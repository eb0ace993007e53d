import { Textarea } from '@mantine/core'
import type { ReactElement } from 'react'
import type { InterfaceProps } from '../interface-props.js'

/** Plain text of several lines; the box grows with it. */
export function InputMultiline({ value, onChange, frame }: InterfaceProps): ReactElement {
  const text = value === null || value === undefined ? '' : String(value)
  return (
    <Textarea
      {...frame}
      autosize
      minRows={3}
      maxRows={20}
      value={text}
      onChange={({ currentTarget }) => onChange(currentTarget.value)}
    />
  )
}
