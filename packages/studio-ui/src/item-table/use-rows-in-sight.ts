import { type RefObject, useEffect, useLayoutEffect, useRef, useState } from 'react'
import { flushSync } from 'react-dom'
import {
  atTop,
  drawnHeight,
  placeOf,
  scrolledTo,
  type ScrollPlace,
  type ScrollSizes,
  seenFrom,
  shiftOf,
} from './long-scroll.js'

/** So many rows are drawn beyond those in sight, so that a short way shows no gap. */
const BEYOND = 12

/** The rows that are drawn, and the room that the others have. */
export interface RowsInSight {
  readonly first: number
  /** The one after the last. */
  readonly end: number
  /** In pixels. */
  readonly above: number
  readonly below: number
}

interface Sight {
  readonly first: number
  readonly end: number
  readonly part: number
}

interface RowSizes {
  readonly count: number
  /** Of each row, in pixels. */
  readonly height: number
  /** What stands above the rows all the time. */
  readonly head: number
}

const NOTHING: Sight = { first: 0, end: 0, part: 0 }

/** Which of many rows of one height are drawn while they are scrolled; there may be more than a browser could draw. */
export function useRowsInSight(
  scroller: RefObject<HTMLElement | null>,
  { count, height, head }: RowSizes,
): RowsInSight {
  const [{ first, end, part }, setSight] = useState(NOTHING)
  const place = useRef<ScrollPlace>(atTop)
  const rows = count * height
  const before = useRef(rows)

  function see(next: ScrollPlace, { view }: ScrollSizes): void {
    place.current = next
    const pixel = seenFrom(next, rows)
    const sight = {
      first: Math.min(count, Math.max(0, Math.floor(pixel / height) - BEYOND)),
      end: Math.min(count, Math.max(0, Math.ceil((pixel + view) / height) + BEYOND)),
      part: next.part,
    }
    setSight((now) =>
      now.first === sight.first && now.end === sight.end && now.part === sight.part ? now : sight,
    )
  }
  const sizes = (element: HTMLElement): ScrollSizes => ({
    rows,
    view: Math.max(0, element.clientHeight - head),
  })

  // Another number of rows, or another height: who has scrolled stays where they are.
  useLayoutEffect(() => {
    const element = scroller.current
    if (element === null) return
    const now = sizes(element)
    const pixel = seenFrom(place.current, before.current)
    before.current = rows
    const next = placeOf(Math.max(0, Math.min(pixel, rows - now.view)), rows)
    const isLong = next.part > 0 || place.current.part > 0
    see(isLong ? next : { part: 0, top: element.scrollTop }, now)
    if (isLong) element.scrollTop = next.top
  }, [count, height])

  useEffect(() => {
    const element = scroller.current
    if (element === null) return undefined
    function look(): void {
      if (element === null) return
      const now = sizes(element)
      const next = scrolledTo(place.current, element.scrollTop, now)
      if (next.top === element.scrollTop) {
        see(next, now)
        return
      }
      // Rows and bar move together, or what is read would jump.
      flushSync(() => see(next, now))
      element.scrollTop = next.top
    }
    element.addEventListener('scroll', look, { passive: true })
    const resized = new ResizeObserver(look)
    resized.observe(element)
    return () => {
      element.removeEventListener('scroll', look)
      resized.disconnect()
    }
  }, [count, height])

  const shift = shiftOf(part, rows)
  const last = Math.min(end, count)
  const start = Math.min(first, last)
  return {
    first: start,
    end: last,
    above: Math.max(0, start * height - shift),
    below: Math.max(0, drawnHeight(rows) - (last * height - shift)),
  }
}
