import type { AnyDatabase } from '@relvar/schema-introspect'
import { findTable, type SchemaModel, type TableId } from '@relvar/schema-introspect/model'
import { sql } from 'kysely'
import { type Collations, NO_COLLATIONS } from './definitions.js'
import type { SchemaChange } from './schema-change.js'

/**
 * How the texts are compared of the tables at both ends of new foreign keys, on MySQL and MariaDB.
 *
 * @see https://mariadb.com/kb/en/information-schema-columns-table/
 */
export async function readCollations(
  db: AnyDatabase,
  model: SchemaModel,
  changes: readonly SchemaChange[],
): Promise<Collations> {
  const ids = new Set(changes.flatMap(endsOf))
  if ((model.dialect !== 'mysql' && model.dialect !== 'mariadb') || ids.size === 0)
    return NO_COLLATIONS
  const columns: Record<TableId, Readonly<Record<string, string>>> = {}
  for (const id of ids) {
    const table = findTable(model, id)
    if (table !== undefined) columns[id] = await readColumns(db, table)
  }
  const { rows } = await sql<{ standard: string | null }>`
    select @@collation_database as standard`.execute(db)
  return { standard: rows[0]?.standard ?? null, columns }
}

/** The tables that new foreign keys of a change lead from and to. */
function endsOf(change: SchemaChange): readonly TableId[] {
  if (change.kind === 'add-foreign-key') return [change.table, change.foreignKey.target]
  if (change.kind !== 'create-table') return []
  return (change.table.foreignKeys ?? []).map(({ target }) => target)
}

async function readColumns(
  db: AnyDatabase,
  { schema, name }: { readonly schema: string; readonly name: string },
): Promise<Readonly<Record<string, string>>> {
  const { rows } = await sql<{ name: string; collation: string }>`
    select column_name as name, collation_name as collation from information_schema.columns
    where table_schema = ${schema} and table_name = ${name} and collation_name is not null`.execute(
    db,
  )
  return Object.fromEntries(rows.map((row) => [row.name, row.collation]))
}
