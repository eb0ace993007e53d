import { type RawBuilder, sql } from 'kysely'
import type { AnyDatabase } from '../../connect/dialect-of.js'
import type { CatalogueForeignKey } from '../../model/catalogue.js'
import type { ReferentialAction } from '../../model/schema-model.js'

interface ForeignKeyRow extends Omit<CatalogueForeignKey, 'onUpdate' | 'onDelete'> {
  readonly on_update: string
  readonly on_delete: string
}

const ACTIONS: Readonly<Record<string, ReferentialAction>> = {
  a: 'no action',
  r: 'restrict',
  c: 'cascade',
  n: 'set null',
  d: 'set default',
}

/** Keys of partitions, and those that point to one, are copies of their parent's. */
export async function readForeignKeys(
  db: AnyDatabase,
  inSchemas: RawBuilder<boolean>,
): Promise<readonly CatalogueForeignKey[]> {
  const columns = (relation: string, numbers: string): RawBuilder<unknown> => sql`
    (select array_agg(a.attname::text order by u.place)
      from unnest(k.${sql.ref(numbers)}) with ordinality u(number, place)
        join pg_catalog.pg_attribute a on a.attrelid = k.${sql.ref(relation)} and a.attnum = u.number)`
  const { rows } = await sql<ForeignKeyRow>`
    select n.nspname as schema, c.relname as table, k.conname as name,
      ${columns('conrelid', 'conkey')} as columns,
      tn.nspname as "targetSchema", t.relname as "targetTable",
      ${columns('confrelid', 'confkey')} as "targetColumns",
      k.confupdtype::text as on_update, k.confdeltype::text as on_delete
    from pg_catalog.pg_constraint k
      join pg_catalog.pg_class c on c.oid = k.conrelid
      join pg_catalog.pg_namespace n on n.oid = c.relnamespace
      join pg_catalog.pg_class t on t.oid = k.confrelid
      join pg_catalog.pg_namespace tn on tn.oid = t.relnamespace
    where k.contype = 'f' and not c.relispartition and not t.relispartition and ${inSchemas}`.execute(
    db,
  )
  return rows.map(({ on_update, on_delete, ...key }) => ({
    ...key,
    onUpdate: ACTIONS[on_update] ?? 'no action',
    onDelete: ACTIONS[on_delete] ?? 'no action',
  }))
}
