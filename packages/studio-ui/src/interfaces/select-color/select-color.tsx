import type { ReactElement } from 'react'
import { ColorField } from '../../color/color-field.js'
import type { InterfaceProps } from '../interface-props.js'

/** A colour by its hexadecimal code. */
export function SelectColor({ field, value, onChange, frame }: InterfaceProps): ReactElement {
  const { opacity, presets } = field.options
  const said = Array.isArray(presets) ? presets.flatMap(colorOf) : []
  return (
    <ColorField
      {...frame}
      format={opacity === true ? 'hexa' : 'hex'}
      {...(said.length > 0 && { swatches: said })}
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
