import { type RawBuilder, sql } from 'kysely'
import type { AnyDatabase } from '../../connect/dialect-of.js'
import type { CatalogueForeignKey } from '../../model/catalogue.js'
import { type ForeignKeyRow, toForeignKeys } from '../foreign-key-rows.js'

export async function readForeignKeys(
  db: AnyDatabase,
  inSchemas: RawBuilder<boolean>,
): Promise<readonly CatalogueForeignKey[]> {
  const { rows } = await sql<ForeignKeyRow>`
    select t.table_schema as \`schema\`, t.table_name as \`table\`, t.constraint_name as name,
      t.column_name as \`column\`, t.referenced_table_schema as target_schema,
      t.referenced_table_name as target_table, t.referenced_column_name as target_column,
      r.update_rule as on_update, r.delete_rule as on_delete
    from information_schema.key_column_usage t join information_schema.referential_constraints r
      on r.constraint_schema = t.constraint_schema and r.constraint_name = t.constraint_name
        and r.table_name = t.table_name
    where t.referenced_table_name is not null and ${inSchemas}
    order by t.table_schema, t.table_name, t.constraint_name, t.ordinal_position`.execute(db)
  return toForeignKeys(rows)
}
