import { Textarea } from '@mantine/core'
import type { ReactElement } from 'react'
import type { InterfaceProps } from '../interface-props.js'

/** JSON or other code, as text in the monospaced face. */
export function InputCode({ value, onChange, frame }: InterfaceProps): ReactElement {
  const text = value === null || value === undefined ? '' : String(value)
  return (
    <Textarea
      {...frame}
      autosize
      minRows={4}
      maxRows={24}
      spellCheck={false}
      styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)', fontSize: 13 } }}
      value={text}
      onChange={({ currentTarget }) => onChange(currentTarget.value)}
    />
  )
}
