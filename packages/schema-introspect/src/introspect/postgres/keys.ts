import { type RawBuilder, sql } from 'kysely'
import type { AnyDatabase } from '../../connect/dialect-of.js'
import type { CataloguePrimaryKey, OfTable } from '../../model/catalogue.js'
import type { UniqueConstraint } from '../../model/schema-model.js'

interface KeyRow extends OfTable {
  readonly name: string
  readonly kind: 'p' | 'u'
  readonly columns: readonly string[]
}

export interface PostgresKeys {
  readonly primaryKeys: readonly CataloguePrimaryKey[]
  readonly uniques: readonly (OfTable & UniqueConstraint)[]
}

export async function readKeys(
  db: AnyDatabase,
  inSchemas: RawBuilder<boolean>,
): Promise<PostgresKeys> {
  const { rows } = await sql<KeyRow>`
    select n.nspname as schema, c.relname as table, k.conname as name, k.contype::text as kind,
      (select array_agg(a.attname::text order by u.place)
        from unnest(k.conkey) with ordinality u(number, place)
          join pg_catalog.pg_attribute a on a.attrelid = k.conrelid and a.attnum = u.number) as columns
    from pg_catalog.pg_constraint k
      join pg_catalog.pg_class c on c.oid = k.conrelid
      join pg_catalog.pg_namespace n on n.oid = c.relnamespace
    where k.contype in ('p', 'u') and not c.relispartition and ${inSchemas}`.execute(db)
  return {
    primaryKeys: rows
      .filter((row) => row.kind === 'p')
      .map(({ schema, table, columns }) => ({ schema, table, columns })),
    uniques: rows
      .filter((row) => row.kind === 'u')
      .map(({ schema, table, name, columns }) => ({ schema, table, name, columns })),
  }
}
