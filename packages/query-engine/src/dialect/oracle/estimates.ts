import { sql } from 'kysely'
import type { Estimates } from '../dialect.js'
import { estimatesOf } from '../standard.js'

/** @see https://docs.oracle.com/en/database/oracle/oracle-database/19/refrn/ALL_TABLES.html (NUM_ROWS) */
export const estimates: Estimates = estimatesOf(
  ({ schema, name }) =>
    sql`select num_rows as "n" from all_tables where owner = ${schema} and table_name = ${name}`,
)
