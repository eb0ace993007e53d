import { sql } from 'kysely'
import type { Sql } from '../dialect.js'

/** OFFSET needs a LIMIT here. Both are written out: a prepared statement takes no `limit ?` in an aggregate. */
export function page(order: Sql | null, rows: number | null, offset: number): Sql {
  const sorted = order === null ? sql`` : sql` order by ${order}`
  if (rows === null && offset === 0) return sorted
  const atMost = rows === null ? sql.raw('18446744073709551615') : sql.lit(rows)
  return sql`${sorted} limit ${atMost}${offset === 0 ? sql`` : sql` offset ${sql.lit(offset)}`}`
}
