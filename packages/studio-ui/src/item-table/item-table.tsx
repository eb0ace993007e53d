import { Box, Skeleton, Text, VisuallyHidden } from '@mantine/core'
import { IconDatabaseOff, IconInbox, IconSearchOff } from '@tabler/icons-react'
import { type ReactElement, useMemo, useState } from 'react'
import { errorText } from '../messages/failure-text.js'
import { useStudio } from '../provider/studio-provider.js'
import type { StudioCollection } from '../schema/studio-collection.js'
import { StateMessage } from '../states/state-message.js'
import { type Alignment, useListColumns } from './list-columns.js'
import { defaultColumns, firstPage, type ListState } from './list-query.js'
import { TableFooter } from './table-footer.js'
import { WireError } from '../wire/wire-error.js'
import { type ManualOrder, TableGrid } from './table-grid.js'
import { useItemOrder } from './use-item-order.js'
import { itemsQueryKey, useKnownCount } from './use-items.js'
import { useRows } from './use-rows.js'

/** 28, 36 or 52 pixels. */
export type Density = 'compact' | 'cozy' | 'comfortable'

/** What a table shows; whatever is left out it decides, and keeps, by itself. */
export interface ItemTableProps {
  readonly collection: StudioCollection
  /** Where it is left out, the table keeps it itself. */
  readonly state?: ListState
  readonly onStateChange?: (state: ListState) => void
  /** Paths of fields, `artist_id.name`. Default: the first few that are not hidden. */
  readonly columns?: readonly string[]
  /** A column was moved to the place of another. */
  readonly onColumnsChange?: (columns: readonly string[]) => void
  /** How high rows are. Default: cozy. */
  readonly density?: Density
  readonly widths?: Readonly<Record<string, number>>
  readonly onWidthsChange?: (widths: Readonly<Record<string, number>>) => void
  /** Where values stand, by path. Default: numbers right, all else left. */
  readonly align?: Readonly<Record<string, Alignment>>
  /** Keys of the items that are chosen, or all on all pages; without it there are no boxes to choose by. */
  readonly selection?: ReadonlySet<string> | 'all'
  readonly onSelectionChange?: (selection: ReadonlySet<string>) => void
  /** An item was clicked. */
  readonly onOpen?: (key: string) => void
  /** The address of an item, for those who open it in a tab of its own. */
  readonly hrefOf?: (key: string) => string
  /** The one next step where there are no items. */
  readonly emptyAction?: { readonly label: string; readonly onClick: () => void } | undefined
}

/**
 * The items of a collection as a table: sorted, searched and paged by the server. The number of items
 * comes when it comes.
 *
 * @example
 * const { collection } = useCollection('orders')
 * return collection && <ItemTable collection={collection} onOpen={(key) => open(key)} />
 */
export function ItemTable(props: ItemTableProps): ReactElement {
  const { collection, onStateChange } = props
  const { messages } = useStudio()
  const [own, setOwn] = useState(firstPage)
  const state = props.state ?? own
  const change = onStateChange ?? setOwn
  const paths = useMemo(
    () => props.columns ?? defaultColumns(collection),
    [props.columns, collection],
  )
  const columns = useListColumns(collection, paths)
  const count = useKnownCount(collection.id, state)
  const read = useRows(collection, columns, state, count)
  // What is refused now was read before; what could not be read anew is shown as it was.
  const isRefused = read.error instanceof WireError && read.error.status === 403
  const rows = isRefused ? { ...read, length: null, loaded: [] } : read
  const { move, error: notMoved } = useItemOrder(
    collection,
    itemsQueryKey(collection, columns, state),
  )
  const order: ManualOrder | null = canOrder(collection)
    ? {
        isOn: state.sort === collection.sortField,
        turnOn: () => change({ ...state, page: 1, sort: collection.sortField }),
        move,
      }
    : null
  return (
    <Box style={{ display: 'flex', flexDirection: 'column', minHeight: 0, minWidth: 0, flex: 1 }}>
      {notMoved !== null && (
        <Text role="alert" fz="sm" px="md" py={6} c="var(--mantine-color-error)">
          {errorText(notMoved, messages)}
        </Text>
      )}
      <TableGrid
        {...props}
        columns={columns}
        rows={rows}
        state={state}
        onStateChange={change}
        order={order}
      >
        {rows.length === null && rows.error === null && <LoadingRows />}
        {rows.length === null && rows.error !== null && (
          <Failed error={rows.error} onRetry={rows.retry} />
        )}
        {rows.length === 0 && (
          <Empty state={state} onStateChange={change} action={props.emptyAction} />
        )}
      </TableGrid>
      <TableFooter
        state={state}
        onStateChange={change}
        shown={rows.length ?? 0}
        count={count}
        hasAll
      />
    </Box>
  )
}

/** Whether somebody may change the places that items have. */
function canOrder({ sortField, fields, primaryKey }: StudioCollection): boolean {
  const field = fields.find(({ name }) => name === sortField)
  return primaryKey.length > 0 && field?.actions.includes('update') === true
}

function LoadingRows(): ReactElement {
  const { messages } = useStudio()
  return (
    <Box px="md" role="status">
      <VisuallyHidden>{messages.loading}</VisuallyHidden>
      {Array.from({ length: 12 }, (_, index) => (
        <Box key={index} h={36} py={10}>
          <Skeleton h={16} w={`${60 + ((index * 17) % 40)}%`} />
        </Box>
      ))}
    </Box>
  )
}

function Failed({
  error,
  onRetry,
}: {
  readonly error: Error
  readonly onRetry: () => void
}): ReactElement {
  const { messages } = useStudio()
  return (
    <StateMessage
      icon={<IconDatabaseOff size={40} stroke={1.25} />}
      title={messages.failedTitle}
      text={errorText(error, messages)}
      action={{ label: messages.retry, onClick: onRetry }}
    />
  )
}

interface EmptyProps {
  readonly state: ListState
  readonly onStateChange: (state: ListState) => void
  readonly action: ItemTableProps['emptyAction']
}

function Empty({ state, onStateChange, action }: EmptyProps): ReactElement {
  const { messages } = useStudio()
  if (state.page > 1) {
    const back = {
      label: messages.previousPage,
      onClick: () => onStateChange({ ...state, page: state.page - 1 }),
    }
    return (
      <StateMessage
        icon={<IconInbox size={40} stroke={1.25} />}
        title={messages.endTitle}
        text={messages.endText}
        action={back}
      />
    )
  }
  if (state.search !== '' || (state.filter ?? null) !== null) {
    const everything = { ...state, search: '', filter: null }
    const clear = { label: messages.clear, onClick: () => onStateChange(everything) }
    return (
      <StateMessage
        icon={<IconSearchOff size={40} stroke={1.25} />}
        title={messages.noMatchTitle}
        text={messages.noMatchText}
        action={clear}
      />
    )
  }
  return (
    <StateMessage
      icon={<IconInbox size={40} stroke={1.25} />}
      title={messages.emptyTitle}
      text={messages.emptyText}
      action={action}
    />
  )
}
