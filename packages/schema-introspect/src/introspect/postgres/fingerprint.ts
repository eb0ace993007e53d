import { type RawBuilder, sql } from 'kysely'
import type { AnyDatabase } from '../../connect/dialect-of.js'

/**
 * A hash over the row versions (`xmin`) of the catalogue: PostgreSQL writes a new version of a row
 * when anything in it changes. Of `pg_class`, whose rows change with statistics too, only what
 * tells one schema from another.
 */
export async function readFingerprint(
  db: AnyDatabase,
  inSchemas: RawBuilder<boolean>,
): Promise<string> {
  const { rows } = await sql<{ fingerprint: string }>`
    with relations as (
      select c.oid, c.relname, c.relkind, c.relacl, n.nspname, n.nspacl
      from pg_catalog.pg_class c join pg_catalog.pg_namespace n on n.oid = c.relnamespace
      where c.relkind in ('r', 'p', 'v', 'm', 'f') and ${inSchemas})
    select md5(concat_ws(';',
      (select string_agg(concat_ws(',', oid, nspname, relname, relkind, relacl, nspacl), ';' order by oid) from relations),
      (select string_agg(concat_ws(',', a.attrelid, a.attnum, a.xmin), ';' order by a.attrelid, a.attnum)
        from pg_catalog.pg_attribute a join relations r on r.oid = a.attrelid where a.attnum > 0),
      (select string_agg(concat_ws(',', d.oid, d.xmin), ';' order by d.oid)
        from pg_catalog.pg_attrdef d join relations r on r.oid = d.adrelid),
      (select string_agg(concat_ws(',', k.oid, k.xmin), ';' order by k.oid)
        from pg_catalog.pg_constraint k join relations r on r.oid = k.conrelid),
      (select string_agg(concat_ws(',', i.indexrelid, i.xmin), ';' order by i.indexrelid)
        from pg_catalog.pg_index i join relations r on r.oid = i.indrelid),
      (select string_agg(concat_ws(',', w.oid, w.xmin), ';' order by w.oid)
        from pg_catalog.pg_rewrite w join relations r on r.oid = w.ev_class),
      (select string_agg(concat_ws(',', g.oid, g.xmin), ';' order by g.oid)
        from pg_catalog.pg_trigger g join relations r on r.oid = g.tgrelid),
      (select string_agg(concat_ws(',', o.objoid, o.objsubid, o.xmin), ';' order by o.objoid, o.objsubid)
        from pg_catalog.pg_description o join relations r on r.oid = o.objoid
        where o.classoid = 'pg_catalog.pg_class'::regclass),
      (select string_agg(concat_ws(',', e.oid, e.xmin), ';' order by e.oid) from pg_catalog.pg_enum e)
    )) as fingerprint`.execute(db)
  return rows[0]?.fingerprint ?? ''
}
