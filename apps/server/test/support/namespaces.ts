import { existsSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'
import type { TestDatabase } from '@relvar/test-databases'

/** What there is for tables to lie in: schemas, databases that begin alike, or our file. */
export async function namespacesOf({ url, query }: TestDatabase): Promise<readonly unknown[]> {
  if (url.startsWith('sqlite:')) return [existsSync(ownFileOf(url))]
  if (url.startsWith('postgres:'))
    return query("select nspname from pg_namespace where nspname !~ '^pg_' order by 1")
  const like = `${nameOf(url)}%`
  return query(
    `select schema_name from information_schema.schemata where schema_name like '${like}'`,
  )
}

/** Makes a table of somebody else's in a namespace; on SQLite in our file. */
export async function makeTableIn(
  { url, execute }: TestDatabase,
  namespace: string,
): Promise<void> {
  const columns = '(id integer not null primary key)'
  if (!url.startsWith('sqlite:')) return execute(`create table ${namespace}.precious ${columns}`)
  using file = new DatabaseSync(ownFileOf(url), { timeout: 5_000 })
  file.exec(`create table precious ${columns}`)
}

/** Where our tables lie unless told. */
export function customOf({ url }: TestDatabase): string {
  return /^(sqlite|postgres):/.test(url) ? 'relvar' : `${nameOf(url)}_relvar`
}

/** The schema or database that the user's tables lie in. */
export function homeOf({ url }: TestDatabase): string {
  if (url.startsWith('sqlite:')) return 'main'
  return url.startsWith('postgres:') ? 'public' : nameOf(url)
}

function ownFileOf(url: string): string {
  return `${url.slice('sqlite:'.length)}.relvar.sqlite`
}

function nameOf(url: string): string {
  return new URL(url).pathname.slice(1)
}
