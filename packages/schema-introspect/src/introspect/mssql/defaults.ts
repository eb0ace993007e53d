import type { ColumnDefault, ColumnType } from '../../model/schema-model.js'
import { parseDefault as parseSqlDefault } from '../defaults.js'

/** SQL Server puts every default in parentheses, numbers in two: `((0))`, `(N'draft')`, `(getdate())`. */
export function parseDefault(sql: string, type: ColumnType): ColumnDefault | null {
  const text = withoutParentheses(sql.trim())
  // A literal's N says of which type it is, which the column says already.
  return parseSqlDefault(text.replace(/^N(?='(?:[^']|'')*'$)/s, ''), type)
}

/** Takes off the parentheses that enclose the whole of it, and no others: `(1)+(2)` keeps its own. */
export function withoutParentheses(text: string): string {
  if (!text.startsWith('(') || closingOf(text) !== text.length - 1) return text
  return withoutParentheses(text.slice(1, -1).trim())
}

/** Where the first parenthesis is closed again. Those in texts and quoted names do not count. */
function closingOf(text: string): number {
  let depth = 0
  for (const { 0: token, index } of text.matchAll(/'(?:[^']|'')*'|\[(?:[^\]]|\]\])*\]|[()]/gs)) {
    if (token === '(') depth++
    if (token === ')' && --depth === 0) return index
  }
  return -1
}
