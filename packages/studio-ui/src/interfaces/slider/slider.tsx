import { Group, Input, Slider as MantineSlider, Text } from '@mantine/core'
import { type ReactElement, useState } from 'react'
import { compareExact } from '../../item-form/exact.js'
import type { InterfaceProps } from '../interface-props.js'
import { Input as NumberInput } from '../input/input.js'

/** A number of a range. One beyond the range, or that a slider cannot tell apart, is typed. */
export function Slider(props: InterfaceProps): ReactElement {
  const { field, value, onChange, frame } = props
  const { minValue, maxValue, stepInterval } = field.options
  const min = typeof minValue === 'number' ? minValue : 0
  const max = typeof maxValue === 'number' ? maxValue : 100
  const step = typeof stepInterval === 'number' && stepInterval > 0 ? stepInterval : 1
  const text = value === null || value === undefined ? '' : String(value)
  const isWithin =
    text === '' ||
    ((compareExact(text, String(min)) ?? -1) >= 0 && (compareExact(text, String(max)) ?? 1) <= 0)
  // What began as typed stays so: a control is not taken from under somebody's hands.
  const [isTyped] = useState(!isWithin || !Number.isSafeInteger(max))
  if (isTyped || !isWithin) return <NumberInput {...props} />
  const { label, description, error, withAsterisk, id, disabled } = frame
  const places = String(step).split('.')[1]?.length ?? 0
  return (
    <Input.Wrapper {...{ label, description, error, withAsterisk }} labelElement="div">
      <Group wrap="nowrap" mt={6}>
        <MantineSlider
          id={id}
          style={{ flex: 1 }}
          thumbLabel={field.title}
          label={null}
          {...{ min, max, step, disabled }}
          value={text === '' ? min : Number(text)}
          onChange={(next) => onChange(next.toFixed(places))}
        />
        <Text fz="sm" miw={48} ta="right" {...(text === '' && { c: 'dimmed' })}>
          {text === '' ? '–' : text}
        </Text>
      </Group>
    </Input.Wrapper>
  )
}
