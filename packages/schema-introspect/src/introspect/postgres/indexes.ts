import { type RawBuilder, sql } from 'kysely'
import type { AnyDatabase } from '../../connect/dialect-of.js'
import type { OfTable } from '../../model/catalogue.js'
import type { Index } from '../../model/schema-model.js'

/** Columns in index order, expressions and INCLUDE columns left out. A partial index makes nothing unique. */
export async function readIndexes(
  db: AnyDatabase,
  inSchemas: RawBuilder<boolean>,
): Promise<readonly (OfTable & Index)[]> {
  const { rows } = await sql<OfTable & Index>`
    select n.nspname as schema, c.relname as table, x.relname as name,
      i.indisunique and i.indpred is null and i.indexprs is null as unique,
      coalesce((select array_agg(a.attname::text order by u.place)
        from unnest(i.indkey::int2[]) with ordinality u(number, place)
          join pg_catalog.pg_attribute a on a.attrelid = c.oid and a.attnum = u.number
        where u.place <= i.indnkeyatts), '{}') as columns
    from pg_catalog.pg_index i
      join pg_catalog.pg_class c on c.oid = i.indrelid
      join pg_catalog.pg_class x on x.oid = i.indexrelid
      join pg_catalog.pg_namespace n on n.oid = c.relnamespace
    where i.indisvalid and not c.relispartition and ${inSchemas}`.execute(db)
  return rows
}
