import type { DialectName } from '@relvar/schema-introspect/model'

/** Whether the vendor keeps comments on tables and columns. SQLite has none. */
export function isSupported(dialect: DialectName): boolean {
  return dialect !== 'sqlite'
}
