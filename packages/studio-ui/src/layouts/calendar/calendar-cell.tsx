import { Anchor, Box, Button, Text } from '@mantine/core'
import type { DragEvent, ReactElement } from 'react'
import { useStudio } from '../../provider/studio-provider.js'
import { itemKey } from '../../schema/item-key.js'
import { writeTemplate } from '../../schema/template.js'
import type { Item } from '../../wire/objects.js'
import type { LayoutProps } from '../layout-props.js'
import { dayText } from './day-text.js'
import { type Day, daysBetween, today } from './days.js'
import type { Shift } from './use-shift.js'

interface CalendarCellProps extends LayoutProps {
  readonly day: Day
  readonly items: readonly Item[]
  /** What names an item. */
  readonly template: string
  /** A day of the month before or after. */
  readonly isOutside: boolean
  /** It has the whole width, so that it need not be high. */
  readonly isWide: boolean
  readonly most: number
  readonly onMore: () => void
  /** null where nobody may change the dates. */
  readonly onShift: ((shift: Shift) => void) | null
}

const ITEM = 'application/x-relvar-day'

/** A day, and what is on it. Items are dragged from one to another; in its form an item's dates are typed. */
export function CalendarCell(props: CalendarCellProps): ReactElement {
  const { day, items, isOutside, isWide, most, onMore, onShift } = props
  const { locale, messages } = useStudio()
  const isToday = day === today(new Date())
  function drop(event: DragEvent): void {
    const text = event.dataTransfer.getData(ITEM)
    if (text === '' || onShift === null) return
    event.preventDefault()
    const { key, item, from } = JSON.parse(text) as Omit<Shift, 'days'> & { readonly from: Day }
    const days = daysBetween(from, day)
    if (days !== 0) onShift({ key, item, days })
  }
  return (
    <Box
      p={6}
      mih={isWide ? 52 : 104}
      role="group"
      aria-label={dayText(day, { dateStyle: 'full' }, locale)}
      style={{ border: '0.5px solid var(--mantine-color-default-border)', minWidth: 0 }}
      onDragOver={(event) => {
        if (event.dataTransfer.types.includes(ITEM)) event.preventDefault()
      }}
      onDrop={drop}
    >
      <Text
        fz="xs"
        fw={isToday ? 700 : 400}
        c={isOutside ? 'dimmed' : isToday ? 'var(--mantine-primary-color-light-color)' : undefined}
      >
        {dayText(day, { weekday: 'short', day: 'numeric' }, locale)}
      </Text>
      {items.slice(0, most).map((item, index) => (
        <CalendarItem key={itemKey(props.collection, item) ?? index} {...props} item={item} />
      ))}
      {items.length > most && (
        <Button size="compact-xs" variant="subtle" color="gray" onClick={onMore}>
          {messages.layouts.moreItems(items.length - most)}
        </Button>
      )}
    </Box>
  )
}

interface CalendarItemProps extends CalendarCellProps {
  readonly item: Item
}

function CalendarItem(props: CalendarItemProps): ReactElement {
  const { collection, item, day, template, onShift, onOpen, hrefOf } = props
  const key = itemKey(collection, item)
  const written = writeTemplate(template, item)
  const title = written === '' ? (key ?? '') : written
  if (key === null)
    return (
      <Text fz="xs" truncate>
        {title}
      </Text>
    )
  return (
    <Anchor
      href={hrefOf(key)}
      fz="xs"
      display="block"
      truncate
      title={title}
      dir="auto"
      draggable={onShift !== null}
      onDragStart={({ dataTransfer }) =>
        dataTransfer.setData(ITEM, JSON.stringify({ key, item, from: day }))
      }
      onClick={(event) => {
        if (event.metaKey || event.ctrlKey) return
        event.preventDefault()
        onOpen(key)
      }}
    >
      {title}
    </Anchor>
  )
}
