import { CloseButton, TextInput } from '@mantine/core'
import { useDebouncedCallback } from '@mantine/hooks'
import { IconSearch } from '@tabler/icons-react'
import { useStudio } from '@relvar/studio-ui'
import { type ReactElement, useEffect, useState } from 'react'

interface SearchBoxProps {
  readonly value: string
  readonly onChange: (value: string) => void
}

/** Searches when somebody stops typing. */
export function SearchBox({ value, onChange }: SearchBoxProps): ReactElement {
  const { messages } = useStudio()
  const [text, setText] = useState(value)
  const send = useDebouncedCallback(onChange, 250)
  useEffect(() => setText(value), [value])
  function type(next: string): void {
    setText(next)
    send(next.trim())
  }
  return (
    <TextInput
      w={{ base: 120, sm: 220 }}
      aria-label={messages.search}
      placeholder={messages.search}
      leftSection={<IconSearch size={16} />}
      rightSection={
        text !== '' && (
          <CloseButton size="sm" aria-label={messages.clear} onClick={() => type('')} />
        )
      }
      value={text}
      onChange={({ currentTarget }) => type(currentTarget.value)}
    />
  )
}
