import { sql } from 'kysely'
import type { Estimates } from '../dialect.js'
import { estimatesOf } from '../standard.js'

/**
 * The first number of `stat` is that of the rows in an index; ANALYZE makes the table, so it may not
 * be there.
 *
 * @see https://www.sqlite.org/fileformat2.html#stat1tab
 */
export const estimates: Estimates = estimatesOf(
  ({ schema, name }) =>
    sql`select max(cast(stat as integer)) as n from ${sql.id(schema, 'sqlite_stat1')} where tbl = ${name}`,
)
