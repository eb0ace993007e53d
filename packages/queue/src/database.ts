import type { Kysely } from 'kysely'

/** Any Kysely: the one table that is needed is made by a migration of ours. */
// oxlint-disable-next-line typescript/no-explicit-any -- Kysely is invariant in its schema, so no other type accepts every instance
export type Database = Kysely<any>
