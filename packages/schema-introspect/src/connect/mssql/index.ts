import { type Dialect, MssqlDialect } from 'kysely'
import type { ConnectionConfiguration } from 'tedious'
import { loadDriver } from '../load-driver.js'
import { type ConnectOptions, DEFAULT_MAX_CONNECTIONS } from '../options.js'
import { readOnlyDialect } from '../read-only.js'
import { createMssqlPool } from './pool.js'
import { createRequestClass } from './request.js'

const DEFAULT_PORT = 1433
const CONNECT_TIMEOUT_MS = 10_000

/** SQL Server through Kysely's own dialect. */
export async function createMssqlDialect(url: URL, options: ConnectOptions): Promise<Dialect> {
  const { default: Tedious } = await loadDriver('tedious', 'mssql', () => import('tedious'))
  const Tarn = await loadDriver('tarn', 'mssql', () => import('tarn'))
  const config = connectionConfig(url, options)
  const { Pool, connectionFactory } = createMssqlPool(
    Tarn.Pool,
    () => new Tedious.Connection(config),
  )
  const dialect = new MssqlDialect({
    validateConnections: false,
    tarn: {
      Pool,
      options: {
        min: 0,
        max: options.maxConnections ?? DEFAULT_MAX_CONNECTIONS,
        // Otherwise a server that is away is tried for 30 seconds, and then nobody says why.
        propagateCreateError: true,
      },
    },
    tedious: {
      connectionFactory,
      ISOLATION_LEVEL: Tedious.ISOLATION_LEVEL,
      Request: createRequestClass(Tedious, options.maxAnswerSize),
      TYPES: Tedious.TYPES,
    },
  })
  // A session of SQL Server cannot be made read-only; the intent only chooses a replica.
  return options.readOnly === true ? readOnlyDialect(dialect) : dialect
}

/**
 * `?encrypt=false&trustServerCertificate=true&instanceName=SQLEXPRESS&domain=CORP`, as other
 * programs' URLs have it. The settings that indexes over computed columns need (ARITHABORT, ANSI)
 * are tedious' own defaults; `ymd` makes `2024-02-03` the third of February in `datetime` too.
 *
 * @see https://tediousjs.github.io/tedious/api-connection.html
 * @internal
 */
export function connectionConfig(
  url: URL,
  { statementTimeout, readOnly }: ConnectOptions,
): ConnectionConfiguration {
  const { searchParams } = url
  const flag = (name: string, otherwise: boolean): boolean =>
    searchParams.has(name) ? searchParams.get(name) === 'true' : otherwise
  const instanceName = searchParams.get('instanceName')
  return {
    // Brackets are the URL's way of writing an IPv6 address.
    server: url.hostname.replace(/^\[(.*)\]$/, '$1'),
    authentication: authentication(url),
    options: {
      // The browser service of the server says on which port an instance listens.
      ...(instanceName === null ? { port: Number(url.port || DEFAULT_PORT) } : { instanceName }),
      database: decodeURIComponent(url.pathname.slice(1)) || 'master',
      appName: searchParams.get('appName') ?? 'relvar',
      encrypt: flag('encrypt', true),
      trustServerCertificate: flag('trustServerCertificate', false),
      readOnlyIntent: readOnly === true,
      connectTimeout: CONNECT_TIMEOUT_MS,
      // 0 is no limit; unless told, tedious would give up after 15 seconds.
      requestTimeout: statementTimeout ?? 0,
      useUTC: true,
      lowerCaseGuids: true,
      dateFormat: 'ymd',
      enableArithAbort: true,
    },
  }
}

function authentication(url: URL): NonNullable<ConnectionConfiguration['authentication']> {
  const userName = decodeURIComponent(url.username)
  const password = decodeURIComponent(url.password)
  const domain = url.searchParams.get('domain')
  return domain === null
    ? { type: 'default', options: { userName, password } }
    : { type: 'ntlm', options: { userName, password, domain } }
}
