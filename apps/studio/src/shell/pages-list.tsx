import { Alert, Button, Skeleton, Stack, Text } from '@mantine/core'
import { errorText, useStudio } from '@relvar/studio-ui'
import type { InfiniteData, UseInfiniteQueryResult } from '@tanstack/react-query'
import type { ReactElement, ReactNode } from 'react'
import { words } from '../words.js'

interface PagesListProps<T> {
  readonly query: UseInfiniteQueryResult<InfiniteData<readonly T[]>>
  readonly label: string
  /** What stands where there is nothing. */
  readonly empty: string
  readonly children: (entry: T) => ReactNode
}

/** Entries that are read a page at a time. */
export function PagesList<T>({ query, label, empty, children }: PagesListProps<T>): ReactElement {
  const { messages } = useStudio()
  const { data, error, refetch, hasNextPage, isFetchingNextPage, fetchNextPage } = query
  if (data === undefined)
    return error === null ? (
      <Stack gap="md" role="status" aria-label={messages.loading}>
        {Array.from({ length: 4 }, (_, index) => (
          <Skeleton key={index} h={38} />
        ))}
      </Stack>
    ) : (
      <Alert color="red" role="alert" title={messages.failedTitle}>
        <Text fz="sm" mb="xs">
          {errorText(error, messages)}
        </Text>
        <Button size="xs" variant="default" onClick={() => void refetch()}>
          {messages.retry}
        </Button>
      </Alert>
    )
  const entries = data.pages.flat()
  if (entries.length === 0)
    return (
      <Text fz="sm" c="dimmed">
        {empty}
      </Text>
    )
  return (
    <>
      <Stack component="ul" aria-label={label} gap="md" p={0} m={0} style={{ listStyle: 'none' }}>
        {entries.map(children)}
      </Stack>
      {hasNextPage && (
        <Button
          variant="subtle"
          size="xs"
          mt="sm"
          loading={isFetchingNextPage}
          onClick={() => void fetchNextPage()}
        >
          {words.showMore}
        </Button>
      )}
    </>
  )
}
