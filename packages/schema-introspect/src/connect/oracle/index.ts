import type { ResultLimit } from '@relvar/kysely-oracle'
import type { Dialect } from 'kysely'
import type { PoolAttributes } from 'oracledb'
import { AnswerTooLargeError } from '../errors.js'
import { loadDriver } from '../load-driver.js'
import { type ConnectOptions, DEFAULT_MAX_CONNECTIONS } from '../options.js'
import { readOnlyDialect } from '../read-only.js'

const CONNECT_TIMEOUT_S = 10
const DEFAULT_PORT = 1521

/**
 * Oracle through our own Kysely dialect. It sets each session to UTC and ISO formats, and reads
 * 64-bit integers, decimals, dates, CLOBs and JSON as text.
 */
export async function createOracleDialect(url: URL, options: ConnectOptions): Promise<Dialect> {
  const { default: oracledb } = await loadDriver('oracledb', 'oracle', () => import('oracledb'))
  const { OracleDialect } = await loadDriver(
    '@relvar/kysely-oracle',
    'oracle',
    () => import('@relvar/kysely-oracle'),
  )
  const dialect = new OracleDialect({
    oracledb,
    pool: poolAttributes(url, options),
    ...(options.statementTimeout === undefined ? {} : { callTimeout: options.statementTimeout }),
    ...resultLimit(options),
  })
  // Oracle's read-only transactions end with the first DDL, and its sessions cannot be read-only.
  return options.readOnly === true ? readOnlyDialect(dialect) : dialect
}

function resultLimit({ maxAnswerSize: size }: ConnectOptions): { resultLimit?: ResultLimit } {
  if (size === undefined) return {}
  return { resultLimit: { size, exceeded: () => new AnswerTooLargeError(size) } }
}

/**
 * The connect string is Oracle's Easy Connect Plus: `?protocol=tcps` encrypts, every other
 * parameter (`wallet_location`, `ssl_server_dn_match` ...) stays what it is there.
 *
 * @see https://node-oracledb.readthedocs.io/en/latest/user_guide/connection_handling.html
 * @internal
 */
export function poolAttributes(url: URL, { maxConnections }: ConnectOptions): PoolAttributes {
  const parameters = new URLSearchParams(url.searchParams)
  const protocol = parameters.get('protocol') ?? 'tcp'
  parameters.delete('protocol')
  const rest = parameters.size === 0 ? '' : `?${decodeURIComponent(parameters.toString())}`
  const service = decodeURIComponent(url.pathname.slice(1))
  return {
    user: decodeURIComponent(url.username),
    password: decodeURIComponent(url.password),
    connectString: `${protocol}://${url.hostname}:${url.port || DEFAULT_PORT}/${service}${rest}`,
    connectTimeout: CONNECT_TIMEOUT_S,
    poolMax: maxConnections ?? DEFAULT_MAX_CONNECTIONS,
  }
}
