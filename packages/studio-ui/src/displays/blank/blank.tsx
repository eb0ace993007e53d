import { Text } from '@mantine/core'
import type { ReactElement } from 'react'

/** A text that there is, but with nothing in it that is seen: quotes tell it from what is not there. */
export function Blank({ text }: { readonly text: string }): ReactElement {
  return (
    <Text span c="dimmed" ff="monospace" fz="xs" style={{ whiteSpace: 'pre' }}>
      {JSON.stringify(text)}
    </Text>
  )
}
