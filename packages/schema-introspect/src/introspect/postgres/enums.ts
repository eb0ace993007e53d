import { sql } from 'kysely'
import type { AnyDatabase } from '../../connect/dialect-of.js'
import type { CatalogueEnum } from '../../model/catalogue.js'

/** All enum types of the database: a column may use one of another schema. */
export async function readEnums(db: AnyDatabase): Promise<readonly CatalogueEnum[]> {
  const { rows } = await sql<CatalogueEnum>`
    select n.nspname as schema, t.typname as name,
      array_agg(e.enumlabel::text order by e.enumsortorder) as values
    from pg_catalog.pg_enum e
      join pg_catalog.pg_type t on t.oid = e.enumtypid
      join pg_catalog.pg_namespace n on n.oid = t.typnamespace
    group by n.nspname, t.typname`.execute(db)
  return rows
}
