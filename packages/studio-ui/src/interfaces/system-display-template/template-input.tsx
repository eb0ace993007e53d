import { Box, TextInput } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { type ReactElement, type ReactNode, useRef } from 'react'
import { FieldPicker } from '../../filter/field-picker.js'
import { useStudio } from '../../provider/studio-provider.js'

interface TemplateInputProps {
  /** '' where none is chosen yet. */
  readonly collection: string
  readonly value: string
  readonly onChange: (template: string) => void
  readonly label: ReactNode
  readonly placeholder?: string
  readonly disabled?: boolean
}

/** A line that a template is written in, with fields put in where the caret stands. */
export function TemplateInput(props: TemplateInputProps): ReactElement {
  const { collection, value, onChange, placeholder = '{{ name }}', ...frame } = props
  const { messages } = useStudio()
  const input = useRef<HTMLInputElement>(null)
  function insert(path: readonly string[]): void {
    const at = input.current?.selectionStart ?? value.length
    onChange(`${value.slice(0, at)}{{ ${path.join('.')} }}${value.slice(at)}`)
  }
  return (
    <Box>
      <TextInput
        {...frame}
        ref={input}
        value={value}
        autoComplete="off"
        placeholder={placeholder}
        styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)' } }}
        onChange={({ currentTarget }) => onChange(currentTarget.value)}
      />
      {collection !== '' && frame.disabled !== true && (
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
  )
}
