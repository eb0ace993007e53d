import { type RawBuilder, sql } from 'kysely'
import type { AnyDatabase } from '../../connect/dialect-of.js'
import type { Catalogue } from '../../model/catalogue.js'
import type { CatalogueReader } from '../introspect.js'
import type { IntrospectOptions } from '../options.js'
import { isOneOf } from '../schemas.js'
import { jsonColumnOf, readChecks } from './checks.js'
import { readColumns, toColumn } from './columns.js'
import { readFingerprint } from './fingerprint.js'
import { readForeignKeys } from './foreign-keys.js'
import { readKeys } from './keys.js'
import { readTables } from './tables.js'

/** SQL Server 2017 and later: all from the catalogue views, which show an account what it has a right to. */
export const mssqlCatalogue: CatalogueReader = {
  askVersion: sql<{
    version: string
  }>`select cast(serverproperty('ProductVersion') as nvarchar(128)) as version`,

  async read(db, dialect, options): Promise<Catalogue> {
    const inSchemas = schemaCondition(options)
    const tables = await readTables(db, inSchemas)
    const columns = await readColumns(db, inSchemas)
    const { primaryKeys, uniques, indexes } = await readKeys(db, inSchemas)
    const checks = await readChecks(db, inSchemas)
    const place = (...names: readonly string[]): string => JSON.stringify(names)
    const json = new Set(
      checks.map(({ schema, table, expression }) =>
        place(schema, table, jsonColumnOf(expression) ?? ''),
      ),
    )
    // A right to something of a table shows the table; it counts where a column can be read.
    const readable = new Set(columns.map(({ schema, table }) => place(schema, table)))
    return {
      dialect,
      defaultSchema: await readDefaultSchema(db, options),
      tables: tables.filter(({ schema, name }) => readable.has(place(schema, name))),
      columns: columns.map((row) =>
        toColumn(row, json.has(place(row.schema, row.table, row.name))),
      ),
      primaryKeys,
      uniques,
      foreignKeys: await readForeignKeys(db, inSchemas),
      indexes,
      checks,
      enums: [],
    }
  },

  fingerprint(db, options): Promise<string> {
    return readFingerprint(db, schemaCondition(options))
  },
}

/** Our own namespace is no part of the user's schema, nor are the server's. */
function schemaCondition({ schemas }: IntrospectOptions): RawBuilder<boolean> {
  if (schemas !== undefined) return isOneOf(sql`s.name`, schemas)
  return sql<boolean>`s.name not in ('sys', 'INFORMATION_SCHEMA', 'relvar')`
}

/** @see https://learn.microsoft.com/en-us/sql/t-sql/functions/schema-name-transact-sql */
async function readDefaultSchema(db: AnyDatabase, { schemas }: IntrospectOptions): Promise<string> {
  const { rows } = await sql<{ name: string | null }>`select schema_name() as [name]`.execute(db)
  const current = rows[0]?.name ?? 'dbo'
  return schemas === undefined || schemas.includes(current) ? current : (schemas[0] ?? current)
}
