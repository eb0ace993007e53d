import { type Dialect, MssqlDialect } from 'kysely'
import { loadDriver } from '../load-driver.js'
import { type ConnectOptions, DEFAULT_MAX_CONNECTIONS } from '../options.js'

const DEFAULT_PORT = 1433

/** SQL Server through Kysely's own dialect; `?encrypt=false&trustServerCertificate=true` as in other URLs. */
export async function createMssqlDialect(url: URL, options: ConnectOptions): Promise<Dialect> {
  const { default: Tedious } = await loadDriver('tedious', 'mssql', () => import('tedious'))
  const Tarn = await loadDriver('tarn', 'mssql', () => import('tarn'))
  return new MssqlDialect({
    tarn: {
      Pool: Tarn.Pool,
      options: { min: 0, max: options.maxConnections ?? DEFAULT_MAX_CONNECTIONS },
    },
    tedious: {
      connectionFactory: () => new Tedious.Connection(connectionConfig(url, options)),
      ISOLATION_LEVEL: Tedious.ISOLATION_LEVEL,
      Request: Tedious.Request,
      TYPES: Tedious.TYPES,
    },
  })
}

function connectionConfig(url: URL, { statementTimeout, readOnly }: ConnectOptions) {
  const flag = (name: string, otherwise: boolean): boolean =>
    url.searchParams.has(name) ? url.searchParams.get(name) === 'true' : otherwise
  return {
    server: url.hostname,
    authentication: {
      type: 'default' as const,
      options: {
        userName: decodeURIComponent(url.username),
        password: decodeURIComponent(url.password),
      },
    },
    options: {
      port: url.port === '' ? DEFAULT_PORT : Number(url.port),
      database: decodeURIComponent(url.pathname.slice(1)) || 'master',
      encrypt: flag('encrypt', true),
      trustServerCertificate: flag('trustServerCertificate', false),
      readOnlyIntent: readOnly === true,
      useUTC: true,
      ...(statementTimeout === undefined ? {} : { requestTimeout: statementTimeout }),
    },
  }
}
