import { Checkbox, Switch } from '@mantine/core'
import type { ReactElement } from 'react'
import type { InterfaceProps } from '../interface-props.js'

/** On or off; a field that may hold nothing has that as its third state. */
export function BooleanInput({ field, value, onChange, frame }: InterfaceProps): ReactElement {
  const { withAsterisk: _, ...rest } = frame
  if (field.nullable)
    return (
      <Checkbox
        {...rest}
        checked={value === true}
        indeterminate={value === null || value === undefined}
        onChange={() => onChange(value === true ? false : value === false ? null : true)}
      />
    )
  return (
    <Switch
      {...rest}
      checked={value === true}
      onChange={({ currentTarget }) => onChange(currentTarget.checked)}
    />
  )
}
