import { Box, TextInput } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { type ReactElement, useRef } from 'react'
import { FieldPicker } from '../../filter/field-picker.js'
import { useStudio } from '../../provider/studio-provider.js'
import type { InterfaceProps } from '../interface-props.js'
import { OfCollection } from '../of-collection.js'

/** A template that names items, with fields put in where the caret stands. */
export function SystemDisplayTemplate(props: InterfaceProps): ReactElement {
  const { field, value, onChange, frame } = props
  const { messages } = useStudio()
  const input = useRef<HTMLInputElement>(null)
  const text = typeof value === 'string' ? value : ''
  function insert(path: readonly string[]): void {
    const at = input.current?.selectionStart ?? text.length
    onChange(`${text.slice(0, at)}{{ ${path.join('.')} }}${text.slice(at)}`)
  }
  return (
    <OfCollection field={field}>
      {(collection) => (
        <Box>
          <TextInput
            {...frame}
            ref={input}
            value={text}
            autoComplete="off"
            placeholder="{{ name }}"
            styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)' } }}
            onChange={({ currentTarget }) => onChange(currentTarget.value)}
          />
          {collection !== '' && !frame.disabled && (
            <FieldPicker
              collection={collection}
              kinds="column"
              label={messages.insertField}
              variant="subtle"
              onPick={insert}
            >
              <IconPlus size={14} />
              {messages.insertField}
            </FieldPicker>
          )}
        </Box>
      )}
    </OfCollection>
  )
}
