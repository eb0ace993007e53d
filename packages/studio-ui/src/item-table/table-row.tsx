import { Anchor, Checkbox, Table } from '@mantine/core'
import { memo, type MemoExoticComponent, type MouseEvent, type ReactElement } from 'react'
import { Value } from '../displays/value.js'
import { useStudio } from '../provider/studio-provider.js'
import type { Item } from '../wire/objects.js'
import { type Alignment, type ListColumn, valueOf } from './list-columns.js'
import { RowHandle, type RowMove, rowTarget } from './row-handle.js'

interface TableRowProps {
  /** From 0, among all rows of the table. */
  readonly index: number
  readonly item: Item
  /** null where the collection has no key: such rows lead nowhere. */
  readonly itemKey: string | null
  /** In pixels. */
  readonly height: number
  readonly columns: readonly ListColumn[]
  readonly alignOf: (column: ListColumn) => Alignment
  readonly onOpen: ((key: string) => void) | undefined
  readonly hrefOf: ((key: string) => string) | undefined
  /** null where rows cannot be chosen. */
  readonly isSelected: boolean | null
  readonly onSelect: (keys: readonly (string | null)[], isSelected: boolean) => void
  /** Rows have a place for a handle. */
  readonly hasHandle: boolean
  /** null while rows are in another order than the one made by hand. */
  readonly onMove: RowMove | null
}

/**
 * A row. A click anywhere opens its item; for the keyboard and for new tabs its first cell is a link. While a list is
 * scrolled only rows that come in sight are made.
 */
export const TableRow: MemoExoticComponent<(props: TableRowProps) => ReactElement> = memo(Row)

function Row(props: TableRowProps): ReactElement {
  const { item, itemKey: key, columns, onOpen, isSelected, onSelect, hasHandle, onMove } = props
  const { messages } = useStudio()
  const canOpen = key !== null && onOpen !== undefined
  function open(event: MouseEvent): void {
    if (!canOpen || event.metaKey || event.ctrlKey || event.button !== 0) return
    event.preventDefault()
    onOpen(key)
  }
  return (
    <Table.Tr
      h={props.height}
      aria-rowindex={props.index + 2}
      onClick={open}
      style={{ cursor: canOpen ? 'pointer' : undefined }}
      {...(isSelected === true && { bg: 'var(--mantine-primary-color-light)' })}
      {...(onMove !== null && key !== null && rowTarget(key, onMove))}
    >
      {hasHandle && (
        <Table.Td p={0} ta="center" onClick={(event) => event.stopPropagation()}>
          {onMove !== null && key !== null && <RowHandle itemKey={key} onMove={onMove} />}
        </Table.Td>
      )}
      {isSelected !== null && (
        // A finger that misses the box hits its cell.
        <Table.Td
          pl="md"
          onClick={(event) => {
            event.stopPropagation()
            if (event.target === event.currentTarget) onSelect([key], !isSelected)
          }}
        >
          <Checkbox
            size="xs"
            aria-label={messages.selectItem(key ?? '')}
            checked={isSelected}
            onChange={({ currentTarget }) => onSelect([key], currentTarget.checked)}
          />
        </Table.Td>
      )}
      {columns.map((column, index) => (
        <Table.Td
          key={column.path}
          px="xs"
          fz="sm"
          dir="auto"
          ta={props.alignOf(column)}
          {...(index === 0 && isSelected === null && !hasHandle && { pl: 'md' })}
          style={{ whiteSpace: 'nowrap', overflow: 'hidden', textOverflow: 'ellipsis' }}
        >
          {index === 0 && canOpen ? (
            <Anchor
              href={props.hrefOf?.(key) ?? '#'}
              c="inherit"
              fz="inherit"
              onClick={(event) => {
                event.stopPropagation()
                open(event)
              }}
            >
              <Value field={column.field} value={valueOf(column, item)} />
            </Anchor>
          ) : (
            <Value field={column.field} value={valueOf(column, item)} />
          )}
        </Table.Td>
      ))}
      <Table.Td p={0} aria-hidden />
    </Table.Tr>
  )
}
