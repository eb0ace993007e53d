import { IconPlugConnectedX } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { type ReactElement, useSyncExternalStore } from 'react'
import { client } from '../client.js'
import { isServerAway, whenConnectionChanges } from '../session/connection.js'
import { words } from '../words.js'
import { Banner } from './banner.js'

/** How often it is asked whether the server is back, in milliseconds. */
const PAUSE = 3_000

/** Says that the server is away, and goes by itself when it is back; pages then read anew. */
export function ConnectionBanner(): ReactElement | null {
  const isAway = useSyncExternalStore(whenConnectionChanges, isServerAway)
  const { refetch, isFetching } = useQuery({
    queryKey: ['connection'],
    queryFn: ({ signal }) => client.ask('/users/me', { query: { fields: 'id' }, signal }),
    enabled: isAway,
    refetchInterval: PAUSE,
    retry: false,
    gcTime: 0,
  })
  if (!isAway) return null
  return (
    <Banner
      role="alert"
      icon={IconPlugConnectedX}
      text={words.away}
      background="var(--mantine-color-red-9)"
      color="white"
      action={{ label: words.tryAgain, run: () => void refetch(), isDisabled: isFetching }}
      button={{ variant: 'white', c: 'dark.9' }}
    />
  )
}
