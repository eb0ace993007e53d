import { Text } from '@mantine/core'
import type { ReactElement } from 'react'

interface SoftLengthProps {
  /** Where the count begins; more can be written. */
  readonly limit: unknown
  readonly text: string
}

/** How many characters are left, from the last fifth on. */
export function SoftLength({ limit, text }: SoftLengthProps): ReactElement | null {
  if (typeof limit !== 'number') return null
  const left = limit - [...text].length
  if (left > limit / 5) return null
  return (
    <Text span fz="xs" c={left < 0 ? 'red' : 'dimmed'}>
      {left}
    </Text>
  )
}
