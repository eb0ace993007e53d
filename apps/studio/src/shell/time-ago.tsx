import { Text, Tooltip } from '@mantine/core'
import { relativeText, useStudio } from '@relvar/studio-ui'
import type { ReactElement } from 'react'

/** How long ago something was; the exact time is a hover away. */
export function TimeAgo({ at }: { readonly at: string }): ReactElement {
  const { locale } = useStudio()
  return (
    <Tooltip label={new Date(at).toLocaleString(locale)}>
      <Text component="time" dateTime={at} fz="xs" c="dimmed">
        {relativeText(at, locale, Date.now())}
      </Text>
    </Tooltip>
  )
}
