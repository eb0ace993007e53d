import type { Kysely } from 'kysely'

/** Any Kysely: the tables that we know of are made here. */
// oxlint-disable-next-line typescript/no-explicit-any -- Kysely is invariant in its schema, so no other type accepts every instance
export type Database = Kysely<any>
