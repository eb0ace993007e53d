import { JsonInput } from '@mantine/core'
import { type ReactElement, useState } from 'react'
import { useStudio } from '../provider/studio-provider.js'

/** What is neither a value nor a list: shapes, and conditions on what JSON holds. */
export function StructureInput({
  value,
  onChange,
}: {
  readonly value: unknown
  readonly onChange: (value: unknown) => void
}): ReactElement {
  const { messages } = useStudio()
  const [text, setText] = useState(value == null ? '' : JSON.stringify(value))
  const parsed = parse(text)
  return (
    <JsonInput
      size="xs"
      autosize
      minRows={1}
      style={{ flex: 1, minWidth: 200 }}
      aria-label={messages.filter.value}
      error={text !== '' && parsed === null ? messages.invalidJson : null}
      value={text}
      onChange={(next) => {
        setText(next)
        onChange(parse(next))
      }}
    />
  )
}

function parse(text: string): object | null {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' ? value : null
  } catch {
    return null
  }
}
