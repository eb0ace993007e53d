import { type RawBuilder, sql } from 'kysely'
import type { AnyDatabase } from '../../connect/dialect-of.js'
import type { Catalogue } from '../../model/catalogue.js'
import type { CatalogueReader } from '../introspect.js'
import type { IntrospectOptions } from '../options.js'
import { isOneOf } from '../schemas.js'
import { findJsonColumns, readChecks } from './checks.js'
import { placeOf, readColumns, toColumn } from './columns.js'
import { readFingerprint } from './fingerprint.js'
import { readForeignKeys } from './foreign-keys.js'
import { readKeys } from './keys.js'
import { readTables } from './tables.js'

/** MariaDB, and MySQL where its catalogue is alike: all from `information_schema`. */
export const mariadbCatalogue: CatalogueReader = {
  async read(db, dialect, options): Promise<Catalogue> {
    const inSchemas = schemaCondition(options)
    const tables = await readTables(db, inSchemas)
    const columns = await readColumns(db, inSchemas)
    const { primaryKeys, uniques, indexes } = await readKeys(db, inSchemas)
    const checks = await readChecks(db, dialect, inSchemas)
    const facts = {
      dialect,
      tables: new Map(tables.map((table) => [placeOf(table.schema, table.name), table])),
      jsonColumns: findJsonColumns(checks),
    }
    return {
      dialect,
      defaultSchema: await readDefaultSchema(db, options),
      tables,
      columns: columns.map((column) => toColumn(column, facts)),
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

/** The database of the connection, unless others are named. */
function schemaCondition({ schemas }: IntrospectOptions): RawBuilder<boolean> {
  return schemas === undefined
    ? sql<boolean>`t.table_schema = database()`
    : isOneOf(sql`t.table_schema`, schemas)
}

async function readDefaultSchema(db: AnyDatabase, { schemas }: IntrospectOptions): Promise<string> {
  const { rows } = await sql<{ name: string | null }>`select database() as name`.execute(db)
  const current = rows[0]?.name ?? ''
  return schemas === undefined || schemas.includes(current) ? current : (schemas[0] ?? current)
}
