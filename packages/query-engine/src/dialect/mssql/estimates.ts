import { sql } from 'kysely'
import type { Estimates } from '../dialect.js'
import { estimatesOf } from '../standard.js'

/**
 * The heap or the clustered index, in all its partitions.
 *
 * @see https://learn.microsoft.com/en-us/sql/relational-databases/system-catalog-views/sys-partitions-transact-sql
 */
export const estimates: Estimates = estimatesOf(
  ({ schema, name }) =>
    sql`select sum(p.rows) as n from sys.partitions as p where p.object_id = object_id(quotename(${schema}) + '.' + quotename(${name})) and p.index_id in (0, 1)`,
)
