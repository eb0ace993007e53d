import { PasswordInput } from '@mantine/core'
import type { ReactElement } from 'react'
import { useStudio } from '../../provider/studio-provider.js'
import type { InterfaceProps } from '../interface-props.js'

/** A value that is never read again: the field is empty, and says whether there is one. */
export function InputHash({ value, onChange, frame }: InterfaceProps): ReactElement {
  const { messages } = useStudio()
  const isKept = typeof value === 'string' && /^\*+$/.test(value)
  return (
    <PasswordInput
      {...frame}
      autoComplete="new-password"
      placeholder={isKept ? messages.concealed : ''}
      value={isKept ? '' : String(value ?? '')}
      onChange={({ currentTarget }) => onChange(currentTarget.value)}
    />
  )
}
