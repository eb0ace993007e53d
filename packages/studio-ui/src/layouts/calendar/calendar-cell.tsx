import { Box, Button, Text } from '@mantine/core'
import { type DragEvent, type ReactElement, useState } from 'react'
import { useStudio } from '../../provider/studio-provider.js'
import { itemKey } from '../../schema/item-key.js'
import { CalendarItem, type CalendarItemsProps, NoItem } from './calendar-item.js'
import { dayText } from './day-text.js'
import { type Day, today } from './days.js'
import { droppedItem, isDraggedItem } from './dragged-item.js'
import type { Lanes } from './lanes.js'

interface CalendarCellProps extends CalendarItemsProps {
  readonly day: Day
  /** The first day of its row. */
  readonly rowStart: Day
  readonly lanes: Lanes
  /** A day of the month before or after. */
  readonly isOutside: boolean
  /** It has the whole width, so that it need not be high. */
  readonly isWide: boolean
  /** So many lanes are shown. */
  readonly most: number
  readonly onMore: () => void
}

/** A day, and what is on it: items, or their ends, are dragged from one to another. */
export function CalendarCell(props: CalendarCellProps): ReactElement {
  const { day, rowStart, lanes, isOutside, isWide, most, onMore, onDropAt } = props
  const { locale, messages } = useStudio()
  const [isOver, setOver] = useState(false)
  const isToday = day === today(new Date())
  const hidden = lanes.slice(most).filter((placed) => placed !== null).length
  function over(event: DragEvent): void {
    if (!isDraggedItem(event)) return
    event.preventDefault()
    setOver(true)
  }
  function leave({ currentTarget, relatedTarget }: DragEvent): void {
    if (!currentTarget.contains(relatedTarget as Node | null)) setOver(false)
  }
  function drop(event: DragEvent): void {
    setOver(false)
    const dragged = droppedItem(event)
    if (dragged === null) return
    event.preventDefault()
    onDropAt(dragged.key, dragged.edge, dragged.grabbed, day)
  }
  return (
    <Box
      p={6}
      mih={isWide ? 52 : 124}
      role="group"
      aria-label={dayText(day, { dateStyle: 'full' }, locale)}
      data-day={day}
      style={{
        borderInlineEnd: LINE,
        borderBottom: LINE,
        minWidth: 0,
        ...(isOver && { background: 'var(--mantine-color-default-hover)' }),
      }}
      onDragOver={over}
      onDragLeave={leave}
      onDrop={drop}
    >
      <Text
        fz="xs"
        mb={4}
        fw={isToday ? 700 : 400}
        c={isOutside ? 'dimmed' : isToday ? 'var(--mantine-primary-color-light-color)' : undefined}
      >
        {dayText(day, { weekday: 'short', day: 'numeric' }, locale)}
      </Text>
      {lanes
        .slice(0, most)
        .map((placed, lane) =>
          placed === null ? (
            <NoItem key={lane} />
          ) : (
            <CalendarItem
              key={itemKey(props.collection, placed.item) ?? `lane ${lane}`}
              {...props}
              placed={placed}
              isFirstSeen={placed.first === day || day === rowStart}
            />
          ),
        )}
      {hidden > 0 && (
        <Button size="compact-xs" variant="subtle" color="gray" onClick={onMore}>
          {messages.layouts.moreItems(hidden)}
        </Button>
      )}
    </Box>
  )
}

/** Between days. */
export const LINE = '1px solid var(--mantine-color-default-border)'
