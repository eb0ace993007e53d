import { IconPlugConnectedX } from '@tabler/icons-react'
import type { ReactElement } from 'react'
import { words } from '../words.js'
import { Banner } from './banner.js'
import { useConnectionCheck } from './use-connection-check.js'

/** Says that the server is away, and goes by itself when it is back; pages then read anew. */
export function ConnectionBanner(): ReactElement | null {
  const { isAway, isAsking, ask } = useConnectionCheck()
  if (!isAway) return null
  return (
    <Banner
      role="alert"
      icon={IconPlugConnectedX}
      text={words.away}
      background="var(--mantine-color-red-9)"
      color="white"
      action={{ label: words.tryAgain, run: ask, isDisabled: isAsking }}
      button={{ variant: 'white', c: 'dark.9' }}
    />
  )
}
