import { TagsInput } from '@mantine/core'
import type { ReactElement } from 'react'
import { useStudio } from '../../provider/studio-provider.js'
import type { InterfaceProps } from '../interface-props.js'

/** A list of words. */
export function Tags({ field, value, onChange, frame }: InterfaceProps): ReactElement {
  const { messages } = useStudio()
  const { presets } = field.options
  const words = Array.isArray(value) ? value.map(String) : []
  return (
    <TagsInput
      {...frame}
      data={Array.isArray(presets) ? presets.map(String) : []}
      value={words}
      placeholder={words.length === 0 ? messages.tagsHint : ''}
      onChange={(next) => onChange(next.length === 0 && field.nullable ? null : next)}
    />
  )
}
