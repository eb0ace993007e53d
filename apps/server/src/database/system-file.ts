import { parseDatabaseUrl } from '@relvar/schema-introspect'

/** The name under which our file is attached; see `namespaceOf` of `@relvar/system`. */
const ATTACHED = 'relvar'

/** What the name of our file has more than that of the user's. */
export const OWN_FILE = '.relvar.sqlite'

/** A file of ours beside a user's, and the name of the schema that it is to a statement. */
export interface SystemFile {
  readonly schema: string
  readonly path: string
}

/**
 * SQLite has one schema in each file, so our tables lie in a file beside the user's:
 * `shop.sqlite.relvar.sqlite`. null for other databases, which need none.
 */
export function systemFileOf(url: string, namespace: string | null): SystemFile | null {
  const file = fileOf(url)
  if (file === null) return null
  const path = file === MEMORY ? MEMORY : file + OWN_FILE
  return { schema: namespace ?? ATTACHED, path }
}

const MEMORY = ':memory:'

/** The path in a URL of SQLite; null in others. */
export function fileOf(url: string): string | null {
  const target = parseDatabaseUrl(url)
  return target.dialect === 'sqlite' ? target.path : null
}
