import { sql } from 'kysely'
import type { Catalogue } from '../../model/catalogue.js'
import type { CatalogueReader } from '../introspect.js'
import { findJsonColumns, plainQuotes, readChecks } from './checks.js'
import { granted, placeOf, readColumns, toColumn } from './columns.js'
import { toDefault } from './defaults.js'
import { readFingerprint } from './fingerprint.js'
import { readForeignKeys } from './foreign-keys.js'
import { type IndexExpressions, readKeys } from './keys.js'
import { readDefaultSchema, schemaCondition } from './schemas.js'
import { readTables } from './tables.js'

const NO_EXPRESSIONS: IndexExpressions = { expression: sql`null`, toExpression: plainQuotes }

/** MariaDB: all from `information_schema`. What is alike in MySQL reads the files beside this one. */
export const mariadbCatalogue: CatalogueReader = {
  askVersion: sql<{ version: string }>`select version() as version`,

  async read(db, dialect, options): Promise<Catalogue> {
    const inSchemas = schemaCondition(options)
    const columns = await readColumns(db, inSchemas)
    const tables = granted(await readTables(db, inSchemas), columns)
    const { primaryKeys, uniques, indexes } = await readKeys(db, inSchemas, NO_EXPRESSIONS)
    const checks = await readChecks(db, inSchemas)
    const facts = {
      tables: new Map(tables.map((table) => [placeOf(table.schema, table.name), table])),
      jsonColumns: findJsonColumns(checks),
      toDefault,
      toExpression: plainQuotes,
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
