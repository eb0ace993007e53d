import { Box, Group, Table, Text, Tooltip, UnstyledButton } from '@mantine/core'
import type { Header } from '@tanstack/react-table'
import { IconArrowDown, IconArrowUp } from '@tabler/icons-react'
import {
  type DragEvent,
  type KeyboardEvent,
  type MouseEvent,
  type ReactElement,
  type TouchEvent,
  useState,
} from 'react'
import { flushSync } from 'react-dom'
import { useStudio } from '../provider/studio-provider.js'
import type { Item } from '../wire/objects.js'
import type { Alignment, ListColumn } from './list-columns.js'
import type { ListState } from './list-query.js'
import { nextSort, readSort } from './sorting.js'
import type { GridFeatures } from './table-grid.js'

interface TableHeadProps {
  readonly header: Header<GridFeatures, Item>
  readonly column: ListColumn
  readonly state: ListState
  readonly onStateChange: (state: ListState) => void
  readonly align: Alignment
  /** It stands at the edge of the page. */
  readonly isFirst: boolean
  /** It shares in what is left of the page, so it is wider than it asks for. */
  readonly isSpread: boolean
  readonly onWidth: (width: number) => void
  /** Another column comes to this place, or this one goes by one. Undefined where columns stay. */
  readonly onMove: ((to: string | -1 | 1) => void) | undefined
}

const SIDES = { left: 'flex-start', center: 'center', right: 'flex-end' } as const
const UNSORTABLE = new Set(['json', 'binary', 'hash'])
const STEP = 16

/** The head of a column: pressed it sorts, its edge is dragged, or moved by arrows, for its width. */
export function TableHead({
  header,
  column,
  state,
  onStateChange,
  align,
  isFirst,
  isSpread,
  onWidth,
  onMove,
}: TableHeadProps): ReactElement {
  const { messages } = useStudio()
  const { field, path, title } = column
  const sorting = readSort(state.sort)
  const order = sorting.get(path) ?? 'none'
  const rank = [...sorting.keys()].indexOf(path) + 1
  const isSortable = !UNSORTABLE.has(field.type)
  const sort = ({ shiftKey }: MouseEvent): void =>
    onStateChange({ ...state, page: 1, sort: nextSort(state.sort, path, shiftKey) })
  const width = header.getSize()
  const [seen, setSeen] = useState<number | null>(null)
  const widthOf = (edge: Element): number =>
    edge.closest<HTMLTableCellElement>('th')?.offsetWidth || width
  function move({ key, currentTarget }: KeyboardEvent): void {
    const now = widthOf(currentTarget)
    if (key === 'ArrowLeft') onWidth(Math.max(64, now - STEP))
    if (key === 'ArrowRight') onWidth(Math.min(1000, now + STEP))
  }
  /** Goes on from the width that is seen. */
  function drag(event: MouseEvent | TouchEvent): void {
    const now = widthOf(event.currentTarget)
    if (now !== width) flushSync(() => onWidth(now))
    header.getResizeHandler()(event)
  }
  /** Alt and an arrow move the column. */
  function shift(event: KeyboardEvent): void {
    if (!event.altKey || !/^Arrow(Left|Right)$/.test(event.key) || onMove === undefined) return
    event.preventDefault()
    onMove(event.key === 'ArrowLeft' ? -1 : 1)
  }
  const label = (
    <Group gap={4} wrap="nowrap" justify={SIDES[align]}>
      <Text span fz="xs" fw={600} truncate>
        {title}
      </Text>
      {order === 'ascending' && <IconArrowUp size={14} aria-hidden />}
      {order === 'descending' && <IconArrowDown size={14} aria-hidden />}
      {sorting.size > 1 && rank > 0 && (
        <Text span fz={10} c="dimmed" aria-hidden>
          {rank}
        </Text>
      )}
    </Group>
  )
  return (
    <Table.Th
      pos="relative"
      px="xs"
      {...(isFirst && { pl: 'md' })}
      aria-sort={isSortable ? order : undefined}
      {...(onMove !== undefined && dragging(path, onMove))}
    >
      <Tooltip
        openDelay={400}
        label={<Text ff="monospace" fz="xs">{`${path} ${field.nativeType}`}</Text>}
      >
        {isSortable ? (
          <UnstyledButton
            display="block"
            mih={24}
            onClick={sort}
            onKeyDown={shift}
            w="100%"
            title={messages.sortHint}
          >
            {label}
          </UnstyledButton>
        ) : (
          <Box>{label}</Box>
        )}
      </Tooltip>
      <Box
        role="slider"
        tabIndex={0}
        aria-label={messages.resize(title)}
        aria-valuenow={isSpread ? Math.min(seen ?? width, 1000) : width}
        aria-valuemin={64}
        aria-valuemax={1000}
        aria-orientation="horizontal"
        onMouseDown={drag}
        onTouchStart={drag}
        onFocus={({ currentTarget }) => setSeen(widthOf(currentTarget))}
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

const COLUMN = 'application/x-relvar-column'

/** A head that is dropped on another takes its place. */
function dragging(path: string, onMove: (to: string) => void) {
  return {
    draggable: true,
    onDragStart: ({ dataTransfer }: DragEvent) => dataTransfer.setData(COLUMN, path),
    onDragOver: (event: DragEvent) => {
      if (event.dataTransfer.types.includes(COLUMN)) event.preventDefault()
    },
    onDrop: (event: DragEvent) => {
      const dropped = event.dataTransfer.getData(COLUMN)
      if (dropped !== '' && dropped !== path) onMove(dropped)
    },
  }
}
