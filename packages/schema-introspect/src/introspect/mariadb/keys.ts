import { type RawBuilder, sql } from 'kysely'
import type { AnyDatabase } from '../../connect/dialect-of.js'
import type { CataloguePrimaryKey, OfTable } from '../../model/catalogue.js'
import type { Index, UniqueConstraint } from '../../model/schema-model.js'

interface IndexRow extends OfTable {
  readonly name: string
  readonly non_unique: number | string
  /** null for an expression. */
  readonly column: string | null
  /** The number of characters that are indexed, null for all. */
  readonly prefix: number | string | null
}

export interface MariadbKeys {
  readonly primaryKeys: readonly CataloguePrimaryKey[]
  readonly uniques: readonly (OfTable & UniqueConstraint)[]
  readonly indexes: readonly (OfTable & Index)[]
}

/** Keys and indexes are one thing here: the primary key is the index of that name, a unique constraint is a unique index. */
export async function readKeys(
  db: AnyDatabase,
  inSchemas: RawBuilder<boolean>,
): Promise<MariadbKeys> {
  const { rows } = await sql<IndexRow>`
    select t.table_schema as \`schema\`, t.table_name as \`table\`, t.index_name as name,
      t.non_unique as non_unique, t.column_name as \`column\`, t.sub_part as prefix
    from information_schema.statistics t where ${inSchemas}
    order by t.table_schema, t.table_name, t.index_name, t.seq_in_index`.execute(db)
  const indexes = group(rows).map(toIndex)
  return {
    indexes,
    primaryKeys: indexes
      .filter((index) => index.name === 'PRIMARY')
      .map(({ schema, table, columns }) => ({ schema, table, columns })),
    uniques: indexes
      .filter((index) => index.unique && index.name !== 'PRIMARY')
      .map(({ schema, table, name, columns }) => ({ schema, table, name, columns })),
  }
}

function group(rows: readonly IndexRow[]): readonly (readonly IndexRow[])[] {
  const groups = new Map<string, IndexRow[]>()
  for (const row of rows) {
    const key = JSON.stringify([row.schema, row.table, row.name])
    const known = groups.get(key)
    if (known === undefined) groups.set(key, [row])
    else known.push(row)
  }
  return [...groups.values()]
}

function toIndex(rows: readonly IndexRow[]): OfTable & Index {
  const { schema, table, name, non_unique } = rows[0] as IndexRow // a group has the row that made it
  return {
    schema,
    table,
    name,
    columns: rows.flatMap((row) => row.column ?? []),
    // An index over the beginning of a column makes the beginning unique, not the column.
    unique:
      Number(non_unique) === 0 && rows.every((row) => row.column !== null && row.prefix === null),
  }
}
