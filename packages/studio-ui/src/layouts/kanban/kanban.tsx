import { Box, Button, Group, Skeleton, Text } from '@mantine/core'
import { IconLayoutKanban } from '@tabler/icons-react'
import { type ReactElement, useLayoutEffect, useRef } from 'react'
import { errorText } from '../../messages/failure-text.js'
import { useStudio } from '../../provider/studio-provider.js'
import { StateMessage } from '../../states/state-message.js'
import type { LayoutProps } from '../layout-props.js'
import { AddGroup } from './add-group.js'
import type { CardWays } from './board-card.js'
import { BoardColumn } from './board-column.js'
import { type PlacedCard, placeBefore, placeBeside } from './card-place.js'
import type { GroupedBy } from './groups.js'
import { groupFields, type KanbanColumn, useKanbanColumns } from './kanban-columns.js'
import { type CardMoves, type Move, useCardMoves } from './use-card-moves.js'
import { useGroups } from './use-groups.js'

/**
 * A board with a column by choice of a field. Cards are moved by mouse, by the menu that each has, or by Alt and an
 * arrow; the move shows at once, can be undone, and goes back where the server refuses it.
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

interface BoardProps extends LayoutProps, GroupedBy {}

function Board(props: BoardProps): ReactElement {
  const { collection, field, options, canChangeModel = false } = props
  const columns = useKanbanColumns(field, options)
  const groups = useGroups(props, { canChangeModel, groupTitle: options['groupTitle'] })
  const changes = useCardMoves(props)
  const sortField = sortFieldOf(props)
  const { board, shown, goAlong } = useBoardFocus()
  const canMove =
    collection.actions.includes('update') && field.actions.includes('update') && !field.readonly

  const ordered = ({ value }: KanbanColumn, name: string) => ({
    cards: shown.current.get(value) ?? [],
    sortField: name,
  })
  /** Puts a card into a column: before another, at the end, or anywhere where there is no order. */
  function put(
    card: PlacedCard,
    from: KanbanColumn,
    to: KanbanColumn,
    before: string | null,
  ): void {
    const place = sortField === null ? null : placeBefore(card, before, ordered(to, sortField))
    if (from.value === to.value && (place === null || place.goal === null)) return
    const { cards } = ordered(from, '')
    const at = cards.findIndex(({ key }) => key === card.key)
    changes.move({ ...card, from, to, place, stoodBefore: cards[at + 1]?.key ?? null })
  }
  /** The same for a card that is known by its key alone. */
  function drop(key: string, to: KanbanColumn, before: string | null): void {
    for (const from of columns ?? []) {
      const card = shown.current.get(from.value)?.find((each) => each.key === key)
      if (card !== undefined) put(card, from, to, before)
    }
  }
  function waysOf(column: KanbanColumn): CardWays {
    return {
      toColumn: (card, to) => {
        goAlong(card.key)
        put(card, column, to, ordered(to, '').cards[0]?.key ?? null)
      },
      by:
        sortField === null
          ? null
          : (card, way) => {
              const place = placeBeside(card, way, ordered(column, sortField))
              if (place === null) return
              goAlong(card.key)
              put(card, column, column, place.before)
            },
      dropBefore: sortField === null ? null : (key, before) => drop(key, column, before),
    }
  }
  return (
    <Box ref={board} style={{ flex: 1, minHeight: 0, display: 'flex', flexDirection: 'column' }}>
      <MoveNotice
        changes={changes}
        onUndo={({ key, item, from, to, stoodBefore }) => {
          const now = shown.current.get(to.value)?.find((card) => card.key === key)
          put(now ?? { key, item }, to, from, stoodBefore)
        }}
      />
      <Box tabIndex={0} style={{ flex: 1, minHeight: 0, overflow: 'auto' }}>
        <Group align="flex-start" wrap="nowrap" p="md" gap="md">
          {columns === null && <Skeleton h={120} w={280} />}
          {columns?.map((column) => (
            <BoardColumn
              key={String(column.value)}
              {...props}
              {...{ column, columns, groups, sortField }}
              moves={changes.moves}
              ways={canMove ? waysOf(column) : null}
              onDrop={(key) => drop(key, column, null)}
              onCards={({ value }, cards) => void shown.current.set(value, cards)}
            />
          ))}
          {columns !== null && <AddGroup groups={groups} />}
        </Group>
      </Box>
    </Box>
  )
}

/** The field of the order made by hand, where items are seen in it and it may be changed. */
function sortFieldOf({ collection, state }: BoardProps): string | null {
  const { sortField, fields, primaryKey } = collection
  const field = fields.find(({ name }) => name === sortField)
  const isSeen = sortField !== null && state.sort === sortField && primaryKey.length === 1
  return isSeen && field?.actions.includes('update') === true ? sortField : null
}

/** Knows what is shown, and has the focus go along with a card that is moved by the keyboard. */
function useBoardFocus() {
  const board = useRef<HTMLDivElement>(null)
  const shown = useRef(new Map<KanbanColumn['value'], readonly PlacedCard[]>())
  const wanted = useRef<string | null>(null)
  // A card is drawn anew in its new column. At once: an effect that waits may be of the drawing before.
  useLayoutEffect(() => {
    if (wanted.current === null) return
    const link = board.current?.querySelector<HTMLElement>(
      `[data-card="${CSS.escape(wanted.current)}"] a`,
    )
    if (link === null || link === undefined) return
    wanted.current = null
    link.focus()
  })
  return {
    board,
    shown,
    goAlong: (key: string): void => {
      wanted.current = key
    },
  }
}

interface MoveNoticeProps {
  readonly changes: CardMoves
  readonly onUndo: (move: Move) => void
}

/** What became of the last move, and the way back. */
function MoveNotice({ changes: { done, error }, onUndo }: MoveNoticeProps): ReactElement {
  const { messages } = useStudio()
  return (
    <Box role="status" aria-live="polite" px="md" mih={0}>
      {error !== null && (
        <Text fz="sm" c="var(--mantine-color-error)" py={6}>
          {errorText(error, messages)}
        </Text>
      )}
      {done !== null && error === null && (
        <Group gap="xs" py={4}>
          <Text fz="sm">{messages.layouts.moved(done.to.title)}</Text>
          <Button size="compact-sm" variant="subtle" onClick={() => onUndo(done)}>
            {messages.layouts.undo}
          </Button>
        </Group>
      )}
    </Box>
  )
}
