import { type RawBuilder, sql } from 'kysely'
import type { AnyDatabase } from '../../connect/dialect-of.js'

/**
 * Counts and sums of hashes over what the catalogue says. `last_ddl_time` knows of grants too, but
 * of seconds only and not of comments, so names, types and comments are part of it.
 *
 * @see https://docs.oracle.com/en/database/oracle/oracle-database/19/refrn/ALL_OBJECTS.html
 * @see https://docs.oracle.com/en/database/oracle/oracle-database/19/sqlrf/ORA_HASH.html
 */
export async function readFingerprint(
  db: AnyDatabase,
  inSchemas: RawBuilder<boolean>,
): Promise<string> {
  const { rows } = await sql<Record<string, unknown>>`
    select
      (select ${hashOf(sql`t.owner, t.object_name, t.object_type, to_char(t.last_ddl_time, 'YYYYMMDDHH24MISS')`)}
        from all_objects t where t.object_type in ('TABLE', 'VIEW', 'INDEX', 'TRIGGER', 'MATERIALIZED VIEW')
          and ${inSchemas}) as "objects",
      (select ${hashOf(sql`t.owner, t.table_name, t.column_name, t.data_type, t.data_length, t.char_length,
          t.data_precision, t.data_scale, t.nullable, t.default_length, t.virtual_column, t.identity_column`)}
        from all_tab_cols t where t.user_generated = 'YES' and ${inSchemas}) as "columns",
      (select ${hashOf(sql`t.owner, t.constraint_name, t.table_name, t.constraint_type, t.status, t.delete_rule,
          to_char(t.last_change, 'YYYYMMDDHH24MISS')`)}
        from all_constraints t where ${inSchemas}) as "constraints",
      (select ${hashOf(sql`t.owner, t.table_name, ora_hash(t.comments)`)}
        from all_tab_comments t where t.comments is not null and ${inSchemas}) as "table_comments",
      (select ${hashOf(sql`t.owner, t.table_name, t.column_name, ora_hash(t.comments)`)}
        from all_col_comments t where t.comments is not null and ${inSchemas}) as "column_comments",
      (select ${hashOf(sql`t.table_schema, t.table_name, t.grantee, t.privilege`)}
        from (select p.*, p.table_schema as owner from all_tab_privs p) t where ${inSchemas}) as "rights"
    from dual`.execute(db)
  return JSON.stringify(rows[0])
}

/** A JSON array keeps apart what joined texts would mix up. */
function hashOf(columns: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`count(*) || ':' || sum(ora_hash(json_array(${columns} null on null returning varchar2(4000))))`
}
