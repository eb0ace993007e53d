import { type RawBuilder, sql } from 'kysely'
import type { AnyDatabase } from '../../connect/dialect-of.js'
import type { Catalogue } from '../../model/catalogue.js'
import type { ColumnType } from '../../model/schema-model.js'
import type { CatalogueReader } from '../introspect.js'
import type { IntrospectOptions } from '../options.js'
import { isOneOf } from '../schemas.js'
import { checkedType, readChecks } from './checks.js'
import { readColumns, toColumn } from './columns.js'
import { readFingerprint } from './fingerprint.js'
import { readForeignKeys } from './foreign-keys.js'
import { readIndexes } from './indexes.js'
import { readKeys } from './keys.js'
import { readTables } from './tables.js'

/** Oracle 19 and later: all from the `ALL_` views, which show an account what it can reach. */
export const oracleCatalogue: CatalogueReader = {
  askVersion: sql<{
    version: string
  }>`select max(version) as "version" from product_component_version`,

  async read(db, dialect, options): Promise<Catalogue> {
    const inSchemas = schemaCondition(options)
    const tables = await readTables(db, inSchemas)
    const columns = await readColumns(db, inSchemas)
    const checks = await readChecks(db, inSchemas)
    const place = (...names: readonly string[]): string => JSON.stringify(names)
    const tableOf = new Map(tables.map((table) => [place(table.schema, table.name), table]))
    const checkedTypes = new Map<string, ColumnType>()
    for (const { schema, table, expression } of checks) {
      const checked = checkedType(expression)
      if (checked !== null) checkedTypes.set(place(schema, table, checked.column), checked.type)
    }
    return {
      dialect,
      defaultSchema: await readDefaultSchema(db, options),
      tables,
      columns: columns.map((row) =>
        toColumn(row, {
          table: tableOf.get(place(row.schema, row.table)),
          checkedType: checkedTypes.get(place(row.schema, row.table, row.name)) ?? null,
        }),
      ),
      ...(await readKeys(db, inSchemas)),
      foreignKeys: await readForeignKeys(db, inSchemas),
      indexes: await readIndexes(db, inSchemas),
      checks,
      enums: [],
    }
  },

  fingerprint(db, options): Promise<string> {
    return readFingerprint(db, schemaCondition(options))
  },
}

/** The schema of the session, unless others are named: an account may see thousands of the system's. */
function schemaCondition({ schemas }: IntrospectOptions): RawBuilder<boolean> {
  return schemas === undefined
    ? sql<boolean>`t.owner = sys_context('userenv', 'current_schema')`
    : isOneOf(sql`t.owner`, schemas)
}

/** @see https://docs.oracle.com/en/database/oracle/oracle-database/19/sqlrf/SYS_CONTEXT.html */
async function readDefaultSchema(db: AnyDatabase, { schemas }: IntrospectOptions): Promise<string> {
  const { rows } = await sql<{ name: string | null }>`
    select sys_context('userenv', 'current_schema') as "name" from dual`.execute(db)
  const current = rows[0]?.name ?? ''
  return schemas === undefined || schemas.includes(current) ? current : (schemas[0] ?? current)
}
