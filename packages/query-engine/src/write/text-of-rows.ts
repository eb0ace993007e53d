import type { Column } from '@relvar/schema-introspect/model'
import { toDriver, type Values } from './values.js'
import type { Writing } from './writing.js'

/** Characters of one text at the most: far below what the least of servers takes for a packet. */
const MAX_TEXT = 250_000

/** NUL, which not every database has in JSON, and halves of characters, which none has. */
const UNTELLABLE = /\\u(?:0000|d[89a-f])/

/**
 * Rows as the JSON text that `jsonInput` of the dialect reads, alone in a list of values; null where
 * a value would come out as another, or the text would be too long.
 */
export function textOfRows(
  { core }: Writing,
  columns: readonly Column[],
  rows: readonly Values[],
): readonly [string] | null {
  const { dialect } = core
  const { jsonInput } = dialect
  if (jsonInput === null || !columns.every((column) => jsonInput.takes(column))) return null
  const list: Record<string, unknown>[] = []
  for (const row of rows) {
    const members: Record<string, unknown> = {}
    for (const [index, column] of columns.entries()) {
      const value = row.get(column.name) ?? null
      const member = value === null ? null : jsonInput.member(toDriver(dialect, column, value))
      if (member === undefined || isInfinite(member)) return null
      members[`c${index}`] = member
    }
    list.push(members)
  }
  const text = JSON.stringify(list)
  return text.length > MAX_TEXT || UNTELLABLE.test(text) ? null : [text]
}

/** JSON has no word for it, and would say null. */
function isInfinite(member: unknown): boolean {
  return typeof member === 'number' && !Number.isFinite(member)
}
