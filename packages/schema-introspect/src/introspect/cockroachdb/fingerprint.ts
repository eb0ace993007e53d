import { type RawBuilder, sql } from 'kysely'
import type { AnyDatabase } from '../../connect/dialect-of.js'

/**
 * Hashes of what the catalogue says: its tables are made up for each query, so their rows have no
 * versions as PostgreSQL's have.
 *
 * @see https://www.cockroachlabs.com/docs/stable/pg-catalog
 */
export async function readFingerprint(
  db: AnyDatabase,
  inSchemas: RawBuilder<boolean>,
): Promise<string> {
  const { rows } = await sql<{ fingerprint: string | null }>`
    with relations as (
      select c.oid, c.relname, c.relkind, n.nspname
      from pg_catalog.pg_class c join pg_catalog.pg_namespace n on n.oid = c.relnamespace
      where c.relkind in ('r', 'v', 'm') and ${inSchemas})
    select json_build_array(
      (select ${hashOf(sql`r.nspname, r.relname, r.relkind`, sql`r.oid`)} from relations r),
      (select ${hashOf(
        sql`r.oid, a.attnum, a.attname, a.atttypid, a.atttypmod, a.attnotnull, a.attidentity,
          a.attgenerated, pg_get_expr(d.adbin, d.adrelid)`,
        sql`r.oid, a.attnum`,
      )}
        from relations r join pg_catalog.pg_attribute a on a.attrelid = r.oid
          left join pg_catalog.pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum),
      (select ${hashOf(sql`r.oid, k.conname, pg_get_constraintdef(k.oid)`, sql`r.oid, k.conname`)}
        from relations r join pg_catalog.pg_constraint k on k.conrelid = r.oid),
      (select ${hashOf(sql`r.oid, i.indexrelid, i.indisunique, i.indkey::text`, sql`r.oid, i.indexrelid`)}
        from relations r join pg_catalog.pg_index i on i.indrelid = r.oid),
      (select ${hashOf(sql`r.oid, g.tgname`, sql`r.oid, g.tgname`)}
        from relations r join pg_catalog.pg_trigger g on g.tgrelid = r.oid),
      (select ${hashOf(sql`r.oid, o.objsubid, o.description`, sql`r.oid, o.objsubid`)}
        from relations r join pg_catalog.pg_description o on o.objoid = r.oid),
      (select ${hashOf(sql`e.enumtypid, e.enumlabel`, sql`e.enumtypid, e.enumsortorder`)}
        from pg_catalog.pg_enum e),
      (select ${hashOf(
        sql`g.table_schema, g.table_name, g.grantee, g.privilege_type`,
        sql`g.table_schema, g.table_name, g.grantee, g.privilege_type`,
      )}
        from information_schema.table_privileges g)
    )::text as fingerprint`.execute(db)
  return rows[0]?.fingerprint ?? ''
}

function hashOf(columns: RawBuilder<unknown>, order: RawBuilder<unknown>): RawBuilder<string> {
  return sql<string>`md5(string_agg(json_build_array(${columns})::text, ';' order by ${order}))`
}
