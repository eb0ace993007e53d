import { Textarea } from '@mantine/core'
import { type ReactElement, useState } from 'react'
import { useStudio } from '../provider/studio-provider.js'
import type { Said } from './matrix.js'

interface RuleInputProps {
  readonly label: string
  readonly value: Said | null
  /** Called with what makes sense only. */
  readonly onChange: (value: Said | null) => void
  /** Whether what is typed makes sense. */
  readonly onValidity: (isValid: boolean) => void
}

/** Values by field as text. What is no JSON stays as it was typed. */
export function RuleInput({ label, value, onChange, onValidity }: RuleInputProps): ReactElement {
  const { matrix } = useStudio().messages
  const [text, setText] = useState(() => textOf(value))
  const [error, setError] = useState<string | null>(null)
  function change(next: string): void {
    setText(next)
    const object = objectOf(next)
    setError(object === undefined ? matrix.editor.notAnObject : null)
    onValidity(object !== undefined)
    if (object !== undefined) onChange(object)
  }
  return (
    <Textarea
      attributes={{ input: { dir: 'ltr' } }}
      label={label}
      description={matrix.editor.json}
      autosize
      minRows={6}
      maxRows={24}
      spellCheck={false}
      styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)', fontSize: 13 } }}
      value={text}
      error={error}
      onChange={({ currentTarget }) => change(currentTarget.value)}
    />
  )
}

function textOf(value: Said | null): string {
  return value === null || Object.keys(value).length === 0 ? '' : JSON.stringify(value, null, 2)
}

/** Undefined for what is no object; nothing typed is null. */
function objectOf(text: string): Said | null | undefined {
  if (text.trim() === '') return null
  try {
    const value: unknown = JSON.parse(text)
    const isObject = typeof value === 'object' && value !== null && !Array.isArray(value)
    return isObject ? (value as Said) : undefined
  } catch {
    return undefined
  }
}
