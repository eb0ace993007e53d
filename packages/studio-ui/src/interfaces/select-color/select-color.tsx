import { ColorInput } from '@mantine/core'
import type { ReactElement } from 'react'
import type { InterfaceProps } from '../interface-props.js'

const swatches = [
  '#4054c0',
  '#1864ab',
  '#0b7285',
  '#2b8a3e',
  '#e67700',
  '#c92a2a',
  '#a61e4d',
  '#495057',
]

/** A colour by its hexadecimal code. */
export function SelectColor({ field, value, onChange, frame }: InterfaceProps): ReactElement {
  const { opacity, presets } = field.options
  const said = Array.isArray(presets) ? presets.flatMap(colorOf) : []
  return (
    <ColorInput
      {...frame}
      format={opacity === true ? 'hexa' : 'hex'}
      swatches={said.length > 0 ? said : swatches}
      swatchesPerRow={8}
      value={typeof value === 'string' ? value : ''}
      onChange={(next) => onChange(next === '' && field.nullable ? null : next)}
    />
  )
}

function colorOf(preset: unknown): readonly string[] {
  const color =
    typeof preset === 'object' && preset !== null ? Reflect.get(preset, 'color') : preset
  return typeof color === 'string' ? [color] : []
}
