import { type Dialect, Kysely } from 'kysely'
import type { DialectName } from '../model/schema-model.js'
import { type DatabaseUrl, parseDatabaseUrl } from './database-url.js'
import { rememberDialect } from './dialect-of.js'
import type { ConnectOptions } from './options.js'
import { rememberRunner, RunnerSlot } from './statement-runner.js'

/** A connected Kysely whose tables are known at run time only. */
export type Database = Kysely<Record<string, Record<string, unknown>>>

type ServerUrl = Exclude<DatabaseUrl, { readonly dialect: 'sqlite' }>

/**
 * A Kysely instance for any database URL, with the driver's settings that exact values need.
 * Connections are made when the first statement asks for one, so a server that is away fails that
 * statement and not this call. `db.destroy()` closes them.
 *
 * @example
 * const db = await connect('postgres://localhost/shop', { statementTimeout: 10_000 })
 */
export async function connect(url: string, options: ConnectOptions = {}): Promise<Database> {
  const target = parseDatabaseUrl(url)
  const slot = new RunnerSlot()
  const db: Database = new Kysely({ dialect: await createDialect(target, options, slot) })
  rememberDialect(db, target.dialect)
  rememberRunner(db, slot)
  return db
}

/** Each dialect's code, and the driver it needs, is loaded when a URL asks for it. */
async function createDialect(
  target: DatabaseUrl,
  options: ConnectOptions,
  slot: RunnerSlot,
): Promise<Dialect> {
  if (target.dialect === 'sqlite') {
    const { createSqliteDialect } = await import('./sqlite/index.js')
    return createSqliteDialect(target, options, slot)
  }
  return await SERVERS[target.dialect](target, options, slot)
}

const SERVERS: Readonly<
  Record<
    Exclude<DialectName, 'sqlite'>,
    (target: ServerUrl, options: ConnectOptions, slot: RunnerSlot) => Promise<Dialect>
  >
> = {
  postgres: createPostgres,
  cockroachdb: createPostgres,
  mysql: createMysql,
  mariadb: createMysql,
  mssql: async ({ url }, options) =>
    (await import('./mssql/index.js')).createMssqlDialect(url, options),
  oracle: async ({ url }, options) =>
    (await import('./oracle/index.js')).createOracleDialect(url, options),
}

async function createPostgres(
  { dialect, url }: ServerUrl,
  options: ConnectOptions,
  slot: RunnerSlot,
): Promise<Dialect> {
  const { createPostgresDialect } = await import('./postgres/index.js')
  return createPostgresDialect({ url, dialect, options, slot })
}

async function createMysql(
  { dialect, url }: ServerUrl,
  options: ConnectOptions,
  slot: RunnerSlot,
): Promise<Dialect> {
  const { createMysqlDialect } = await import('./mysql/index.js')
  return createMysqlDialect({ url, dialect, options, slot })
}
