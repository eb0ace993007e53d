import { type RawBuilder, sql } from 'kysely'
import type { AnyDatabase } from '../../connect/dialect-of.js'
import type { Catalogue, CatalogueTable } from '../../model/catalogue.js'
import type { CatalogueReader } from '../introspect.js'
import type { IntrospectOptions } from '../options.js'
import { isOneOf } from '../schemas.js'
import { readChecks } from './checks.js'
import { readColumns } from './columns.js'
import { readEnums } from './enums.js'
import { readFingerprint } from './fingerprint.js'
import { readForeignKeys } from './foreign-keys.js'
import { indexBody, readIndexes } from './indexes.js'
import { readKeys } from './keys.js'
import { type PostgresTable, readTables } from './tables.js'

/** In what the databases differ that have PostgreSQL's catalogue. */
export interface PostgresFlavour {
  /** Of the column `a` of `pg_attribute`. */
  readonly isVisible: RawBuilder<boolean>
  /** Of the index `x`: how it is defined beyond its columns, null where that is not told. */
  readonly indexBody: RawBuilder<string | null>
  readonly readFingerprint: (db: AnyDatabase, inSchemas: RawBuilder<boolean>) => Promise<string>
}

/** PostgreSQL: all from `pg_catalog`. */
export const postgresCatalogue: CatalogueReader = createPostgresCatalogue({
  isVisible: sql<boolean>`true`,
  indexBody,
  readFingerprint,
})

export function createPostgresCatalogue(flavour: PostgresFlavour): CatalogueReader {
  return {
    async read(db, dialect, options): Promise<Catalogue> {
      const inSchemas = schemaCondition(options)
      const tables = await readTables(db, inSchemas)
      const { primaryKeys, uniques } = await readKeys(db, inSchemas)
      return {
        dialect,
        defaultSchema: await readDefaultSchema(db, options),
        tables: tables.map(toCatalogueTable),
        columns: await readColumns(db, inSchemas, flavour.isVisible),
        primaryKeys,
        uniques,
        foreignKeys: await readForeignKeys(db, inSchemas),
        indexes: await readIndexes(db, inSchemas, flavour.indexBody),
        checks: await readChecks(db, inSchemas),
        enums: await readEnums(db),
      }
    },

    askVersion: sql<{ version: string }>`select current_setting('server_version') as version`,

    fingerprint(db, options): Promise<string> {
      return flavour.readFingerprint(db, schemaCondition(options))
    },
  }
}

/** Our own namespace is no part of the user's schema, nor are the server's. */
function schemaCondition({ schemas }: IntrospectOptions): RawBuilder<boolean> {
  if (schemas !== undefined) return isOneOf(sql`n.nspname`, schemas)
  return sql<boolean>`(n.nspname !~ '^pg_' and n.nspname not in ('information_schema', 'crdb_internal', 'relvar'))`
}

/** What an unqualified name means to this account, as long as that schema is one of those read. */
async function readDefaultSchema(db: AnyDatabase, { schemas }: IntrospectOptions): Promise<string> {
  const { rows } = await sql<{ schema: string | null }>`select current_schema() as schema`.execute(
    db,
  )
  const current = rows[0]?.schema ?? 'public'
  return schemas === undefined || schemas.includes(current) ? current : (schemas[0] ?? current)
}

function toCatalogueTable(table: PostgresTable): CatalogueTable {
  const { schema, name, kind, actions, hasTriggers, comment, rowEstimate } = table
  return { schema, name, kind, actions, hasTriggers, comment, rowEstimate }
}
