import { type ConnectOptions, parseDatabaseUrl } from '@relvar/schema-introspect'

/** The name under which our file is attached; see `namespaceOf` of `@relvar/system`. */
const ATTACHED = 'relvar'

/**
 * SQLite has one schema in each file, so our tables lie in a file beside the user's:
 * `shop.sqlite.relvar.sqlite`. Other databases need nothing.
 */
export function attachedSystem(
  url: string,
  namespace: string | null,
): Pick<ConnectOptions, 'attach'> {
  const target = parseDatabaseUrl(url)
  if (target.dialect !== 'sqlite') return {}
  const file = target.path === ':memory:' ? ':memory:' : `${target.path}.relvar.sqlite`
  return { attach: { [namespace ?? ATTACHED]: file } }
}
