import { sql } from 'kysely'
import { tableRef } from '../../compile/build.js'
import type { Estimates } from '../dialect.js'
import { estimatesOf } from '../standard.js'

/**
 * Of statistics about a part of the rows, the number is of that part.
 *
 * @see https://www.cockroachlabs.com/docs/stable/show-statistics
 */
export const estimates: Estimates = estimatesOf((table) =>
  table.kind === 'table'
    ? sql`select row_count as n from [show statistics for table ${tableRef(table)}] where coalesce(statistics_name, '') <> '__auto_partial__' order by created desc limit 1`
    : null,
)
