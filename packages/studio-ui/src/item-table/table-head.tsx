import { Box, Group, Table, Text, Tooltip, UnstyledButton } from '@mantine/core'
import type { Header } from '@tanstack/react-table'
import { IconArrowDown, IconArrowUp } from '@tabler/icons-react'
import type { KeyboardEvent, ReactElement } from 'react'
import { useStudio } from '../provider/studio-provider.js'
import type { StudioField } from '../schema/studio-field.js'
import type { Item } from '../wire/objects.js'
import { type ListState, nextSort } from './list-query.js'
import type { GridFeatures } from './table-grid.js'

interface TableHeadProps {
  readonly header: Header<GridFeatures, Item>
  readonly field: StudioField
  readonly state: ListState
  readonly onStateChange: (state: ListState) => void
  readonly onWidth: (width: number) => void
}

const UNSORTABLE = new Set(['json', 'binary', 'unknown', 'hash'])
const STEP = 16

/** The head of a column: pressed it sorts, its edge is dragged, or moved by arrows, for its width. */
export function TableHead({
  header,
  field,
  state,
  onStateChange,
  onWidth,
}: TableHeadProps): ReactElement {
  const { messages } = useStudio()
  const order =
    state.sort === field.name
      ? 'ascending'
      : state.sort === `-${field.name}`
        ? 'descending'
        : 'none'
  const isSortable = !UNSORTABLE.has(field.type)
  const sort = (): void =>
    onStateChange({ ...state, page: 1, sort: nextSort(state.sort, field.name) })
  const width = header.getSize()
  function move({ key }: KeyboardEvent): void {
    if (key === 'ArrowLeft') onWidth(Math.max(64, width - STEP))
    if (key === 'ArrowRight') onWidth(Math.min(1000, width + STEP))
  }
  const label = (
    <Group gap={4} wrap="nowrap">
      <Text span fz="xs" fw={600} truncate>
        {field.title}
      </Text>
      {order === 'ascending' && <IconArrowUp size={14} aria-hidden />}
      {order === 'descending' && <IconArrowDown size={14} aria-hidden />}
    </Group>
  )
  return (
    <Table.Th pos="relative" px="xs" aria-sort={isSortable ? order : undefined}>
      <Tooltip
        openDelay={400}
        label={<Text ff="monospace" fz="xs">{`${field.name} ${field.nativeType}`}</Text>}
      >
        {isSortable ? (
          <UnstyledButton onClick={sort} w="100%">
            {label}
          </UnstyledButton>
        ) : (
          <Box>{label}</Box>
        )}
      </Tooltip>
      <Box
        role="slider"
        tabIndex={0}
        aria-label={messages.resize(field.title)}
        aria-valuenow={width}
        aria-valuemin={64}
        aria-valuemax={1000}
        aria-orientation="horizontal"
        onMouseDown={header.getResizeHandler()}
        onTouchStart={header.getResizeHandler()}
        onKeyDown={move}
        style={{
          position: 'absolute',
          right: 0,
          top: 8,
          bottom: 8,
          width: 6,
          cursor: 'col-resize',
          touchAction: 'none',
          borderRight: '1px solid var(--mantine-color-default-border)',
        }}
      />
    </Table.Th>
  )
}
