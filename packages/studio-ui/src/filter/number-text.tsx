import { TextInput } from '@mantine/core'
import { type ReactElement, useState } from 'react'
import { useStudio } from '../provider/studio-provider.js'

/** A number as it was typed; null where it is none. Digits beyond what JavaScript holds stay text. */
export function readNumber(text: string): unknown {
  if (!/^[+-]?(\d+\.?\d*|\.\d+)$/.test(text)) return null
  const number = Number(text)
  return String(number) === text ? number : text
}

/** A number, typed as text; while it is none, there is no value. */
export function NumberText({
  value,
  onChange,
  label,
}: {
  readonly value: unknown
  readonly onChange: (value: unknown) => void
  readonly label: string
}): ReactElement {
  const { messages } = useStudio()
  const [text, setText] = useState(value == null ? '' : String(value))
  const isWrong = text !== '' && readNumber(text) === null
  return (
    <TextInput
      size="xs"
      style={{ flex: 1, minWidth: 80 }}
      aria-label={label}
      inputMode="decimal"
      autoComplete="off"
      error={isWrong ? messages.invalidNumber : null}
      value={text}
      onChange={({ currentTarget }) => {
        setText(currentTarget.value)
        onChange(readNumber(currentTarget.value.trim()))
      }}
    />
  )
}
