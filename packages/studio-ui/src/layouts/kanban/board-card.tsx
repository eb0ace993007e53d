import { ActionIcon, Group, Menu, Paper, Text } from '@mantine/core'
import { IconArrowDown, IconArrowsMove, IconArrowUp } from '@tabler/icons-react'
import { type DragEvent, type KeyboardEvent, type ReactElement, useState } from 'react'
import { useStudio } from '../../provider/studio-provider.js'
import { CardDetails, type CardFace } from './card-face.js'
import type { PlacedCard } from './card-place.js'
import { draggedCard, isDraggedCard, takeCard } from './dragged-card.js'
import type { KanbanColumn } from './kanban-columns.js'

/** How a card is moved. */
export interface CardWays {
  /** To another column. */
  readonly toColumn: (card: PlacedCard, to: KanbanColumn) => void
  /** A place up or down; null where nobody has put the items in order. */
  readonly by: ((card: PlacedCard, way: -1 | 1) => void) | null
  /** One that was dropped here goes before this one. */
  readonly dropBefore: ((key: string, before: string) => void) | null
}

interface BoardCardProps {
  readonly card: PlacedCard
  readonly face: CardFace
  readonly column: KanbanColumn
  readonly columns: readonly KanbanColumn[]
  /** null where nobody may move cards. */
  readonly ways: CardWays | null
  readonly onOpen: (key: string) => void
  readonly hrefOf: (key: string) => string
}

/** A card of a board: dragged, or moved by its menu or by Alt and an arrow. */
export function BoardCard(props: BoardCardProps): ReactElement {
  const { card, face, column, columns, ways, onOpen, hrefOf } = props
  const { messages } = useStudio()
  const [isOver, setOver] = useState(false)
  const words = messages.layouts
  const { key, item } = card
  const written = face.titleOf(item)
  const title = written === '' ? key : written
  const others = columns.filter(({ value }) => value !== column.value)
  const dropBefore = ways?.dropBefore ?? null
  function press(event: KeyboardEvent): void {
    if (!event.altKey || ways === null) return
    const at = columns.findIndex(({ value }) => value === column.value)
    const beside = { ArrowLeft: columns[at - 1], ArrowRight: columns[at + 1] }[event.key]
    const way = { ArrowUp: -1, ArrowDown: 1 }[event.key] as -1 | 1 | undefined
    if (beside === undefined && (way === undefined || ways.by === null)) return
    event.preventDefault()
    if (beside !== undefined) ways.toColumn(card, beside)
    else if (way !== undefined) ways.by?.(card, way)
  }
  function drop(event: DragEvent): void {
    setOver(false)
    const dropped = draggedCard(event)
    if (dropped === null || dropBefore === null) return
    event.preventDefault()
    event.stopPropagation()
    if (dropped !== key) dropBefore(dropped, key)
  }
  return (
    <Paper
      withBorder
      p="xs"
      data-card={key}
      draggable={ways !== null}
      onDragStart={(event) => takeCard(event, key)}
      {...(dropBefore !== null && {
        onDragOver: (event) => {
          if (!isDraggedCard(event)) return
          event.preventDefault()
          setOver(true)
        },
        onDragLeave: () => setOver(false),
        onDrop: drop,
      })}
      style={{
        ...(ways !== null && { cursor: 'grab' }),
        ...(isOver && { borderTop: '2px solid var(--mantine-primary-color-filled)' }),
      }}
    >
      <Group justify="space-between" wrap="nowrap" gap={4} align="flex-start">
        <Text
          component="a"
          href={hrefOf(key)}
          fz="sm"
          c="inherit"
          lineClamp={2}
          dir="auto"
          style={{ overflowWrap: 'anywhere' }}
          draggable={false}
          onKeyDown={press}
          {...(ways !== null && { 'aria-keyshortcuts': shortcuts(ways) })}
          onClick={(event) => {
            if (event.metaKey || event.ctrlKey) return
            event.preventDefault()
            onOpen(key)
          }}
        >
          {title}
        </Text>
        {ways !== null && (others.length > 0 || ways.by !== null) && (
          <Menu position="bottom-end">
            <Menu.Target>
              <ActionIcon
                variant="subtle"
                color="gray"
                size="sm"
                aria-label={words.move(title)}
                onKeyDown={press}
              >
                <IconArrowsMove size={14} />
              </ActionIcon>
            </Menu.Target>
            <Menu.Dropdown>
              {others.map((to) => (
                <Menu.Item key={String(to.value)} onClick={() => ways.toColumn(card, to)}>
                  {to.title}
                </Menu.Item>
              ))}
              {ways.by !== null && (
                <>
                  {others.length > 0 && <Menu.Divider />}
                  <Menu.Item
                    leftSection={<IconArrowUp size={14} />}
                    onClick={() => ways.by?.(card, -1)}
                  >
                    {words.moveUp}
                  </Menu.Item>
                  <Menu.Item
                    leftSection={<IconArrowDown size={14} />}
                    onClick={() => ways.by?.(card, 1)}
                  >
                    {words.moveDown}
                  </Menu.Item>
                </>
              )}
            </Menu.Dropdown>
          </Menu>
        )}
      </Group>
      <CardDetails face={face} item={item} />
    </Paper>
  )
}

function shortcuts({ by }: CardWays): string {
  const aside = 'Alt+ArrowLeft Alt+ArrowRight'
  return by === null ? aside : `${aside} Alt+ArrowUp Alt+ArrowDown`
}
