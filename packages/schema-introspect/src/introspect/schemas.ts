import { type RawBuilder, sql } from 'kysely'

/** `column in (...)`, a list that may be empty. */
export function isOneOf(
  column: RawBuilder<unknown>,
  names: readonly string[],
): RawBuilder<boolean> {
  if (names.length === 0) return sql<boolean>`1 = 0`
  return sql<boolean>`${column} in (${sql.join(names)})`
}
