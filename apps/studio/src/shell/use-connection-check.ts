import { useQuery } from '@tanstack/react-query'
import { useSyncExternalStore } from 'react'
import { client } from '../client.js'
import { isServerAway, whenConnectionChanges } from '../session/connection.js'

/** How often it is asked whether the server is back, in milliseconds. */
const PAUSE = 3_000

interface ConnectionCheck {
  readonly isAway: boolean
  readonly isAsking: boolean
  readonly ask: () => void
}

/** Whether the server is away; as long as it is, it is asked whether it is back. */
export function useConnectionCheck(): ConnectionCheck {
  const isAway = useSyncExternalStore(whenConnectionChanges, isServerAway)
  const { refetch, isFetching } = useQuery({
    queryKey: ['connection'],
    queryFn: ({ signal }) => client.ask('/users/me', { query: { fields: 'id' }, signal }),
    enabled: isAway,
    refetchInterval: PAUSE,
    retry: false,
    gcTime: 0,
  })
  return { isAway, isAsking: isFetching, ask: () => void refetch() }
}
