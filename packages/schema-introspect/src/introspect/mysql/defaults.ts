import type { ColumnDefault, ColumnType } from '../../model/schema-model.js'
import { literalDefault } from '../defaults.js'
import type { ColumnRow } from '../mariadb/columns.js'
import { unescape } from './checks.js'

/**
 * MySQL prints the bare value, and says in `extra` that it is an expression.
 *
 * @see https://dev.mysql.com/doc/refman/8.0/en/information-schema-columns-table.html
 */
export function toDefault(row: ColumnRow, type: ColumnType): ColumnDefault | null {
  const text = row.default_sql
  if (text === null) return null
  const bit = /^b'([01]+)'$/i.exec(text)?.[1]
  if (bit !== undefined) return literalDefault(String(Number.parseInt(bit, 2)), type)
  return /default_generated/i.test(row.extra)
    ? { kind: 'expression', sql: unescape(text) }
    : literalDefault(text, type)
}
