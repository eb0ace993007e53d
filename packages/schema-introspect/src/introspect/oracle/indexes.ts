import { type RawBuilder, sql } from 'kysely'
import type { AnyDatabase } from '../../connect/dialect-of.js'
import type { OfTable } from '../../model/catalogue.js'
import type { Index } from '../../model/schema-model.js'

interface IndexRow extends OfTable {
  readonly name: string
  readonly uniqueness: 'UNIQUE' | 'NONUNIQUE'
  readonly column: string
}

/** The hidden column of an expression, and of a descending column: it is an expression too. */
const EXPRESSION = /^SYS_NC\d+\$$/

/**
 * @see https://docs.oracle.com/en/database/oracle/oracle-database/19/refrn/ALL_INDEXES.html
 * @see https://docs.oracle.com/en/database/oracle/oracle-database/19/refrn/ALL_IND_COLUMNS.html
 */
export async function readIndexes(
  db: AnyDatabase,
  inSchemas: RawBuilder<boolean>,
): Promise<readonly (OfTable & Index)[]> {
  const { rows } = await sql<IndexRow>`
    select t.owner as "schema", t.table_name as "table", t.index_name as "name",
      t.uniqueness as "uniqueness", c.column_name as "column"
    from (select table_owner as owner, table_name, owner as index_owner, index_name, uniqueness
        from all_indexes where index_type <> 'LOB') t
      join all_ind_columns c on c.index_owner = t.index_owner and c.index_name = t.index_name
    where ${inSchemas}
    order by t.owner, t.table_name, t.index_name, c.column_position`.execute(db)
  const groups = new Map<string, IndexRow[]>()
  for (const row of rows) {
    const key = JSON.stringify([row.schema, row.table, row.name])
    groups.set(key, [...(groups.get(key) ?? []), row])
  }
  return [...groups.values()].map(toIndex)
}

function toIndex(rows: readonly IndexRow[]): OfTable & Index {
  const { schema, table, name, uniqueness } = rows[0] as IndexRow // a group has the row that made it
  const columns = rows.map((row) => row.column)
  return {
    schema,
    table,
    name,
    columns: columns.filter((column) => !EXPRESSION.test(column)),
    unique: uniqueness === 'UNIQUE' && !columns.some((column) => EXPRESSION.test(column)),
  }
}
