import { type RawBuilder, sql } from 'kysely'
import type { AnyDatabase } from '../../connect/dialect-of.js'
import type { CataloguePrimaryKey, OfTable } from '../../model/catalogue.js'
import type { UniqueConstraint } from '../../model/schema-model.js'

interface KeyRow extends OfTable {
  readonly name: string
  readonly kind: 'P' | 'U'
  readonly column: string
}

export interface OracleKeys {
  readonly primaryKeys: readonly CataloguePrimaryKey[]
  readonly uniques: readonly (OfTable & UniqueConstraint)[]
}

/**
 * Those of views are declared and never enforced, but they are what a view has for a key.
 *
 * @see https://docs.oracle.com/en/database/oracle/oracle-database/19/refrn/ALL_CONSTRAINTS.html
 * @see https://docs.oracle.com/en/database/oracle/oracle-database/19/refrn/ALL_CONS_COLUMNS.html
 */
export async function readKeys(
  db: AnyDatabase,
  inSchemas: RawBuilder<boolean>,
): Promise<OracleKeys> {
  const { rows } = await sql<KeyRow>`
    select t.owner as "schema", t.table_name as "table", t.constraint_name as "name",
      t.constraint_type as "kind", c.column_name as "column"
    from all_constraints t
      join all_cons_columns c on c.owner = t.owner and c.constraint_name = t.constraint_name
        and c.table_name = t.table_name
    where t.constraint_type in ('P', 'U') and ${inSchemas}
      and (t.status = 'ENABLED' or t.view_related = 'DEPEND ON VIEW')
    order by t.owner, t.table_name, t.constraint_name, c.position`.execute(db)
  const keys = group(rows)
  return {
    primaryKeys: keys
      .filter(({ kind }) => kind === 'P')
      .map(({ schema, table, columns }) => ({ schema, table, columns })),
    uniques: keys
      .filter(({ kind }) => kind === 'U')
      .map(({ schema, table, name, columns }) => ({ schema, table, name, columns })),
  }
}

interface Key extends Omit<KeyRow, 'column'> {
  readonly columns: readonly string[]
}

function group(rows: readonly KeyRow[]): readonly Key[] {
  const keys = new Map<string, Key>()
  for (const { column, ...row } of rows) {
    const id = JSON.stringify([row.schema, row.table, row.name])
    keys.set(id, { ...row, columns: [...(keys.get(id)?.columns ?? []), column] })
  }
  return [...keys.values()]
}
