import type { Dialect } from 'kysely'
import type pg from 'pg'
import { loadDriver } from '../load-driver.js'
import { type ConnectOptions, DEFAULT_MAX_CONNECTIONS, type ServerTarget } from '../options.js'
import { RelvarPostgresDialect } from './postgres-dialect.js'
import { typeParsers } from './types.js'

const CONNECT_TIMEOUT_MS = 10_000
const IDLE_TIMEOUT_MS = 60_000

export async function createPostgresDialect({
  url,
  dialect,
  options,
  slot,
}: ServerTarget): Promise<Dialect> {
  const { default: pg } = await loadDriver('pg', dialect, () => import('pg'))
  const { default: Cursor } = await loadDriver('pg-cursor', dialect, () => import('pg-cursor'))
  const types = typeParsers(pg.types)
  return new RelvarPostgresDialect({
    Pool: pg.Pool,
    Client: pg.Client,
    Cursor,
    config: { ...poolConfig(url, options), types },
    types,
    preparedStatements: options.preparedStatements ?? true,
    maxAnswerSize: options.maxAnswerSize,
    slot,
  })
}

function poolConfig(url: URL, options: ConnectOptions): pg.PoolConfig {
  const target = new URL(url)
  const own = target.searchParams.get('options')
  // What the URL holds wins over the other settings, so its options are joined with ours.
  target.searchParams.delete('options')
  return {
    connectionString: target.href.replace(/^cockroachdb:/, 'postgresql:'),
    options: [sessionSettings(options), own].filter(Boolean).join(' '),
    max: options.maxConnections ?? DEFAULT_MAX_CONNECTIONS,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    idleTimeoutMillis: IDLE_TIMEOUT_MS,
    keepAlive: true,
    allowExitOnIdle: true,
    application_name: target.searchParams.get('application_name') ?? 'relvar',
  }
}

/** Sent with the start of each connection, so that they cost no round trip. */
function sessionSettings({ statementTimeout, readOnly }: ConnectOptions): string {
  const settings = {
    TimeZone: 'UTC',
    DateStyle: 'ISO',
    IntervalStyle: 'iso_8601',
    bytea_output: 'hex',
    extra_float_digits: '1',
    ...(statementTimeout === undefined ? {} : { statement_timeout: String(statementTimeout) }),
    ...(readOnly === true ? { default_transaction_read_only: 'on' } : {}),
  }
  return Object.entries(settings)
    .map(([name, value]) => `-c ${name}=${value}`)
    .join(' ')
}
