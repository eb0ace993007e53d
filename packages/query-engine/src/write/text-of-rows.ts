import type { Column } from '@relvar/schema-introspect/model'
import type { Dialect, JsonInput } from '../dialect/dialect.js'
import { toDriver, type Values } from './values.js'
import type { Writing } from './writing.js'

/** Characters of one text at the most: below what the least of servers takes for a packet, whatever they are. */
const MAX_TEXT = 1_000_000

/** NUL, which not every database has in JSON, and halves of characters, which none has. */
const UNTELLABLE = /\\u(?:0000|d[89a-f])/

/** Rows and the text that holds them. */
export interface RowsText {
  readonly rows: readonly Values[]
  readonly text: string
}

/**
 * Rows as JSON texts that `jsonInput` of the dialect reads, as few as their length allows; null where a
 * value would come out as another.
 */
export function textsOfRows(
  { core }: Writing,
  columns: readonly Column[],
  rows: readonly Values[],
): readonly RowsText[] | null {
  const { dialect } = core
  const { jsonInput } = dialect
  if (jsonInput === null || !columns.every((column) => jsonInput.takes(column))) return null
  const parts: { readonly rows: Values[]; readonly texts: string[]; length: number }[] = []
  for (const row of rows) {
    const text = textOfRow(dialect, jsonInput, columns, row)
    if (text === null) return null
    const last = parts.at(-1)
    if (last === undefined || last.length + text.length >= MAX_TEXT)
      parts.push({ rows: [row], texts: [text], length: text.length + 2 })
    else {
      last.rows.push(row)
      last.texts.push(text)
      last.length += text.length + 1
    }
  }
  return parts.map((part) => ({ rows: part.rows, text: `[${part.texts.join(',')}]` }))
}

/** null for what cannot be told by JSON, or not by a text of that length. */
function textOfRow(
  dialect: Dialect,
  jsonInput: JsonInput,
  columns: readonly Column[],
  row: Values,
): string | null {
  let members = ''
  for (const [index, column] of columns.entries()) {
    const value = row.get(column.name) ?? null
    const member = value === null ? null : jsonInput.member(toDriver(dialect, column, value))
    if (member === undefined || isInfinite(member)) return null
    members += `${index === 0 ? '' : ','}"c${index}":${JSON.stringify(member)}`
  }
  const text = `{${members}}`
  return text.length + 2 > MAX_TEXT || UNTELLABLE.test(text) ? null : text
}

/** JSON has no word for it, and would say null. */
function isInfinite(member: unknown): boolean {
  return typeof member === 'number' && !Number.isFinite(member)
}
