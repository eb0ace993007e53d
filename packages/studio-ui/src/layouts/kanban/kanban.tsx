import {
  ActionIcon,
  Badge,
  Box,
  Button,
  Group,
  Menu,
  Paper,
  Skeleton,
  Stack,
  Text,
} from '@mantine/core'
import { IconArrowsHorizontal, IconLayoutKanban } from '@tabler/icons-react'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { type DragEvent, type ReactElement, useState } from 'react'
import { bothFilters } from '../../filter/filter-tree.js'
import { useItemCount } from '../../item-table/use-items.js'
import { filterText } from '../../item-table/list-query.js'
import { errorText } from '../../messages/failure-text.js'
import { useStudio } from '../../provider/studio-provider.js'
import { itemKey, itemPath, itemsPath, keyPaths } from '../../schema/item-key.js'
import type { StudioField } from '../../schema/studio-field.js'
import { StateMessage } from '../../states/state-message.js'
import type { Item } from '../../wire/objects.js'
import type { LayoutProps } from '../layout-props.js'
import { CardDetails, type CardFace, useCardFace } from './card-face.js'
import { ColumnMenu } from './column-menu.js'
import { columnFilter, groupFields, type KanbanColumn, useKanbanColumns } from './kanban-columns.js'

/** So many items of a column are read at once. */
const STEP = 30

/** A card on its way from one column to another. */
interface Move {
  readonly key: string
  readonly item: Item
  readonly from: KanbanColumn
  readonly to: KanbanColumn
}

/**
 * A board with a column by choice of a field. Cards are moved by mouse, or by the menu that each has; the
 * move shows at once, can be undone, and goes back where the server refuses it.
 */
export function Kanban(props: LayoutProps): ReactElement {
  const { collection, options } = props
  const { messages } = useStudio()
  const fields = groupFields(collection)
  const field = fields.find(({ name }) => name === options['groupField']) ?? fields[0]
  if (field === undefined)
    return (
      <StateMessage
        icon={<IconLayoutKanban size={40} stroke={1.25} />}
        title={messages.layouts.noGroups}
        text={messages.layouts.noGroupsText}
      />
    )
  return <Board key={field.name} {...props} field={field} />
}

interface BoardProps extends LayoutProps {
  readonly field: StudioField
}

function Board(props: BoardProps): ReactElement {
  const { collection, field } = props
  const { client, messages } = useStudio()
  const queries = useQueryClient()
  const [moves, setMoves] = useState<readonly Move[]>([])
  const [undo, setUndo] = useState<Move | null>(null)
  const columns = useKanbanColumns(field, props.options)
  const move = useMutation({
    mutationFn: ({ key, to }: Move) =>
      client.ask(itemPath(collection.id, key), {
        method: 'PATCH',
        body: { [field.name]: to.value },
      }),
    onMutate: (next) => setMoves((now) => [...now.filter(({ key }) => key !== next.key), next]),
    onSuccess: (_, done) => setUndo(done),
    onError: () => setUndo(null),
    onSettled: async (_, __, done) => {
      await queries.invalidateQueries({ queryKey: ['items', collection.id] })
      setMoves((now) => now.filter((each) => each !== done))
    },
  })
  const canMove = collection.actions.includes('update') && field.actions.includes('update')
  return (
    <Box style={{ flex: 1, minHeight: 0, display: 'flex', flexDirection: 'column' }}>
      <Box role="status" aria-live="polite" px="md" mih={0}>
        {move.error !== null && (
          <Text fz="sm" c="var(--mantine-color-error)" py={6}>
            {errorText(move.error, messages)}
          </Text>
        )}
        {undo !== null && move.error === null && (
          <Group gap="xs" py={4}>
            <Text fz="sm">{messages.layouts.moved(undo.to.title)}</Text>
            <Button
              size="compact-sm"
              variant="subtle"
              onClick={() => {
                move.mutate({ ...undo, from: undo.to, to: undo.from })
              }}
            >
              {messages.layouts.undo}
            </Button>
          </Group>
        )}
      </Box>
      <Box tabIndex={0} style={{ flex: 1, minHeight: 0, overflow: 'auto' }}>
        <Group align="flex-start" wrap="nowrap" p="md" gap="md">
          {columns === null && <Skeleton h={120} w={280} />}
          {columns?.map((column) => (
            <Column
              key={String(column.value)}
              {...props}
              column={column}
              columns={columns}
              moves={moves}
              onMove={canMove ? (next) => move.mutate(next) : null}
            />
          ))}
        </Group>
      </Box>
    </Box>
  )
}

interface ColumnProps extends BoardProps {
  readonly column: KanbanColumn
  readonly columns: readonly KanbanColumn[]
  readonly moves: readonly Move[]
  /** null where nobody may move cards. */
  readonly onMove: ((move: Move) => void) | null
}

const CARD = 'application/x-relvar-card'

function Column(props: ColumnProps): ReactElement {
  const { collection, field, column, columns, moves, onMove, state } = props
  const face = useCardFace(collection, props.options)
  const { client, locale, messages } = useStudio()
  const [limit, setLimit] = useState(STEP)
  const filter = bothFilters(state.filter ?? null, columnFilter(field, column))
  const count = useItemCount(collection.id, { search: state.search, filter })
  const query = {
    fields: [...new Set([...keyPaths(collection, face.reads), ...face.reads])].join(','),
    filter: filterText(filter),
    search: state.search,
    sort: state.sort ?? '',
    limit,
  }
  const { data, error } = useQuery({
    queryKey: ['items', collection.id, 'kanban', query],
    queryFn: async ({ signal }) =>
      (await client.ask<readonly Item[]>(itemsPath(collection.id), { query, signal })).data,
    placeholderData: (before) => before,
  })
  const here = (data ?? []).flatMap((item) => {
    const key = itemKey(collection, item)
    return key === null || moves.some((move) => move.key === key) ? [] : [{ key, item }]
  })
  const arriving = moves.filter((move) => move.to.value === column.value)
  function drop(event: DragEvent): void {
    const text = event.dataTransfer.getData(CARD)
    if (text === '' || onMove === null) return
    event.preventDefault()
    const { key, item, from } = JSON.parse(text) as Move
    if (from.value !== column.value) onMove({ key, item, from, to: column })
  }
  return (
    <Box
      component="section"
      aria-label={column.title}
      w={280}
      style={{ flexShrink: 0 }}
      onDragOver={(event) => {
        if (event.dataTransfer.types.includes(CARD)) event.preventDefault()
      }}
      onDrop={drop}
    >
      <Group gap={6} mb="sm">
        {column.color !== null && (
          <span style={{ width: 8, height: 8, borderRadius: 4, background: column.color }} />
        )}
        <Text fz="sm" fw={600}>
          {column.title}
        </Text>
        {count !== null && (
          <Badge variant="default" size="sm">
            {count.toLocaleString(locale)}
          </Badge>
        )}
        <ColumnMenu {...props} />
      </Group>
      <Stack gap="xs" mih={80}>
        {data === undefined && error === null && <Skeleton h={44} />}
        {error !== null && (
          <Text fz="sm" c="dimmed">
            {errorText(error, messages)}
          </Text>
        )}
        {[...arriving, ...here].map(({ key, item }) => (
          <Card
            key={key}
            {...props}
            {...{ face, item }}
            itemKey={key}
            others={columns.filter(({ value }) => value !== column.value)}
          />
        ))}
        {data?.length === limit && (
          <Button variant="subtle" color="gray" size="xs" onClick={() => setLimit(limit + STEP)}>
            {messages.layouts.more}
          </Button>
        )}
      </Stack>
    </Box>
  )
}

interface CardProps extends ColumnProps {
  readonly face: CardFace
  readonly itemKey: string
  readonly item: Item
  readonly others: readonly KanbanColumn[]
}

function Card({
  face,
  itemKey: key,
  item,
  column,
  others,
  onMove,
  onOpen,
  hrefOf,
}: CardProps): ReactElement {
  const { messages } = useStudio()
  const written = face.titleOf(item)
  const title = written === '' ? key : written
  return (
    <Paper
      withBorder
      p="xs"
      draggable={onMove !== null}
      onDragStart={({ dataTransfer }) =>
        dataTransfer.setData(CARD, JSON.stringify({ key, item, from: column }))
      }
      style={{ cursor: onMove === null ? undefined : 'grab' }}
    >
      <Group justify="space-between" wrap="nowrap" gap={4}>
        <Text
          component="a"
          href={hrefOf(key)}
          fz="sm"
          c="inherit"
          lineClamp={2}
          dir="auto"
          style={{ overflowWrap: 'anywhere' }}
          onClick={(event) => {
            if (event.metaKey || event.ctrlKey) return
            event.preventDefault()
            onOpen(key)
          }}
        >
          {title}
        </Text>
        {onMove !== null && (
          <Menu position="bottom-end">
            <Menu.Target>
              <ActionIcon
                variant="subtle"
                color="gray"
                size="sm"
                aria-label={messages.layouts.move(title)}
              >
                <IconArrowsHorizontal size={14} />
              </ActionIcon>
            </Menu.Target>
            <Menu.Dropdown>
              {others.map((to) => (
                <Menu.Item
                  key={String(to.value)}
                  onClick={() => onMove({ key, item, from: column, to })}
                >
                  {to.title}
                </Menu.Item>
              ))}
            </Menu.Dropdown>
          </Menu>
        )}
      </Group>
      <CardDetails face={face} item={item} />
    </Paper>
  )
}
