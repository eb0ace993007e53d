import { type RawBuilder, sql } from 'kysely'
import type { AnyDatabase } from '../../connect/dialect-of.js'
import type { CatalogueForeignKey } from '../../model/catalogue.js'
import { type ForeignKeyRow, toForeignKeys } from '../foreign-key-rows.js'

/**
 * A foreign key points to a constraint, and to its columns in their places. There is no action on update.
 *
 * @see https://docs.oracle.com/en/database/oracle/oracle-database/19/refrn/ALL_CONSTRAINTS.html
 */
export async function readForeignKeys(
  db: AnyDatabase,
  inSchemas: RawBuilder<boolean>,
): Promise<readonly CatalogueForeignKey[]> {
  const { rows } = await sql<ForeignKeyRow>`
    select t.owner as "schema", t.table_name as "table", t.constraint_name as "name",
      c.column_name as "column", r.owner as "target_schema", r.table_name as "target_table",
      r.column_name as "target_column", null as "on_update", t.delete_rule as "on_delete"
    from all_constraints t
      join all_cons_columns c on c.owner = t.owner and c.constraint_name = t.constraint_name
      join all_cons_columns r on r.owner = t.r_owner and r.constraint_name = t.r_constraint_name
        and r.position = c.position
    where t.constraint_type = 'R' and t.status = 'ENABLED' and ${inSchemas}
    order by t.owner, t.table_name, t.constraint_name, c.position`.execute(db)
  return toForeignKeys(rows)
}
