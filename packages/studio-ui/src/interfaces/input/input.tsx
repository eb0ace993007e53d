import { PasswordInput, TextInput } from '@mantine/core'
import type { ReactElement } from 'react'
import { isNumeric } from '../../item-form/draft.js'
import type { InterfaceProps } from '../interface-props.js'

/** One line of text, or a number, which is typed as text so that no digit of it is lost. */
export function Input({ field, value, onChange, frame }: InterfaceProps): ReactElement {
  const { masked, placeholder, font } = field.options
  const common = {
    ...frame,
    value: value === null || value === undefined ? '' : String(value),
    onChange: ({ currentTarget }: { readonly currentTarget: HTMLInputElement }) =>
      onChange(currentTarget.value),
    autoComplete: 'off',
    ...(typeof placeholder === 'string' && { placeholder }),
  }
  if (masked === true) return <PasswordInput {...common} autoComplete="new-password" />
  const isTechnical = font === 'monospace' || field.type === 'uuid'
  return (
    <TextInput
      {...common}
      {...(isNumeric(field) && { inputMode: 'decimal' as const })}
      {...(isTechnical && { ff: 'monospace' })}
    />
  )
}
