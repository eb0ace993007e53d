/** Any Kysely: our tables are known here, not to its types. */
export type { AnyDatabase as Database } from '@relvar/schema-introspect'
