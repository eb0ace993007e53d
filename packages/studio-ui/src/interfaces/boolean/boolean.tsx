import { Checkbox, Switch } from '@mantine/core'
import type { ReactElement } from 'react'
import { namedIcon } from '../../icons/icons.js'
import type { InterfaceProps } from '../interface-props.js'

/** On or off; a field that may hold nothing has that as its third state. */
export function BooleanInput({ field, value, onChange, frame }: InterfaceProps): ReactElement {
  const { withAsterisk: _, ...rest } = frame
  const { colorOn, iconOn, iconOff } = field.options
  const color = typeof colorOn === 'string' && colorOn !== '' ? { color: colorOn } : {}
  if (field.nullable)
    return (
      <Checkbox
        {...rest}
        {...color}
        checked={value === true}
        indeterminate={value === null || value === undefined}
        onChange={() => onChange(value === true ? false : value === false ? null : true)}
      />
    )
  return (
    <Switch
      {...rest}
      {...color}
      thumbIcon={namedIcon(value === true ? iconOn : iconOff, 10)}
      checked={value === true}
      onChange={({ currentTarget }) => onChange(currentTarget.checked)}
    />
  )
}
