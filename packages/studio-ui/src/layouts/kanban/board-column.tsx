import { Badge, Box, Button, Group, Skeleton, Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { type DragEvent, type ReactElement, useEffect, useState } from 'react'
import { bothFilters } from '../../filter/filter-tree.js'
import { filterText } from '../../item-table/list-query.js'
import { useItemCount } from '../../item-table/use-items.js'
import { errorText } from '../../messages/failure-text.js'
import { useStudio } from '../../provider/studio-provider.js'
import { itemKey, itemsPath, keyPaths } from '../../schema/item-key.js'
import type { Item } from '../../wire/objects.js'
import type { LayoutProps } from '../layout-props.js'
import { BoardCard, type CardWays } from './board-card.js'
import { useCardFace } from './card-face.js'
import type { PlacedCard } from './card-place.js'
import { ColumnMenu } from './column-menu.js'
import { draggedCard, isDraggedCard } from './dragged-card.js'
import type { GroupedBy, Groups } from './groups.js'
import { columnFilter, type KanbanColumn } from './kanban-columns.js'
import { type Move, withMoves } from './use-card-moves.js'

/** So many items of a column are read at once. */
const STEP = 30

interface BoardColumnProps extends LayoutProps, GroupedBy {
  readonly column: KanbanColumn
  readonly columns: readonly KanbanColumn[]
  readonly groups: Groups
  readonly moves: readonly Move[]
  /** How its cards are moved; null where nobody may. */
  readonly ways: CardWays | null
  /** The field of the order made by hand, where that is the one that is seen. */
  readonly sortField: string | null
  /** A card was dropped, on none of the others. */
  readonly onDrop: (key: string) => void
  /** Tells what it shows. */
  readonly onCards: (column: KanbanColumn, cards: readonly PlacedCard[]) => void
}

/** A column of a board: its name and number, and its cards. */
export function BoardColumn(props: BoardColumnProps): ReactElement {
  const { collection, field, column, columns, moves, ways, state, sortField } = props
  const face = useCardFace(collection, props.options)
  const { client, locale, messages } = useStudio()
  const [limit, setLimit] = useState(STEP)
  const filter = bothFilters(state.filter ?? null, columnFilter(field, column))
  const count = useItemCount(collection.id, { search: state.search, filter })
  const order = sortField === null ? [] : [sortField]
  const query = {
    fields: [...new Set([...keyPaths(collection, face.reads), ...face.reads, ...order])].join(','),
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
  const read = (data ?? []).flatMap((item) => {
    const key = itemKey(collection, item)
    return key === null ? [] : [{ key, item }]
  })
  const cards = withMoves(read, column, moves)
  const { onCards } = props
  useEffect(() => {
    onCards(column, cards)
  })
  function drop(event: DragEvent): void {
    const key = draggedCard(event)
    if (key === null || ways === null) return
    event.preventDefault()
    props.onDrop(key)
  }
  return (
    <Box
      component="section"
      aria-label={column.title}
      w={280}
      style={{ flexShrink: 0 }}
      onDragOver={(event) => {
        if (isDraggedCard(event)) event.preventDefault()
      }}
      onDrop={drop}
    >
      <Group gap={6} mb="sm" wrap="nowrap">
        {column.color !== null && (
          <span
            style={{
              width: 8,
              height: 8,
              borderRadius: 4,
              flexShrink: 0,
              background: column.color,
            }}
          />
        )}
        <Text fz="sm" fw={600} truncate title={column.title} dir="auto">
          {column.title}
        </Text>
        {count !== null && (
          <Badge variant="default" size="sm" style={{ flexShrink: 0 }}>
            {count.toLocaleString(locale)}
          </Badge>
        )}
        <ColumnMenu {...props} canMove={ways !== null} />
      </Group>
      <Stack gap="xs" mih={80}>
        {data === undefined && error === null && <Skeleton h={44} />}
        {error !== null && (
          <Text fz="sm" c="dimmed">
            {errorText(error, messages)}
          </Text>
        )}
        {cards.map((card) => (
          <BoardCard
            key={card.key}
            {...{ card, face, column, columns, ways }}
            onOpen={props.onOpen}
            hrefOf={props.hrefOf}
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
