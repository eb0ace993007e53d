import type { ColumnDefault, ColumnType } from '../../model/schema-model.js'
import { literalDefault, parseDefault } from '../defaults.js'
import type { ColumnRow } from './columns.js'

/** MariaDB prints a default as SQL, strings in quotes. */
export function toDefault(row: ColumnRow, type: ColumnType): ColumnDefault | null {
  const text = row.default_sql
  if (text === null) return null
  const bit = /^b'([01]+)'$/i.exec(text)?.[1]
  if (bit !== undefined) return literalDefault(String(Number.parseInt(bit, 2)), type)
  return parseDefault(unescape(text), type)
}

/** `'it\'s'` as `'it''s'`. */
function unescape(text: string): string {
  return /^'.*'$/s.test(text) ? text.replaceAll("\\'", "''").replaceAll('\\\\', '\\') : text
}
