import type { DialectName } from '../model/schema-model.js'
import { InvalidDatabaseUrlError } from './errors.js'

/** What a database URL says: which database, and where. */
export type DatabaseUrl =
  | { readonly dialect: 'sqlite'; readonly path: string; readonly mode: SqliteMode | null }
  | { readonly dialect: Exclude<DialectName, 'sqlite'>; readonly url: URL }

export type SqliteMode = 'ro' | 'rw' | 'rwc'

const DIALECTS: Readonly<Record<string, DialectName>> = {
  postgres: 'postgres',
  postgresql: 'postgres',
  cockroachdb: 'cockroachdb',
  mysql: 'mysql',
  mariadb: 'mariadb',
  mssql: 'mssql',
  sqlserver: 'mssql',
  oracle: 'oracle',
  sqlite: 'sqlite',
  file: 'sqlite',
}

/**
 * @example
 * parseDatabaseUrl('sqlite:data/shop.db') // { dialect: 'sqlite', path: 'data/shop.db', mode: null }
 */
export function parseDatabaseUrl(text: string): DatabaseUrl {
  const scheme = /^([a-z][a-z0-9+.-]*):/i.exec(text)?.[1]?.toLowerCase()
  if (scheme === undefined) throw new InvalidDatabaseUrlError(`it has no scheme. ${SCHEMES}`)
  const dialect = Object.hasOwn(DIALECTS, scheme) ? DIALECTS[scheme] : undefined
  if (dialect === undefined) {
    throw new InvalidDatabaseUrlError(`"${scheme}" is no database that Relvar knows. ${SCHEMES}`)
  }
  return dialect === 'sqlite' ? parseFile(text) : { dialect, url: parseServer(text) }
}

const SCHEMES = `Known schemes: ${Object.keys(DIALECTS).join(', ')}.`

function parseServer(text: string): URL {
  // The parser's own error carries the whole input, password included, so it is not kept as cause.
  if (!URL.canParse(text)) throw new InvalidDatabaseUrlError('it is not a URL.')
  const url = new URL(text)
  if (url.hostname === '' && !url.searchParams.has('host')) {
    throw new InvalidDatabaseUrlError('it names no host.')
  }
  try {
    decodeURIComponent(`${url.username}${url.password}${url.pathname}`)
  } catch {
    throw new InvalidDatabaseUrlError('a "%" in it is not part of an escape such as %25.')
  }
  return url
}

function parseFile(text: string): DatabaseUrl {
  const [, rest = ''] = /^[a-z]+:(.*)$/is.exec(text) ?? []
  const [, location = '', mode] = /^(.*?)(?:\?mode=(ro|rw|rwc))?$/s.exec(rest) ?? []
  const path = /^file:/i.test(text) ? unescape(filePath(location)) : filePath(location)
  if (path === '') throw new InvalidDatabaseUrlError('it names no file.')
  return { dialect: 'sqlite', path, mode: (mode as SqliteMode | undefined) ?? null }
}

/** `///abs` and `/abs` are absolute, `//relative` and `relative` are not. */
function filePath(location: string): string {
  return location.startsWith('//') ? location.slice(2) : location
}

function unescape(path: string): string {
  try {
    return decodeURIComponent(path)
  } catch (cause) {
    throw new InvalidDatabaseUrlError('a "%" in it is not part of an escape such as %25.', {
      cause,
    })
  }
}
