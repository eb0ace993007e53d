import type { CompiledRead } from '../compile/compile-read.js'
import { writeCursor } from '../query/cursor.js'
import type { Cursors } from '../query/query.js'

type RawRow = Readonly<Record<string, unknown>>

/** The rows of a page in the order that was asked for, and what leads on from it. */
export interface CutPage {
  readonly rows: readonly RawRow[]
  /** null where nobody asked. */
  readonly cursors: Cursors | null
  /** A cursor for each row; throws where {@link cutPage} does. null where nobody asked. */
  readonly places: (() => readonly string[]) | null
}

/**
 * Makes a page of the rows that came: takes off the one that was read to see whether there are more,
 * and turns round those that were read backwards.
 *
 * @throws InvalidQueryError where the values sorted by are too long for a cursor
 */
export function cutPage(compiled: CompiledRead, raw: readonly RawRow[]): CutPage {
  const { page } = compiled.resolved
  if (page === null) return { rows: raw, cursors: null, places: null }
  const limit = page.cursors?.limit ?? raw.length
  const kept = raw.length > limit ? raw.slice(0, limit) : raw
  const rows = page.reversed ? kept.toReversed() : kept
  if (page.cursors === null) return { rows, cursors: null, places: null }
  const { order, skipped } = page.cursors
  const hasMore = raw.length > limit
  const [ahead, behind] = page.reversed ? [skipped, hasMore] : [hasMore, skipped]
  const placeOf = (row: RawRow): string => writeCursor({ order, values: valuesOf(compiled, row) })
  const cursorAt = (row: RawRow | undefined): string | null =>
    row === undefined ? null : placeOf(row)
  return {
    rows,
    cursors: {
      next: ahead ? cursorAt(rows.at(-1)) : null,
      previous: behind ? cursorAt(rows[0]) : null,
    },
    places: () => rows.map(placeOf),
  }
}

function valuesOf(compiled: CompiledRead, row: RawRow): readonly (string | null)[] {
  return compiled.resolved.read.sort.map((_, index) => {
    const value = row[`s${index}`] ?? null
    return value === null ? null : compiled.cursorText(value)
  })
}
