/** How the name of a table is set in its box, seen from so far that columns cannot be read. */
export interface FarTitle {
  /** A line may end after each. */
  readonly parts: readonly string[]
  readonly fontSize: number
  /** As many as the box has room for. */
  readonly lines: number
}

/** Left, right, above and below. */
export const FAR_PADDING = 8
export const FAR_LINE = 1.15
const SIZES = [30, 26, 22, 18] as const
const SMALLEST = SIZES[SIZES.length - 1] ?? 18
/** Of a bold letter, to its height. */
const LETTER = 0.6

/**
 * The largest letters in which a name fits into its box.
 *
 * @example
 * farTitle({ title: 'order_items', width: 220, height: 200 }).parts // ['order_', 'items']
 */
export function farTitle(box: {
  readonly title: string
  readonly width: number
  readonly height: number
}): FarTitle {
  const parts = box.title.split(/(?<=\p{Ll}|\d)(?=\p{Lu})|(?<=[_\-. ])/u)
  const fits = SIZES.find((size) => linesOf(parts, lettersOf(box.width, size)) <= room(box, size))
  const fontSize = fits ?? SMALLEST
  return { parts, fontSize, lines: room(box, fontSize) }
}

function lettersOf(width: number, size: number): number {
  return Math.floor((width - 2 * FAR_PADDING) / (size * LETTER))
}

function room({ height }: { readonly height: number }, size: number): number {
  return Math.max(1, Math.floor((height - 2 * FAR_PADDING) / (size * FAR_LINE)))
}

/** Infinite where a part is longer than a line. */
function linesOf(parts: readonly string[], letters: number): number {
  let lines = 1
  let used = 0
  for (const { length } of parts.map((part) => part.trimEnd())) {
    if (length > letters) return Infinity
    if (used + length > letters) {
      lines += 1
      used = 0
    }
    used += length + 1
  }
  return lines
}
