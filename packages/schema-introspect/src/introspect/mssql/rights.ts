import { type RawBuilder, sql } from 'kysely'

type Right = 'SELECT' | 'INSERT' | 'UPDATE' | 'DELETE' | 'ALTER'

/**
 * 1 where this account has the right to the object `o` of the schema `s`.
 *
 * @see https://learn.microsoft.com/en-us/sql/t-sql/functions/has-perms-by-name-transact-sql
 */
export function may(right: Right): RawBuilder<number> {
  return sql<number>`has_perms_by_name(quotename(s.name) + '.' + quotename(o.name), 'OBJECT', ${sql.lit(right)})`
}

/** 1 where this account has the right to the column `c` of it: rights to columns can be given one by one. */
export function mayColumn(right: 'SELECT' | 'UPDATE'): RawBuilder<number> {
  return sql<number>`has_perms_by_name(quotename(s.name) + '.' + quotename(o.name), 'OBJECT', ${sql.lit(right)}, c.name, 'COLUMN')`
}
