/** Browsers draw nothing that is taller than about 17,800,000 pixels. */
const TALLEST = 16_000_000

/** Rows that are taller are drawn in so many parts, each of which is scrolled pixel by pixel. */
const PARTS = 100

/** What is scrolled, in pixels. */
export interface ScrollSizes {
  /** All rows together, as tall as they would be if there were no end to it. */
  readonly rows: number
  /** What of them is seen at once. */
  readonly view: number
}

/** Where somebody has scrolled to. */
export interface ScrollPlace {
  /** From 0: which of the parts is drawn. */
  readonly part: number
  /** What the browser calls `scrollTop`. */
  readonly top: number
}

export const atTop: ScrollPlace = { part: 0, top: 0 }

/** How tall rows are drawn: as tall as they are, as far as browsers can. */
export function drawnHeight(rows: number): number {
  return Math.min(rows, TALLEST)
}

/** How far above its own place a row stands while a part is drawn. */
export function shiftOf(part: number, rows: number): number {
  return Math.round((part * (rows - drawnHeight(rows))) / (PARTS - 1))
}

/** Which pixel of all rows is the first that is seen. */
export function seenFrom({ part, top }: ScrollPlace, rows: number): number {
  return top + shiftOf(part, rows)
}

/**
 * Where somebody is whose browser has scrolled. Short ways go from row to row; a part's end leads on to the next one.
 * Long ways, as by the scroll bar, go as far through the rows as the bar has gone through what is drawn.
 */
export function scrolledTo(before: ScrollPlace, top: number, sizes: ScrollSizes): ScrollPlace {
  const { rows, view } = sizes
  const drawn = drawnHeight(rows)
  if (drawn === rows) return { part: 0, top }
  if (Math.abs(top - before.top) < view) return placeOf(seenFrom({ ...before, top }, rows), rows)
  return { part: partOf((top * (rows - view)) / (drawn - view), rows), top }
}

/** Where a pixel of all rows is the first that is seen. */
export function placeOf(pixel: number, rows: number): ScrollPlace {
  const part = drawnHeight(rows) === rows ? 0 : partOf(pixel, rows)
  return { part, top: pixel - shiftOf(part, rows) }
}

function partOf(pixel: number, rows: number): number {
  return Math.min(PARTS - 1, Math.max(0, Math.floor(pixel / (rows / PARTS))))
}
