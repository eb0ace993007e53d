import type { Column, DialectName } from './schema-model.js'

/** They compare a UUID with nothing else: elsewhere it is text, or becomes it by itself. */
const STRICT: ReadonlySet<DialectName> = new Set(['postgres', 'cockroachdb'])

/**
 * Whether a link may hold by these two columns: a statement that compares the one with the other is
 * understood by the database, and may be true.
 *
 * @example
 * areComparable('postgres', { type: 'string' }, { type: 'uuid' }) // false
 *
 * @see https://www.postgresql.org/docs/current/typeconv-oper.html
 */
export function areComparable(
  dialect: DialectName,
  left: Pick<Column, 'type'>,
  right: Pick<Column, 'type'>,
): boolean {
  return kindOf(dialect, left) === kindOf(dialect, right)
}

function kindOf(dialect: DialectName, { type }: Pick<Column, 'type'>): string {
  switch (type) {
    case 'integer':
    case 'bigInteger':
    case 'decimal':
    case 'float':
      return 'number'
    case 'string':
    case 'text':
    case 'csv':
    case 'hash':
      return 'text'
    case 'uuid':
      return STRICT.has(dialect) ? 'uuid' : 'text'
    default:
      return type
  }
}
