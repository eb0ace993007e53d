import { CloseButton, TextInput } from '@mantine/core'
import { useDebouncedCallback } from '@mantine/hooks'
import { IconSearch } from '@tabler/icons-react'
import { useEchoes, useStudio } from '@relvar/studio-ui'
import { type ReactElement, useState } from 'react'

interface SearchBoxProps {
  readonly value: string
  readonly onChange: (value: string) => void
}

/** Searches when somebody stops typing. */
export function SearchBox({ value, onChange }: SearchBoxProps): ReactElement {
  const { messages } = useStudio()
  const [text, setText] = useState(value)
  const isNews = useEchoes(value, () => setText(value))
  const send = useDebouncedCallback((term: string) => {
    if (isNews(term)) onChange(term)
  }, 250)
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
