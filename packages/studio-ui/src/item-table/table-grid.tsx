import {
  type ColumnDef,
  columnResizingFeature,
  columnSizingFeature,
  tableFeatures,
  useTable,
} from '@tanstack/react-table'
import { ActionIcon, Box, Checkbox, Skeleton, Table } from '@mantine/core'
import { IconArrowsSort } from '@tabler/icons-react'
import {
  type ReactElement,
  type ReactNode,
  useCallback,
  useEffect,
  useMemo,
  useRef,
  useState,
} from 'react'
import { useStudio } from '../provider/studio-provider.js'
import { itemKey } from '../schema/item-key.js'
import type { Item } from '../wire/objects.js'
import type { ItemTableProps } from './item-table.js'
import { type Alignment, alignmentOf, type ListColumn, valueOf } from './list-columns.js'
import type { ListState } from './list-query.js'
import type { RowMove } from './row-handle.js'
import type { Rows } from './use-rows.js'
import { rowHeight } from './row-height.js'
import { TableHead } from './table-head.js'
import { TableRow } from './table-row.js'
import { useRowsInSight } from './use-rows-in-sight.js'

/** What tables of items can do: their columns have widths. */
export interface GridFeatures {
  readonly columnSizingFeature: typeof columnSizingFeature
  readonly columnResizingFeature: typeof columnResizingFeature
}

const features: GridFeatures = tableFeatures({ columnSizingFeature, columnResizingFeature })

const HEAD = 36
const SELECTION = 44
const HANDLE = 32

/** The order that people make themselves. */
export interface ManualOrder {
  /** What is seen is in this order. */
  readonly isOn: boolean
  readonly turnOn: () => void
  readonly move: (key: string, to: string) => void
}

interface TableGridProps extends Omit<ItemTableProps, 'columns' | 'state' | 'onStateChange'> {
  readonly columns: readonly ListColumn[]
  readonly rows: Rows
  readonly state: ListState
  readonly onStateChange: (state: ListState) => void
  /** Puts items in order by hand: null where there is no such order. */
  readonly order: ManualOrder | null
  /** Stands below the head in place of rows. */
  readonly children: ReactNode
}

/** Head and rows; of a thousand rows only those in sight are in the document. */
export function TableGrid(props: TableGridProps): ReactElement {
  const { collection, columns, rows, selection, onSelectionChange, order } = props
  const { messages } = useStudio()
  const scroller = useRef<HTMLDivElement>(null)
  const { table, isSpread } = useGrid(props)
  const hasSpread = columns.some(isSpread)
  const height = rowHeight(props.density)
  const count = rows.length ?? 0
  const { first, end, above, below } = useRowsInSight(scroller, { count, height, head: HEAD })
  const { onSight, loaded, at } = rows
  useEffect(() => onSight(first, Math.max(first, end - 1)), [onSight, first, end])
  const { page, search, sort, filter } = props.state
  const place = JSON.stringify([page, search, sort, filter])
  // Another page, or another order, begins at its top.
  useEffect(() => {
    if (scroller.current !== null) scroller.current.scrollTop = 0
  }, [place])
  const keys = useMemo(() => loaded.map((item) => itemKey(collection, item)), [loaded, collection])
  const keyAt = (index: number): string | null => {
    const item = at(index)
    return item === undefined ? null : itemKey(collection, item)
  }
  const hasSelection = selection !== undefined && collection.primaryKey.length > 0
  const isChosen = (key: string | null): boolean =>
    key !== null && (selection === 'all' || selection?.has(key) === true)
  const chosen = keys.filter((key) => isChosen(key)).length
  const hasHandle = order !== null
  const span = columns.length + Number(hasSelection) + Number(hasHandle) + 1
  const { align } = props
  const alignOf = useCallback(
    (column: ListColumn): Alignment => align?.[column.path] ?? alignmentOf(column),
    [align],
  )
  function moveFrom(index: number): RowMove | null {
    if (order === null || !order.isOn) return null
    return (key, to) => {
      const goal = typeof to === 'string' ? to : keyAt(index + to)
      if (goal !== null) order.move(key, goal)
    }
  }

  const select = useCallback(
    (some: readonly (string | null)[], isWanted: boolean): void => {
      // Whoever takes one out of all goes on with those of this page.
      const next = new Set(selection === 'all' ? keys.filter((key) => key !== null) : selection)
      for (const key of some.filter((each) => each !== null)) {
        if (isWanted) next.add(key)
        else next.delete(key)
      }
      onSelectionChange?.(next)
    },
    [selection, keys, onSelectionChange],
  )

  function move(path: string, to: string | -1 | 1): void {
    const paths = columns.map((column) => column.path)
    // What is dropped here comes here; else this one goes by a place.
    const moved = typeof to === 'string' ? to : path
    const place = typeof to === 'string' ? paths.indexOf(path) : paths.indexOf(path) + to
    if (place < 0 || place >= paths.length) return
    const rest = paths.filter((each) => each !== moved)
    props.onColumnsChange?.(rest.toSpliced(place, 0, moved))
  }

  return (
    <Box
      ref={scroller}
      style={{ overflow: 'auto', flex: 1, minHeight: 0 }}
      tabIndex={0}
      role="region"
      aria-label={collection.title}
    >
      <Table
        layout="fixed"
        highlightOnHover={count > 0}
        withRowBorders
        verticalSpacing={0}
        aria-busy={rows.isStale}
        aria-rowcount={count + 1}
        w={table.getTotalSize() + (hasSelection ? SELECTION : 0) + (hasHandle ? HANDLE : 0)}
        miw="100%"
      >
        <colgroup>
          {hasHandle && <col style={{ width: HANDLE }} />}
          {hasSelection && <col style={{ width: SELECTION }} />}
          {table.getFlatHeaders().map((header) => {
            const column = columns.find(({ path }) => path === header.column.id)
            const isFixed = column === undefined || !isSpread(column)
            return <col key={header.id} {...(isFixed && { style: { width: header.getSize() } })} />
          })}
          <col {...(hasSpread && { style: { width: 0 } })} />
        </colgroup>
        <Table.Thead
          style={{ position: 'sticky', top: 0, zIndex: 1, background: 'var(--mantine-color-body)' }}
        >
          <Table.Tr h={HEAD}>
            {hasHandle && (
              <Table.Th p={0} ta="center">
                <ActionIcon
                  variant="subtle"
                  color="gray"
                  size={24}
                  aria-label={messages.manualOrder}
                  title={messages.manualOrder}
                  aria-pressed={order.isOn}
                  onClick={order.turnOn}
                >
                  <IconArrowsSort size={14} />
                </ActionIcon>
              </Table.Th>
            )}
            {hasSelection && (
              <Table.Th pl="md">
                <Checkbox
                  size="xs"
                  aria-label={messages.selectAll}
                  checked={chosen > 0 && chosen === keys.length}
                  indeterminate={chosen > 0 && chosen < keys.length}
                  onChange={({ currentTarget }) => select(keys, currentTarget.checked)}
                />
              </Table.Th>
            )}
            {table.getFlatHeaders().map((header, index) => {
              const column = columns.find(({ path }) => path === header.column.id)
              return (
                column && (
                  <TableHead
                    key={header.id}
                    header={header}
                    column={column}
                    align={alignOf(column)}
                    isSpread={isSpread(column)}
                    isFirst={index === 0 && !hasSelection && !hasHandle}
                    onMove={props.onColumnsChange && ((to) => move(column.path, to))}
                    state={props.state}
                    onStateChange={props.onStateChange}
                    onWidth={(width) =>
                      table.setColumnSizing((sizes) => ({ ...sizes, [column.path]: width }))
                    }
                  />
                )
              )
            })}
            <Table.Th aria-hidden p={0} />
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody style={{ opacity: rows.isStale ? 0.7 : 1 }}>
          {above > 0 && (
            <tr aria-hidden>
              <td colSpan={span} style={{ height: above, padding: 0 }} />
            </tr>
          )}
          {Array.from({ length: end - first }, (_, place) => {
            const index = first + place
            const item = at(index)
            const key = keyAt(index)
            return item === undefined ? (
              <WaitingRow key={`waiting ${index}`} {...{ index, height, span }} />
            ) : (
              <TableRow
                key={key ?? index}
                index={index}
                item={item}
                itemKey={key}
                height={height}
                columns={columns}
                alignOf={alignOf}
                hasHandle={hasHandle}
                onMove={moveFrom(index)}
                onOpen={props.onOpen}
                hrefOf={props.hrefOf}
                isSelected={hasSelection ? isChosen(key) : null}
                onSelect={select}
              />
            )
          })}
          {below > 0 && (
            <tr aria-hidden>
              <td colSpan={span} style={{ height: below, padding: 0 }} />
            </tr>
          )}
        </Table.Tbody>
      </Table>
      {props.children}
    </Box>
  )
}

interface WaitingRowProps {
  /** From 0, among all rows of the table. */
  readonly index: number
  /** In pixels. */
  readonly height: number
  readonly span: number
}

/** A row that is on its way. */
function WaitingRow({ index, height, span }: WaitingRowProps): ReactElement {
  return (
    <tr aria-hidden aria-rowindex={index + 2} style={{ height }}>
      <td colSpan={span} style={{ padding: '0 16px' }}>
        <Skeleton h={12} w="60%" animate={false} />
      </td>
    </tr>
  )
}

/** The library knows the columns; rows are drawn here, since not all of them are read. */
const NO_ROWS: Item[] = []

/** Widths are the caller's, or are kept until the table goes; columns of words share what is left of the page. */
function useGrid({ columns, widths, onWidthsChange }: TableGridProps) {
  const [own, setOwn] = useState<Readonly<Record<string, number>>>({})
  const columnSizing = { ...(widths ?? own) }
  const defs = useMemo(
    () =>
      columns.map((column): ColumnDef<GridFeatures, Item> => ({
        id: column.path,
        accessorFn: (item) => valueOf(column, item),
        size: widthOf(column),
        minSize: 64,
        maxSize: 1000,
      })),
    [columns],
  )
  const table = useTable({
    features,
    columns: defs,
    data: NO_ROWS,
    columnResizeMode: 'onChange',
    state: { columnSizing },
    onColumnSizingChange: (update) =>
      (onWidthsChange ?? setOwn)(typeof update === 'function' ? update(columnSizing) : update),
  })
  const isSpread = (column: ListColumn): boolean =>
    columnSizing[column.path] === undefined && isOfWords(column)
  return { table, isSpread }
}

const WORDS = 200

/** Whether its values are cut off where there is no room for them. */
function isOfWords({ field: { type, isKey, related, options } }: ListColumn): boolean {
  if ((isKey && related === null) || 'choices' in options) return false
  return related !== null || type === 'string' || type === 'text'
}

function widthOf(column: ListColumn): number {
  const { type, isKey, related, options } = column.field
  if (isOfWords(column)) return WORDS
  if (related !== null || 'choices' in options) return 180
  if (type === 'boolean') return 110
  if (type === 'uuid') return 290
  if (isKey || type === 'integer' || type === 'float') return 120
  return type === 'timestamp' || type === 'dateTime' ? 190 : 200
}
