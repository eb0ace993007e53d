import type { Problem } from './config-error.js'
import type { Settings } from './variables.js'

type Client = NonNullable<Settings['DB_CLIENT']>

/** For each client of the reference the scheme of its URLs, and the parameter that turns encryption on. */
const clients: Readonly<Record<Client, { readonly scheme: string; readonly encrypted: string }>> = {
  pg: { scheme: 'postgres', encrypted: '?sslmode=verify-full' },
  postgres: { scheme: 'postgres', encrypted: '?sslmode=verify-full' },
  cockroachdb: { scheme: 'cockroachdb', encrypted: '?sslmode=verify-full' },
  mysql: { scheme: 'mysql', encrypted: '?ssl=%7B%7D' },
  mariadb: { scheme: 'mariadb', encrypted: '?ssl=%7B%7D' },
  mssql: { scheme: 'mssql', encrypted: '?encrypt=true' },
  oracledb: { scheme: 'oracle', encrypted: '' },
  sqlite3: { scheme: 'sqlite', encrypted: '' },
}

/**
 * The URL of the database: `DATABASE_URL`, else `DB_CONNECTION_STRING`, else put together from the
 * `DB_*` variables. Null where nothing names a database.
 *
 * @example
 * databaseUrl({ DB_CLIENT: 'pg', DB_HOST: 'db', DB_DATABASE: 'shop', DB_USER: 'me', ... })   // 'postgres://me@db/shop'
 */
export function databaseUrl(settings: Settings, problems: Problem[]): string | null {
  const url = settings.DATABASE_URL ?? settings.DB_CONNECTION_STRING
  if (url !== null) return url
  if (settings.DB_CLIENT === null) {
    reportStray(settings, problems)
    return null
  }
  return settings.DB_CLIENT === 'sqlite3'
    ? sqliteUrl(settings, problems)
    : serverUrl(settings.DB_CLIENT, settings, problems)
}

function sqliteUrl({ DB_FILENAME }: Settings, problems: Problem[]): string | null {
  if (DB_FILENAME !== null) return `sqlite:${DB_FILENAME}`
  problems.push({
    name: 'DB_FILENAME',
    problem: 'is missing, and DB_CLIENT is sqlite3.',
    cure: 'Set it to the path of the SQLite file.',
  })
  return null
}

function serverUrl(client: Client, settings: Settings, problems: Problem[]): string | null {
  const { DB_HOST, DB_PORT, DB_DATABASE, DB_USER, DB_PASSWORD, DB_SSL } = settings
  if (DB_DATABASE === null) {
    problems.push({
      name: 'DB_DATABASE',
      problem: `is missing, and DB_CLIENT is ${client}.`,
      cure: 'Set it to the name of the database.',
    })
    return null
  }
  const password = DB_PASSWORD === null ? '' : `:${encodeURIComponent(DB_PASSWORD)}`
  const account = DB_USER === null ? '' : `${encodeURIComponent(DB_USER)}${password}@`
  const port = DB_PORT === null ? '' : `:${DB_PORT}`
  const { scheme, encrypted } = clients[client]
  return `${scheme}://${account}${bracketed(DB_HOST ?? 'localhost')}${port}/${encodeURIComponent(DB_DATABASE)}${DB_SSL ? encrypted : ''}`
}

/** An IPv6 address needs brackets in a URL. */
function bracketed(host: string): string {
  return host.includes(':') && !host.startsWith('[') ? `[${host}]` : host
}

/** Somebody who sets DB_HOST means that database, not the sample. */
function reportStray(settings: Settings, problems: Problem[]): void {
  const names = ['DB_HOST', 'DB_DATABASE', 'DB_FILENAME'] as const
  const stray = names.find((name) => settings[name] !== null)
  if (stray === undefined) return
  problems.push({
    name: stray,
    problem: 'is set, but nothing says what kind of database it is.',
    cure: 'Set DB_CLIENT (pg, mysql, mariadb, sqlite3 ...), or DATABASE_URL alone.',
  })
}
