import { type RawBuilder, sql } from 'kysely'
import type { AnyDatabase } from '../../connect/dialect-of.js'
import type { CatalogueForeignKey } from '../../model/catalogue.js'
import { type ForeignKeyRow, toForeignKeys } from '../foreign-key-rows.js'

/**
 * @see https://learn.microsoft.com/en-us/sql/relational-databases/system-catalog-views/sys-foreign-keys-transact-sql
 * @see https://learn.microsoft.com/en-us/sql/relational-databases/system-catalog-views/sys-foreign-key-columns-transact-sql
 */
export async function readForeignKeys(
  db: AnyDatabase,
  inSchemas: RawBuilder<boolean>,
): Promise<readonly CatalogueForeignKey[]> {
  const { rows } = await sql<ForeignKeyRow>`
    select s.name as [schema], o.name as [table], k.name as [name], c.name as [column],
      ts.name as target_schema, t.name as target_table, tc.name as target_column,
      k.update_referential_action_desc as on_update, k.delete_referential_action_desc as on_delete
    from sys.foreign_keys k
      join sys.foreign_key_columns m on m.constraint_object_id = k.object_id
      join sys.objects o on o.object_id = k.parent_object_id
      join sys.schemas s on s.schema_id = o.schema_id
      join sys.columns c on c.object_id = m.parent_object_id and c.column_id = m.parent_column_id
      join sys.objects t on t.object_id = k.referenced_object_id
      join sys.schemas ts on ts.schema_id = t.schema_id
      join sys.columns tc on tc.object_id = m.referenced_object_id and tc.column_id = m.referenced_column_id
    where k.is_disabled = 0 and ${inSchemas}
    order by k.object_id, m.constraint_column_id`.execute(db)
  return toForeignKeys(rows)
}
