import { UnstyledButton } from '@mantine/core'
import type { KeyboardEvent, PointerEvent, ReactElement } from 'react'
import { useStudio } from '../../provider/studio-provider.js'
import { daysOfKey } from './day-keys.js'
import type { Day } from './days.js'
import { dragsItem } from './dragged-item.js'
import type { Edge } from './item-dates.js'

interface ItemEdgeProps {
  readonly itemKey: string
  readonly at: 'start' | 'end'
  /** The day that it stands on. */
  readonly day: Day
  readonly label: string
  readonly onShift: (days: number) => void
  readonly onDropAt: (key: string, edge: Edge, grabbed: Day, day: Day) => void
}

/** Where an item begins or ends: dragged to another day, by mouse or finger, or moved there by arrows. */
export function ItemEdge(props: ItemEdgeProps): ReactElement {
  const { itemKey: key, at, day, label, onShift, onDropAt } = props
  const { messages } = useStudio()
  function press(event: KeyboardEvent): void {
    const days = daysOfKey(event)
    if (days === null || event.altKey) return
    event.preventDefault()
    onShift(days)
  }
  /** Browsers drag nothing by a finger: where it is lifted is where the edge goes. */
  function lift({ pointerType, clientX, clientY }: PointerEvent): void {
    if (pointerType === 'mouse') return
    const under = document.elementFromPoint(clientX, clientY)
    const to = under?.closest<HTMLElement>('[data-day]')?.dataset['day']
    if (to !== undefined) onDropAt(key, at, day, to)
  }
  return (
    <UnstyledButton
      aria-label={label}
      title={messages.layouts.edgeHint}
      data-item={key}
      data-edge={at}
      {...dragsItem({ key, edge: at, grabbed: day })}
      onKeyDown={press}
      onPointerUp={lift}
      style={{
        flexShrink: 0,
        alignSelf: 'stretch',
        width: 8,
        cursor: 'ew-resize',
        touchAction: 'none',
        borderRadius: 4,
        background: 'var(--mantine-primary-color-light-hover)',
      }}
    />
  )
}
