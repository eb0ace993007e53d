import { sql } from 'kysely'
import type { Estimates } from '../dialect.js'
import { estimatesOf } from '../standard.js'

/** @see https://mariadb.com/kb/en/information-schema-tables-table/ (TABLE_ROWS; null of a view) */
export const estimates: Estimates = estimatesOf(
  ({ schema, name }) =>
    sql`select table_rows as n from information_schema.tables where table_schema = ${schema} and table_name = ${name}`,
)
