import { TextInput } from '@mantine/core'
import type { ReactElement } from 'react'
import type { InterfaceProps } from '../interface-props.js'
import { fromInput, inputType, toInput } from './input-value.js'

/** A date, a time or both, in the control that the browser has for it. */
export function Datetime({ field, value, onChange, frame }: InterfaceProps): ReactElement {
  const type = inputType(field.type)
  return (
    <TextInput
      {...frame}
      type={type}
      {...(type !== 'date' && { step: 1 })}
      value={typeof value === 'string' ? toInput(value, field.type) : ''}
      onChange={({ currentTarget }) => onChange(fromInput(currentTarget.value, field.type))}
    />
  )
}
