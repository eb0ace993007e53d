import { Anchor, Box, Text } from '@mantine/core'
import type { CSSProperties, KeyboardEvent, ReactElement } from 'react'
import { useStudio } from '../../provider/studio-provider.js'
import { itemKey } from '../../schema/item-key.js'
import { writeTemplate } from '../../schema/template.js'
import type { Item } from '../../wire/objects.js'
import type { LayoutProps } from '../layout-props.js'
import type { CalendarFields } from './calendar-fields.js'
import type { Day } from './days.js'
import { daysOfKey } from './day-keys.js'
import { timeText } from './day-text.js'
import { dragsItem } from './dragged-item.js'
import { ItemEdge } from './item-edge.js'
import { type Edge, timeOf } from './item-dates.js'
import type { PlacedItem } from './lanes.js'

/** Goes some days further, as a whole or at an edge. */
export type ItemShift = (item: Item, edge: Edge, days: number) => void

/** What the items of a calendar have in common. */
export interface CalendarItemsProps extends LayoutProps {
  readonly fields: CalendarFields
  /** What names an item. */
  readonly template: string
  /** What of an item may go to other days. */
  readonly edges: readonly Edge[]
  readonly onShift: ItemShift
  /** The same for an item that is dragged to a day. */
  readonly onDropAt: (key: string, edge: Edge, grabbed: Day, day: Day) => void
}

interface CalendarItemProps extends CalendarItemsProps {
  readonly placed: PlacedItem
  readonly day: Day
  /** No day of the same item stands before it in its row. */
  readonly isFirstSeen: boolean
}

/** In pixels. */
const HEIGHT = 22

/** What is left free for an item that goes on below. */
export function NoItem(): ReactElement {
  return <Box h={HEIGHT} mb={2} />
}

/** A day of an item: a bar that goes on through the days that it takes, with a handle at either end. */
export function CalendarItem(props: CalendarItemProps): ReactElement {
  const { collection, fields, placed, day, isFirstSeen, template, edges, onShift, onDropAt } = props
  const { locale, messages } = useStudio()
  const { item, first, last } = placed
  const key = itemKey(collection, item)
  const written = writeTemplate(template, item)
  const title = written === '' ? (key ?? '') : written
  const [begins, ends] = [first === day, last === day]
  const time = begins ? timeOf(item, fields) : null
  const mayMove = key !== null && edges.includes('all')
  const edge = (at: 'start' | 'end', label: string): ReactElement | null =>
    key !== null && edges.includes(at) ? (
      <ItemEdge
        {...{ label, at, onDropAt }}
        itemKey={key}
        day={day}
        onShift={(days) => onShift(item, at, days)}
      />
    ) : null
  function press(event: KeyboardEvent): void {
    const days = daysOfKey(event)
    if (!event.altKey || days === null || !mayMove) return
    event.preventDefault()
    onShift(item, 'all', days)
  }
  return (
    <Box h={HEIGHT} mb={2} style={barStyle(begins, ends)}>
      {begins && edge('start', messages.layouts.startOf(title))}
      {isFirstSeen && time !== null && (
        <Text span fz="xs" fw={600} ps={4} style={{ flexShrink: 0 }}>
          {timeText(time, locale)}
        </Text>
      )}
      {key === null ? (
        <Text fz="xs" px={4} truncate dir="auto">
          {title}
        </Text>
      ) : (
        <Anchor
          href={props.hrefOf(key)}
          fz="xs"
          px={4}
          c="inherit"
          truncate
          title={title}
          dir="auto"
          style={{ flex: 1, minWidth: 0, lineHeight: `${HEIGHT}px` }}
          data-item={key}
          data-edge="all"
          {...(!isFirstSeen && { 'aria-label': title, tabIndex: -1 })}
          {...(mayMove && {
            ...dragsItem({ key, edge: 'all', grabbed: day }),
            'aria-keyshortcuts': 'Alt+ArrowLeft Alt+ArrowRight Alt+ArrowUp Alt+ArrowDown',
            onKeyDown: press,
          })}
          onClick={(event) => {
            if (event.metaKey || event.ctrlKey) return
            event.preventDefault()
            props.onOpen(key)
          }}
        >
          {isFirstSeen ? title : '\u00a0'}
        </Anchor>
      )}
      {ends && edge('end', messages.layouts.endOf(title))}
    </Box>
  )
}

/** It reaches the edge of its day where it goes on. */
function barStyle(begins: boolean, ends: boolean): CSSProperties {
  return {
    display: 'flex',
    alignItems: 'center',
    color: 'var(--mantine-primary-color-light-color)',
    background: 'var(--mantine-primary-color-light)',
    borderStartStartRadius: begins ? 4 : 0,
    borderEndStartRadius: begins ? 4 : 0,
    borderStartEndRadius: ends ? 4 : 0,
    borderEndEndRadius: ends ? 4 : 0,
    marginInlineStart: begins ? 0 : -6,
    marginInlineEnd: ends ? 0 : -7,
  }
}
