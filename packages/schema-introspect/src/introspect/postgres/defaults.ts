import type { ColumnDefault, ColumnType } from '../../model/schema-model.js'
import { parseDefault as parseSqlDefault } from '../defaults.js'

/** `'draft'::character varying`, CockroachDB's `'draft':::STRING`: the column's type says it already. */
const CAST = /:{2,3}(?:"[^"]+"|[a-z_][\w. ]*|\(\d+(?:,\d+)?\)|"?\.?|\[\])+$/i

/** A default as PostgreSQL prints it. A cast of a literal is left out; one of anything else is not. */
export function parseDefault(sql: string, type: ColumnType): ColumnDefault | null {
  const literal = parseSqlDefault(plainString(sql.replace(CAST, '')), type)
  return literal?.kind === 'expression' ? { kind: 'expression', sql } : literal
}

/** CockroachDB's `e'it\'s'` as `'it''s'`. */
function plainString(text: string): string {
  const inner = /^e'(.*)'$/is.exec(text)?.[1]
  if (inner === undefined) return text
  return `'${inner.replaceAll(/\\(['"\\])/g, (_, escaped) => (escaped === "'" ? "''" : escaped))}'`
}
