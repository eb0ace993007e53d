import type { ColumnDefault, ColumnType } from '../../model/schema-model.js'
import { parseDefault as parseSqlDefault } from '../defaults.js'

/** `'draft'::character varying`: the cast says what the column's type says already. */
const CAST = /::(?:"[^"]+"|[a-z_][\w. ]*|\(\d+(?:,\d+)?\)|"?\.?|\[\])+$/i

/** A default as PostgreSQL prints it. A cast of a literal is left out; one of anything else is not. */
export function parseDefault(sql: string, type: ColumnType): ColumnDefault | null {
  const literal = parseSqlDefault(sql.replace(CAST, ''), type)
  return literal?.kind === 'expression' ? { kind: 'expression', sql } : literal
}
