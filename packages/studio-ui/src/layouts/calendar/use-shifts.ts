import { type RefObject, useLayoutEffect, useRef, useState } from 'react'
import { useStudio } from '../../provider/studio-provider.js'
import { itemKey } from '../../schema/item-key.js'
import { writeTemplate } from '../../schema/template.js'
import type { LayoutProps } from '../layout-props.js'
import type { CalendarFields } from './calendar-fields.js'
import type { ItemShift } from './calendar-item.js'
import { dayText } from './day-text.js'
import type { Day } from './days.js'
import { dateChange, daysOf, daysTo, type Edge } from './item-dates.js'
import type { CalendarItems } from './use-calendar-items.js'
import type { DateChanges } from './use-date-changes.js'

interface ShiftsProps extends LayoutProps {
  readonly fields: CalendarFields
}

/** What a calendar shows, and changes. */
interface Shown {
  readonly read: CalendarItems
  readonly days: readonly Day[]
  readonly changes: DateChanges
  readonly setDay: (day: Day) => void
}

/** What brings items to other days. */
export interface Shifts {
  readonly region: RefObject<HTMLDivElement | null>
  /** Where the last one is now, for those who hear it. */
  readonly said: string
  readonly shift: ItemShift
  readonly drop: (key: string, edge: Edge, grabbed: Day, day: Day) => void
  readonly onFocus: () => void
}

/** Brings items, or their ends, to other days. Who did so by the keyboard goes along with them. */
export function useShifts(
  { collection, fields }: ShiftsProps,
  { read, days, changes, setDay }: Shown,
): Shifts {
  const { locale } = useStudio()
  const region = useRef<HTMLDivElement>(null)
  const wanted = useRef<{ readonly key: string; readonly edge: Edge } | null>(null)
  const [said, setSaid] = useState('')
  // What is moved is drawn anew on its new day, and with another month only once that is read.
  useLayoutEffect(() => {
    if (wanted.current === null) return
    const { key, edge } = wanted.current
    const found = region.current?.querySelector<HTMLElement>(
      `[data-item="${CSS.escape(key)}"][data-edge="${edge}"]:not([tabindex="-1"])`,
    )
    if (found === null || found === undefined) return
    if (found !== document.activeElement) found.focus()
    if (changes.pending.length === 0) wanted.current = null
  })

  const shift: ItemShift = (item, edge, number) => {
    const dates = dateChange(item, edge, number, fields)
    const key = itemKey(collection, item)
    if (dates === null || key === null) return
    changes.change({ key, dates })
    const taken = daysOf({ ...item, ...dates }, fields)
    if (taken === null) return
    const text = (day: Day): string => dayText(day, { dateStyle: 'full' }, locale)
    const span = taken.first === taken.last ? [taken.first] : [taken.first, taken.last]
    setSaid(`${writeTemplate(read.template, item)}: ${span.map(text).join(' – ')}`)
    wanted.current = { key, edge }
    const goal = edge === 'end' ? taken.last : taken.first
    if (goal < (days[0] ?? goal) || goal > (days.at(-1) ?? goal)) setDay(goal)
  }
  const drop: Shifts['drop'] = (key, edge, grabbed, day) => {
    const found = read.placed.find(({ item }) => itemKey(collection, item) === key)
    if (found !== undefined) shift(found.item, edge, daysTo(day, edge, found, grabbed))
  }
  // Whoever goes elsewhere stays there.
  const onFocus = (): void => {
    const { dataset = {} } =
      document.activeElement instanceof HTMLElement ? document.activeElement : {}
    const { key, edge } = wanted.current ?? {}
    if (dataset['item'] !== key || dataset['edge'] !== edge) wanted.current = null
  }
  return { region, said, shift, drop, onFocus }
}
