import type { ColumnDefault, ColumnType, DialectName } from '../../model/schema-model.js'
import { literalDefault, parseDefault } from '../defaults.js'
import type { ColumnRow } from './columns.js'

/**
 * MariaDB prints a default as SQL, strings in quotes. MySQL prints the bare value, and says in
 * `extra` that it is an expression.
 */
export function toDefault(
  row: ColumnRow,
  type: ColumnType,
  dialect: DialectName,
): ColumnDefault | null {
  const text = row.default_sql
  if (text === null) return null
  const bit = /^b'([01]+)'$/i.exec(text)?.[1]
  if (bit !== undefined) return literalDefault(String(Number.parseInt(bit, 2)), type)
  if (dialect === 'mariadb') return parseDefault(unescape(text), type)
  const expression = /default_generated/i.test(row.extra) || /^current_timestamp/i.test(text)
  return expression ? { kind: 'expression', sql: text } : literalDefault(text, type)
}

/** `'it\'s'` as `'it''s'`. */
function unescape(text: string): string {
  return /^'.*'$/s.test(text) ? text.replaceAll("\\'", "''").replaceAll('\\\\', '\\') : text
}
