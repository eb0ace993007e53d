import { Checkbox, Input, Switch } from '@mantine/core'
import type { ReactElement } from 'react'
import { namedIcon } from '../../icons/icons.js'
import { choiceIcon } from '../choice-icon.js'
import type { InterfaceProps } from '../interface-props.js'

/** On or off; a field that may hold nothing has that as its third state. */
export function BooleanInput(props: InterfaceProps): ReactElement {
  const { field, frame } = props
  const words = field.options['label']
  if (typeof words !== 'string' || words === '') return <Toggle {...props} />
  const { label, description, id } = frame
  return (
    <Input.Wrapper {...{ id, label, description }}>
      <Toggle {...props} frame={{ ...frame, label: words, description: null }} />
    </Input.Wrapper>
  )
}

function Toggle({ field, value, onChange, frame }: InterfaceProps): ReactElement {
  const { withAsterisk: _, ...rest } = frame
  const { colorOn, colorOff, iconOn, iconOff } = field.options
  const color = typeof colorOn === 'string' && colorOn !== '' ? { color: colorOn } : {}
  const off =
    value === false && typeof colorOff === 'string' && colorOff !== ''
      ? { backgroundColor: colorOff, borderColor: colorOff }
      : null
  if (field.nullable) {
    const { icon, styles } =
      (value ?? null) === null ? {} : choiceIcon({ iconOn, iconOff }, value === true)
    return (
      <Checkbox
        {...rest}
        {...color}
        {...(icon !== undefined && { icon })}
        styles={{ ...styles, ...(off !== null && { input: off }) }}
        checked={value === true}
        indeterminate={value === null || value === undefined}
        onChange={() => onChange(value === true ? false : value === false ? null : true)}
      />
    )
  }
  return (
    <Switch
      {...rest}
      {...color}
      {...(off !== null && { styles: { track: off } })}
      thumbIcon={namedIcon(value === true ? iconOn : iconOff, 10)}
      checked={value === true}
      onChange={({ currentTarget }) => onChange(currentTarget.checked)}
    />
  )
}
