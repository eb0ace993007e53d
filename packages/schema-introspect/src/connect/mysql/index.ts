import type { Dialect } from 'kysely'
import type { PoolOptions } from 'mysql2'
import { loadDriver } from '../load-driver.js'
import { type ConnectOptions, DEFAULT_MAX_CONNECTIONS, type ServerTarget } from '../options.js'
import { RelvarMysqlDialect } from './mysql-dialect.js'

const CONNECT_TIMEOUT_MS = 10_000
const MAX_PREPARED_STATEMENTS = 256
/** Bytes that one session of MariaDB may take: with as many connections as there are by default, 10 GiB. */
const MAX_SESSION_MEMORY = 1024 ** 3

export async function createMysqlDialect({
  url,
  dialect,
  options,
  slot,
}: ServerTarget): Promise<Dialect> {
  const { default: mysql } = await loadDriver('mysql2', dialect, () => import('mysql2'))
  const config = connectionConfig(url)
  const poolConfig = {
    ...config,
    connectionLimit: options.maxConnections ?? DEFAULT_MAX_CONNECTIONS,
  }
  return new RelvarMysqlDialect({
    createPool: () => mysql.createPool(poolConfig),
    createConnection: mysql.createConnection,
    config,
    sessionSettings: sessionSettings(options),
    maxAnswerSize: options.maxAnswerSize,
    slot,
  })
}

/** Exact values: 64-bit integers, decimals, dates and JSON come as text, as the database prints them. */
function connectionConfig(url: URL): PoolOptions {
  // mysql2 reads further settings (ssl, charset ...) from the URL by itself.
  const uri = url.href.replace(/^mariadb:/, 'mysql:')
  return {
    uri,
    charset: 'utf8mb4',
    timezone: 'Z',
    dateStrings: true,
    supportBigNumbers: true,
    bigNumberStrings: true,
    jsonStrings: true,
    connectTimeout: CONNECT_TIMEOUT_MS,
    maxPreparedStatements: MAX_PREPARED_STATEMENTS,
    // Affected rows are those that matched, also where nothing changed.
    flags: ['FOUND_ROWS'],
  }
}

/**
 * UTC; no cut JSON; no silent change of what is written; and string literals that end where
 * the driver's escaping says, whatever the server's default modes are.
 */
function sessionSettings({ statementTimeout, readOnly }: ConnectOptions): readonly string[] {
  const mode = "replace(replace(@@sql_mode, 'NO_BACKSLASH_ESCAPES', ''), 'ANSI_QUOTES', '')"
  const settings = [
    "time_zone = '+00:00'",
    'group_concat_max_len = 4294967295',
    `sql_mode = concat_ws(',', nullif(${mode}, ''), 'STRICT_ALL_TABLES')`,
  ].join(', ')
  return [
    `set ${settings}${MEMORY_LIMIT}${statementTimeout === undefined ? '' : timeLimit(statementTimeout)}`,
    ...(readOnly === true ? ['set session transaction read only'] : []),
  ]
}

/**
 * MariaDB reserves room for each subquery by all that was read before it: 50 KB of SQL, as rights of many
 * rules make, took 1.1 GB. It looks at this limit once a statement is prepared: the statement fails and
 * its memory is given back, but whoever sends statements has to bound what one of them takes.
 *
 * @see https://mariadb.com/kb/en/server-system-variables/#max_session_mem_used
 */
const MEMORY_LIMIT = ` /*M! , max_session_mem_used = least(@@max_session_mem_used, ${MAX_SESSION_MEMORY}) */`

/** Each server reads its own comment only: MariaDB counts in seconds, MySQL in milliseconds. */
function timeLimit(milliseconds: number): string {
  const seconds = milliseconds / 1_000
  return ` /*M! , max_statement_time = ${seconds} */ /*!50799 , max_execution_time = ${milliseconds} */`
}
