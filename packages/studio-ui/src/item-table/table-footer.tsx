import { ActionIcon, Group, NativeSelect, Text, TextInput } from '@mantine/core'
import {
  IconChevronLeft,
  IconChevronRight,
  IconChevronsLeft,
  IconChevronsRight,
} from '@tabler/icons-react'
import { type ReactElement, useEffect, useState } from 'react'
import { useStudio } from '../provider/studio-provider.js'
import { ALL_ROWS, type ListState, PAGE_SIZES } from './list-query.js'
import type { KnownCount } from './use-items.js'

export interface TableFooterProps {
  readonly state: ListState
  readonly onStateChange: (state: ListState) => void
  /** How many items stand on this page. */
  readonly shown: number
  /** All rows can be had at once, scrolled through. */
  readonly hasAll?: boolean
  /** While it is not known, a full page may have one after it. */
  readonly count: KnownCount
}

/** Where in the list this page is, and the way to its neighbours. */
export function TableFooter({
  state,
  onStateChange,
  shown,
  count: known,
  hasAll = false,
}: TableFooterProps): ReactElement {
  const { messages } = useStudio()
  const count = known.isEstimate ? null : known.number
  const isAll = state.limit === ALL_ROWS
  const before = isAll ? 0 : (state.page - 1) * state.limit
  const hasNext = !isAll && (count === null ? shown === state.limit : before + shown < count)
  const last = isAll ? 1 : count === null ? null : Math.max(1, Math.ceil(count / state.limit))
  const go = (page: number): void => onStateChange({ ...state, page })
  return (
    <Group
      justify="space-between"
      px="md"
      h={48}
      wrap="nowrap"
      style={{ borderTop: '1px solid var(--mantine-color-default-border)', flexShrink: 0 }}
    >
      <Text fz="sm" c="dimmed" role="status" aria-live="polite">
        {shown === 0 ? '' : messages.range(before + 1, before + shown, known)}
      </Text>
      <Group gap="xs" wrap="nowrap">
        <NativeSelect
          aria-label={messages.rowsPerPage}
          size="xs"
          data={[
            ...PAGE_SIZES.map(String),
            ...(hasAll ? [{ value: String(ALL_ROWS), label: messages.allRows }] : []),
          ]}
          value={String(state.limit)}
          onChange={({ currentTarget }) =>
            onStateChange({ ...state, page: 1, limit: Number(currentTarget.value) })
          }
        />
        <Step label={messages.firstPage} isDisabled={state.page === 1} onClick={() => go(1)} isWide>
          <IconChevronsLeft size={16} />
        </Step>
        <Step
          label={messages.previousPage}
          isDisabled={state.page === 1}
          onClick={() => go(state.page - 1)}
        >
          <IconChevronLeft size={16} />
        </Step>
        <PageBox page={state.page} last={last} onGo={go} />
        <Step label={messages.nextPage} isDisabled={!hasNext} onClick={() => go(state.page + 1)}>
          <IconChevronRight size={16} />
        </Step>
        <Step
          label={messages.lastPage}
          isDisabled={last === null || state.page >= last}
          onClick={() => go(last ?? state.page)}
          isWide
        >
          <IconChevronsRight size={16} />
        </Step>
      </Group>
    </Group>
  )
}

interface StepProps {
  readonly label: string
  readonly isDisabled: boolean
  readonly onClick: () => void
  /** There is no room for it on a narrow page. */
  readonly isWide?: boolean
  readonly children: ReactElement
}

function Step({ label, isDisabled, onClick, isWide = false, children }: StepProps): ReactElement {
  return (
    <ActionIcon
      variant="default"
      aria-label={label}
      disabled={isDisabled}
      onClick={onClick}
      {...(isWide && { visibleFrom: 'sm' })}
    >
      {children}
    </ActionIcon>
  )
}

interface PageBoxProps {
  readonly page: number
  /** null while nobody knows. */
  readonly last: number | null
  readonly onGo: (page: number) => void
}

/** The number of the page; another one is gone to by Enter, or when the box is left. */
function PageBox({ page, last, onGo }: PageBoxProps): ReactElement {
  const { messages } = useStudio()
  const [text, setText] = useState(String(page))
  useEffect(() => setText(String(page)), [page])
  function go(): void {
    const wanted = /^\d+$/.test(text.trim()) ? Number(text) : page
    const next = Math.min(Math.max(1, wanted), last ?? Number.MAX_SAFE_INTEGER)
    setText(String(next))
    if (next !== page) onGo(next)
  }
  return (
    <TextInput
      size="xs"
      w={64}
      visibleFrom="sm"
      aria-label={messages.page}
      inputMode="numeric"
      styles={{ input: { textAlign: 'center' } }}
      value={text}
      onChange={({ currentTarget }) => setText(currentTarget.value)}
      onBlur={go}
      onKeyDown={({ key }) => {
        if (key === 'Enter') go()
      }}
    />
  )
}
