import { type RawBuilder, sql } from 'kysely'
import type { AnyDatabase } from '../../connect/dialect-of.js'
import type { CatalogueForeignKey } from '../../model/catalogue.js'
import type { ReferentialAction } from '../../model/schema-model.js'

interface ForeignKeyRow {
  readonly schema: string
  readonly table: string
  readonly name: string
  readonly column: string
  readonly target_schema: string
  readonly target_table: string
  readonly target_column: string
  readonly on_delete: string | null
}

/**
 * A foreign key points to a constraint, and to its columns in their places.
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
      r.column_name as "target_column", t.delete_rule as "on_delete"
    from all_constraints t
      join all_cons_columns c on c.owner = t.owner and c.constraint_name = t.constraint_name
      join all_cons_columns r on r.owner = t.r_owner and r.constraint_name = t.r_constraint_name
        and r.position = c.position
    where t.constraint_type = 'R' and t.status = 'ENABLED' and ${inSchemas}
    order by t.owner, t.table_name, t.constraint_name, c.position`.execute(db)
  const groups = new Map<string, ForeignKeyRow[]>()
  for (const row of rows) {
    const key = JSON.stringify([row.schema, row.table, row.name])
    groups.set(key, [...(groups.get(key) ?? []), row])
  }
  return [...groups.values()].map(toForeignKey)
}

function toForeignKey(rows: readonly ForeignKeyRow[]): CatalogueForeignKey {
  const first = rows[0] as ForeignKeyRow // a group has at least the row that made it
  return {
    schema: first.schema,
    table: first.table,
    name: first.name,
    columns: rows.map((row) => row.column),
    targetSchema: first.target_schema,
    targetTable: first.target_table,
    targetColumns: rows.map((row) => row.target_column),
    // Oracle has no action on update.
    onUpdate: 'no action',
    onDelete: (first.on_delete ?? 'NO ACTION').toLowerCase() as ReferentialAction,
  }
}
