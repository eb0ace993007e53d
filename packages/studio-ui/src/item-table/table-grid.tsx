import {
  type ColumnDef,
  columnResizingFeature,
  columnSizingFeature,
  tableFeatures,
  useTable,
} from '@tanstack/react-table'
import { useVirtualizer } from '@tanstack/react-virtual'
import { Box, Checkbox, Table } from '@mantine/core'
import { type ReactElement, type ReactNode, useMemo, useRef, useState } from 'react'
import { useStudio } from '../provider/studio-provider.js'
import { itemKey } from '../schema/item-key.js'
import type { StudioField } from '../schema/studio-field.js'
import type { Item } from '../wire/objects.js'
import type { ItemTableProps } from './item-table.js'
import type { ListState } from './list-query.js'
import { TableHead } from './table-head.js'
import { TableRow } from './table-row.js'

/** What tables of items can do: their columns have widths. */
export interface GridFeatures {
  readonly columnSizingFeature: typeof columnSizingFeature
  readonly columnResizingFeature: typeof columnResizingFeature
}

const features: GridFeatures = tableFeatures({ columnSizingFeature, columnResizingFeature })

const ROW = 36
const SELECTION = 44

interface TableGridProps extends Omit<ItemTableProps, 'columns' | 'state' | 'onStateChange'> {
  readonly columns: readonly StudioField[]
  readonly items: readonly Item[]
  readonly state: ListState
  readonly onStateChange: (state: ListState) => void
  /** The items are those of the page before. */
  readonly isStale: boolean
  /** Stands below the head in place of rows. */
  readonly children: ReactNode
}

/** Head and rows; of a thousand rows only those in sight are in the document. */
export function TableGrid(props: TableGridProps): ReactElement {
  const { collection, columns, items, selection, onSelectionChange } = props
  const { messages } = useStudio()
  const scroller = useRef<HTMLDivElement>(null)
  const table = useGrid(props)
  const virtual = useVirtualizer({
    count: items.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW,
    overscan: 12,
  })
  const rows = virtual.getVirtualItems()
  const above = rows[0]?.start ?? 0
  const below = virtual.getTotalSize() - (rows.at(-1)?.end ?? 0)
  const keys = useMemo(() => items.map((item) => itemKey(collection, item)), [items, collection])
  const hasSelection = selection !== undefined && collection.primaryKey.length > 0
  const chosen = keys.filter((key) => key !== null && selection?.has(key) === true).length
  const span = columns.length + (hasSelection ? 1 : 0) + 1

  function select(chosen: readonly (string | null)[], isChosen: boolean): void {
    const next = new Set(selection)
    for (const key of chosen.filter((each) => each !== null)) {
      if (isChosen) next.add(key)
      else next.delete(key)
    }
    onSelectionChange?.(next)
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
        highlightOnHover={items.length > 0}
        withRowBorders
        verticalSpacing={0}
        aria-busy={props.isStale}
        w={table.getTotalSize() + (hasSelection ? SELECTION : 0)}
        miw="100%"
        style={{ opacity: props.isStale ? 0.6 : 1 }}
      >
        <colgroup>
          {hasSelection && <col style={{ width: SELECTION }} />}
          {table.getFlatHeaders().map((header) => (
            <col key={header.id} style={{ width: header.getSize() }} />
          ))}
          <col />
        </colgroup>
        <Table.Thead
          style={{ position: 'sticky', top: 0, zIndex: 1, background: 'var(--mantine-color-body)' }}
        >
          <Table.Tr h={ROW}>
            {hasSelection && (
              <Table.Th pl="md">
                <Checkbox
                  size="xs"
                  aria-label={messages.selectAll}
                  checked={chosen > 0 && chosen === items.length}
                  indeterminate={chosen > 0 && chosen < items.length}
                  onChange={({ currentTarget }) => select(keys, currentTarget.checked)}
                />
              </Table.Th>
            )}
            {table.getFlatHeaders().map((header) => {
              const field = columns.find(({ name }) => name === header.column.id)
              return (
                field && (
                  <TableHead
                    key={header.id}
                    header={header}
                    field={field}
                    state={props.state}
                    onStateChange={props.onStateChange}
                    onWidth={(width) =>
                      table.setColumnSizing((sizes) => ({ ...sizes, [field.name]: width }))
                    }
                  />
                )
              )
            })}
            <Table.Th aria-hidden p={0} />
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {above > 0 && (
            <tr aria-hidden>
              <td colSpan={span} style={{ height: above, padding: 0 }} />
            </tr>
          )}
          {rows.map(({ index }) => {
            const item = items[index]
            const key = keys[index] ?? null
            return (
              item && (
                <TableRow
                  key={key ?? index}
                  item={item}
                  itemKey={key}
                  columns={columns}
                  onOpen={props.onOpen}
                  hrefOf={props.hrefOf}
                  isSelected={hasSelection ? key !== null && selection.has(key) : null}
                  onSelect={(isSelected) => select([key], isSelected)}
                />
              )
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

/** Widths are the caller's, or are kept until the table goes. */
function useGrid({ columns, items, widths, onWidthsChange }: TableGridProps) {
  const [own, setOwn] = useState<Readonly<Record<string, number>>>({})
  const columnSizing = { ...(widths ?? own) }
  const defs = useMemo(
    () =>
      columns.map((field): ColumnDef<GridFeatures, Item> => ({
        id: field.name,
        accessorFn: (item) => item[field.name],
        size: widthOf(field),
        minSize: 64,
        maxSize: 1000,
      })),
    [columns],
  )
  const data = useMemo(() => [...items], [items])
  return useTable({
    features,
    columns: defs,
    data,
    columnResizeMode: 'onChange',
    state: { columnSizing },
    onColumnSizingChange: (update) =>
      (onWidthsChange ?? setOwn)(typeof update === 'function' ? update(columnSizing) : update),
  })
}

function widthOf({ type, isKey, related, options }: StudioField): number {
  if (related !== null || 'choices' in options) return 180
  if (type === 'boolean') return 110
  if (type === 'uuid') return 290
  if (isKey || type === 'integer' || type === 'float') return 120
  return type === 'timestamp' || type === 'dateTime' ? 190 : 200
}
