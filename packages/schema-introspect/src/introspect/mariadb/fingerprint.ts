import { type RawBuilder, sql } from 'kysely'
import type { AnyDatabase } from '../../connect/dialect-of.js'

/** Sums of hashes over what the catalogue says: these servers count no versions of their own. */
export async function readFingerprint(
  db: AnyDatabase,
  inSchemas: RawBuilder<boolean>,
): Promise<string> {
  const { rows } = await sql<Record<string, unknown>>`
    select
      (select ${hashOf(sql`t.table_schema, t.table_name, t.table_type, t.table_comment`)}
        from information_schema.tables t where ${inSchemas}) as of_tables,
      (select ${hashOf(sql`t.table_schema, t.table_name, t.column_name, t.ordinal_position, t.column_type,
          t.is_nullable, t.column_default, t.extra, t.generation_expression, t.privileges, t.column_comment`)}
        from information_schema.columns t where ${inSchemas}) as of_columns,
      (select ${hashOf(sql`t.table_schema, t.table_name, t.index_name, t.seq_in_index, t.column_name,
          t.sub_part, t.non_unique`)}
        from information_schema.statistics t where ${inSchemas}) as of_keys,
      (select ${hashOf(sql`t.table_schema, t.table_name, t.constraint_name, t.column_name, t.ordinal_position,
          t.referenced_table_schema, t.referenced_table_name, t.referenced_column_name`)}
        from information_schema.key_column_usage t where ${inSchemas}) as of_links,
      (select ${hashOf(sql`t.table_schema, t.constraint_name, t.update_rule, t.delete_rule`)}
        from (select constraint_schema as table_schema, constraint_name, update_rule, delete_rule
          from information_schema.referential_constraints) t where ${inSchemas}) as of_actions,
      (select ${hashOf(sql`t.table_schema, t.constraint_name, t.check_clause`)}
        from (select constraint_schema as table_schema, constraint_name, check_clause
          from information_schema.check_constraints) t where ${inSchemas}) as of_checks,
      (select ${hashOf(sql`t.table_schema, t.table_name, t.trigger_name`)}
        from (select event_object_schema as table_schema, event_object_table as table_name, trigger_name
          from information_schema.triggers) t where ${inSchemas}) as of_triggers,
      (select ${hashOf(sql`t.table_schema, t.table_name, t.is_updatable, t.view_definition`)}
        from information_schema.views t where ${inSchemas}) as of_views`.execute(db)
  return JSON.stringify(rows[0])
}

/** `concat_ws` would skip a null, and `a, null` would look like `null, a`: quote keeps it. */
function hashOf(columns: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`concat(count(*), ':', coalesce(sum(crc32(json_array(${columns}))), 0))`
}
