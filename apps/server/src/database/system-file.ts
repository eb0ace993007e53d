import { parseDatabaseUrl } from '@relvar/schema-introspect'

/** The name under which our file is attached; see `namespaceOf` of `@relvar/system`. */
const ATTACHED = 'relvar'

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
  const target = parseDatabaseUrl(url)
  if (target.dialect !== 'sqlite') return null
  const path = target.path === ':memory:' ? ':memory:' : `${target.path}.relvar.sqlite`
  return { schema: namespace ?? ATTACHED, path }
}
