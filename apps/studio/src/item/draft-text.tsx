import { Text } from '@mantine/core'
import { useStudio } from '@relvar/studio-ui'
import type { ReactElement } from 'react'

interface DraftTextProps {
  readonly draft: unknown
  /** It is this no more. */
  readonly isPast?: boolean
}

const SHOWN = 400

/** A value as text, for comparing: as it is, and not as a display would have it. */
export function DraftText({ draft, isPast = false }: DraftTextProps): ReactElement {
  const { messages } = useStudio()
  const isNothing = draft === null || draft === undefined || draft === ''
  const text = typeof draft === 'object' ? JSON.stringify(draft) : String(draft)
  return (
    <Text
      span
      fz="sm"
      c={isNothing || isPast ? 'dimmed' : undefined}
      td={isPast && !isNothing ? 'line-through' : undefined}
      style={{ overflowWrap: 'anywhere', whiteSpace: 'pre-wrap' }}
    >
      {isNothing ? messages.nothing : text.length > SHOWN ? `${text.slice(0, SHOWN)} …` : text}
    </Text>
  )
}
