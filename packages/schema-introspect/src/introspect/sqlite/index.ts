import { sql } from 'kysely'
import type { AnyDatabase } from '../../connect/dialect-of.js'
import type { Catalogue, CatalogueTable } from '../../model/catalogue.js'
import type { CatalogueReader } from '../introspect.js'
import { findChecks } from './checks.js'
import { findRowidKeys, readColumnRows, toColumns, toPrimaryKeys } from './columns.js'
import { readForeignKeys } from './foreign-keys.js'
import { readIndexes } from './indexes.js'
import { readTables, type SqliteTable } from './tables.js'
import { readViewColumns } from './views.js'

/** SQLite: the main file, through table-valued PRAGMAs. */
export const sqliteCatalogue: CatalogueReader = {
  askVersion: sql<{ version: string }>`select sqlite_version() as version`,

  async read(db): Promise<Catalogue> {
    const tables = new Map((await readTables(db)).map((table) => [table.name, table]))
    const tableRows = await readColumnRows(db, false)
    const viewRows = await readViewColumns(db, tables)
    const { indexes, uniques, tablesWithKeyIndex } = await readIndexes(db)
    const rowidKeys = findRowidKeys(tableRows, tables, tablesWithKeyIndex)
    return {
      dialect: 'sqlite',
      defaultSchema: 'main',
      tables: [...tables.values()].map(toCatalogueTable),
      columns: toColumns([...tableRows, ...viewRows], tables, rowidKeys),
      primaryKeys: toPrimaryKeys(tableRows),
      uniques,
      foreignKeys: await readForeignKeys(db, tableRows),
      indexes,
      checks: findChecks(tables.values()),
      enums: [],
    }
  },

  /** SQLite counts the changes of its schema in the file's header. */
  async fingerprint(db: AnyDatabase): Promise<string> {
    const { rows } = await sql<{ schema_version: number }>`
      select schema_version from pragma_schema_version`.execute(db)
    return String(rows[0]?.schema_version)
  },
}

function toCatalogueTable(table: SqliteTable): CatalogueTable {
  const { schema, name, kind, actions, hasTriggers, comment, rowEstimate } = table
  return { schema, name, kind, actions, hasTriggers, comment, rowEstimate }
}
