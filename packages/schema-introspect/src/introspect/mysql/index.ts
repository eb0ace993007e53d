import { sql } from 'kysely'
import type { Catalogue } from '../../model/catalogue.js'
import { granted, placeOf, readColumns, toColumn } from '../mariadb/columns.js'
import { readFingerprint } from '../mariadb/fingerprint.js'
import { readForeignKeys } from '../mariadb/foreign-keys.js'
import { type IndexExpressions, readKeys } from '../mariadb/keys.js'
import { readDefaultSchema, schemaCondition } from '../mariadb/schemas.js'
import { readTables } from '../mariadb/tables.js'
import type { CatalogueReader } from '../introspect.js'
import { readChecks, unescape } from './checks.js'
import { toDefault } from './defaults.js'

/** @see https://dev.mysql.com/doc/refman/8.0/en/information-schema-statistics-table.html */
const EXPRESSIONS: IndexExpressions = { expression: sql`t.expression`, toExpression: unescape }

/**
 * MySQL 8. Its `information_schema` is MariaDB's in all but CHECKs and defaults; JSON is a type of
 * its own, so no CHECK has to say which columns hold it.
 */
export const mysqlCatalogue: CatalogueReader = {
  askVersion: sql<{ version: string }>`select version() as version`,

  async read(db, dialect, options): Promise<Catalogue> {
    const inSchemas = schemaCondition(options)
    const columns = await readColumns(db, inSchemas)
    const tables = granted(await readTables(db, inSchemas), columns)
    const { primaryKeys, uniques, indexes } = await readKeys(db, inSchemas, EXPRESSIONS)
    const facts = {
      tables: new Map(tables.map((table) => [placeOf(table.schema, table.name), table])),
      jsonColumns: new Set<string>(),
      toDefault,
      toExpression: unescape,
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
      checks: await readChecks(db, inSchemas),
      enums: [],
    }
  },

  fingerprint(db, options): Promise<string> {
    return readFingerprint(db, schemaCondition(options))
  },
}
