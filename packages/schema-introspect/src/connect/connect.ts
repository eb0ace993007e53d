import { type Dialect, Kysely } from 'kysely'
import type { DialectName } from '../model/schema-model.js'
import { type DatabaseUrl, parseDatabaseUrl } from './database-url.js'
import { rememberDialect } from './dialect-of.js'
import {
  type ConnectOptions,
  DEFAULT_ACQUIRE_TIMEOUT_MS,
  DEFAULT_MAX_CONNECTIONS,
} from './options.js'
import { rememberRunner, RunnerSlot } from './statement-runner.js'
import { rememberStreamTurns } from './stream-turns.js'
import { takeTurns } from './take-turns.js'
import { Turns } from './turns.js'

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
  const { dialect, connections } = await createDialect(target, options, slot)
  const db: Database = new Kysely({ dialect })
  rememberDialect(db, target.dialect)
  rememberRunner(db, slot)
  rememberStreamTurns(db, new Turns(Math.max(1, connections - 1), acquireTimeout(options)))
  return db
}

/** Each dialect's code, and the driver it needs, is loaded when a URL asks for it. */
async function createDialect(
  target: DatabaseUrl,
  options: ConnectOptions,
  slot: RunnerSlot,
): Promise<Pooled> {
  const size = options.maxConnections ?? DEFAULT_MAX_CONNECTIONS
  if (target.dialect === 'sqlite') {
    const { createSqliteDialect, readerCount } = await import('./sqlite/index.js')
    const dialect = await createSqliteDialect(target, options, slot)
    return { dialect, connections: readerCount(target.path, size) }
  }
  const dialect = await SERVERS[target.dialect](target, options, slot)
  const turns = new Turns(size, acquireTimeout(options))
  return { dialect: takeTurns(dialect, turns), connections: size }
}

interface Pooled {
  readonly dialect: Dialect
  /** How many can be read from at one time. */
  readonly connections: number
}

function acquireTimeout(options: ConnectOptions): number {
  return options.acquireTimeout ?? DEFAULT_ACQUIRE_TIMEOUT_MS
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
