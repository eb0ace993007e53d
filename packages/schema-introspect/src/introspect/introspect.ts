import type { RawBuilder } from 'kysely'
import type { AnyDatabase } from '../connect/dialect-of.js'
import { detectDialect } from '../connect/dialect-of.js'
import { assembleModel } from '../model/assemble.js'
import type { Catalogue } from '../model/catalogue.js'
import type { DialectName, SchemaModel } from '../model/schema-model.js'
import { withCheckValues } from './columns-from-checks.js'
import { cockroachCatalogue } from './cockroachdb/index.js'
import { mariadbCatalogue } from './mariadb/index.js'
import { mssqlCatalogue } from './mssql/index.js'
import { mysqlCatalogue } from './mysql/index.js'
import type { IntrospectOptions } from './options.js'
import { oracleCatalogue } from './oracle/index.js'
import { postgresCatalogue } from './postgres/index.js'
import { sqliteCatalogue } from './sqlite/index.js'

/** What introspection needs of each database. */
export interface CatalogueReader {
  /** One query for each kind of object. */
  read(db: AnyDatabase, dialect: DialectName, options: IntrospectOptions): Promise<Catalogue>
  /** A short text that differs when anything that `read` answers (row estimates aside) may differ. */
  fingerprint(db: AnyDatabase, options: IntrospectOptions): Promise<string>
  /** Asks which version the database is, in words that begin with it or hold it first of all numbers with a dot. */
  readonly askVersion: RawBuilder<{ readonly version: string }>
}

const READERS: Readonly<Record<DialectName, CatalogueReader>> = {
  sqlite: sqliteCatalogue,
  postgres: postgresCatalogue,
  cockroachdb: cockroachCatalogue,
  mariadb: mariadbCatalogue,
  mysql: mysqlCatalogue,
  mssql: mssqlCatalogue,
  oracle: oracleCatalogue,
}

/**
 * Reads a database's schema as one immutable model. Any Kysely instance will do, and any account:
 * what it may not read is left out.
 *
 * @example
 * const schema = await introspect(db, { schemas: ['public'] })
 * getTable(schema, 'order_line').primaryKey // ['order_id', 'line_no']
 */
export async function introspect(
  db: AnyDatabase,
  options: IntrospectOptions = {},
): Promise<SchemaModel> {
  const dialect = await detectDialect(db)
  // A plugin of the caller's may rename columns of results.
  const catalogue = await catalogueReader(dialect).read(db.withoutPlugins(), dialect, options)
  return assembleModel(withCheckValues(leaveOut(catalogue, options.exclude ?? [])))
}

/**
 * The version of the database's own software, such as `15.10`.
 *
 * @example
 * await readVersion(await connect('sqlite::memory:')) // '3.51.0'
 */
export async function readVersion(db: AnyDatabase): Promise<string> {
  const dialect = await detectDialect(db)
  const { rows } = await catalogueReader(dialect).askVersion.execute(db.withoutPlugins())
  const told = rows[0]?.version ?? ''
  return /\d+(?:\.\d+)+/.exec(told)?.[0] ?? told
}

export function catalogueReader(dialect: DialectName): CatalogueReader {
  return READERS[dialect]
}

/** A table that is left out takes the foreign keys that point to it along, in `assembleModel`. */
function leaveOut(catalogue: Catalogue, exclude: readonly string[]): Catalogue {
  if (exclude.length === 0) return catalogue
  const names = new Set(exclude)
  const tables = catalogue.tables.filter(
    ({ schema, name }) =>
      ![name, `${schema}.${name}`, `${schema}.*`].some((each) => names.has(each)),
  )
  return { ...catalogue, tables }
}
