import { ActionIcon, Group, NativeSelect, Text } from '@mantine/core'
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react'
import type { ReactElement } from 'react'
import { useStudio } from '../provider/studio-provider.js'
import { type ListState, PAGE_SIZES } from './list-query.js'

export interface TableFooterProps {
  readonly state: ListState
  readonly onStateChange: (state: ListState) => void
  /** How many items stand on this page. */
  readonly shown: number
  /** null while nobody knows: a full page then may have one after it. */
  readonly count: number | null
}

/** Where in the list this page is, and the way to its neighbours. */
export function TableFooter({
  state,
  onStateChange,
  shown,
  count,
}: TableFooterProps): ReactElement {
  const { messages } = useStudio()
  const before = (state.page - 1) * state.limit
  const hasNext = count === null ? shown === state.limit : before + shown < count
  return (
    <Group
      justify="space-between"
      px="md"
      h={48}
      wrap="nowrap"
      style={{ borderTop: '1px solid var(--mantine-color-default-border)', flexShrink: 0 }}
    >
      <Text fz="sm" c="dimmed" role="status" aria-live="polite">
        {shown === 0 ? '' : messages.range(before + 1, before + shown, count)}
      </Text>
      <Group gap="xs" wrap="nowrap">
        <NativeSelect
          aria-label={messages.rowsPerPage}
          size="xs"
          data={PAGE_SIZES.map(String)}
          value={String(state.limit)}
          onChange={({ currentTarget }) =>
            onStateChange({ ...state, page: 1, limit: Number(currentTarget.value) })
          }
        />
        <ActionIcon
          variant="default"
          aria-label={messages.previousPage}
          disabled={state.page === 1}
          onClick={() => onStateChange({ ...state, page: state.page - 1 })}
        >
          <IconChevronLeft size={16} />
        </ActionIcon>
        <ActionIcon
          variant="default"
          aria-label={messages.nextPage}
          disabled={!hasNext}
          onClick={() => onStateChange({ ...state, page: state.page + 1 })}
        >
          <IconChevronRight size={16} />
        </ActionIcon>
      </Group>
    </Group>
  )
}
