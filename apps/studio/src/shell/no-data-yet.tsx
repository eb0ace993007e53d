import { Box, Skeleton } from '@mantine/core'
import { errorText, StateMessage, useStudio } from '@relvar/studio-ui'
import type { TablerIcon } from '@tabler/icons-react'
import type { ReactElement } from 'react'

export interface NoDataYetProps {
  /** What is asked of the server. */
  readonly query: {
    readonly data: unknown
    readonly error: Error | null
    readonly refetch: () => Promise<unknown>
  }
  /** Of what is to come. */
  readonly icon: TablerIcon
  /** What is being waited for, in words. */
  readonly loading: string
  /** How many bars stand for it, and how high each of them and its margin is. */
  readonly bars: { readonly count: number; readonly height: number; readonly margin: number }
}

/** What a page shows while there is nothing of the server's answer: bars, or why there is none and a way to ask again. */
export function NoDataYet({
  query,
  icon: Symbol,
  loading,
  bars,
}: NoDataYetProps): ReactElement | null {
  const { messages } = useStudio()
  const { data, error, refetch } = query
  if (data !== undefined) return null
  if (error !== null)
    return (
      <StateMessage
        icon={<Symbol size={40} stroke={1.25} />}
        title={messages.failedTitle}
        text={errorText(error, messages)}
        action={{ label: messages.retry, onClick: () => void refetch() }}
      />
    )
  return (
    <Box role="status" aria-label={loading}>
      {Array.from({ length: bars.count }, (_, index) => (
        <Skeleton key={index} h={bars.height} my={bars.margin} />
      ))}
    </Box>
  )
}
