import { Group, Textarea } from '@mantine/core'
import type { ReactElement } from 'react'
import { SoftLength } from '../input/soft-length.js'
import type { InterfaceProps } from '../interface-props.js'
import { useStudio } from '../../provider/studio-provider.js'
import { ownDirection } from '../own-direction.js'
import { placeholderOf } from '../placeholder-of.js'

const faces: Readonly<Record<string, string>> = {
  monospace: 'var(--mantine-font-family-monospace)',
  serif: 'serif',
}

/** Beyond this a browser takes long to measure how high a box has to be. */
const MEASURED = 20_000

/** Plain text of several lines; the box grows with it. */
export function InputMultiline({ field, value, onChange, frame }: InterfaceProps): ReactElement {
  const { messages } = useStudio()
  const { softLength, font } = field.options
  const text = value === null || value === undefined ? '' : String(value)
  const face = faces[String(font)]
  const size = text.length < MEASURED ? { autosize: true, minRows: 3, maxRows: 20 } : { rows: 20 }
  return (
    <>
      <Textarea
        {...frame}
        {...size}
        value={text}
        attributes={ownDirection}
        placeholder={placeholderOf(field, value, messages)}
        {...(face !== undefined && { styles: { input: { fontFamily: face } } })}
        onChange={({ currentTarget }) => onChange(currentTarget.value)}
      />
      {typeof softLength === 'number' && (
        <Group justify="flex-end">
          <SoftLength limit={softLength} text={text} />
        </Group>
      )}
    </>
  )
}
