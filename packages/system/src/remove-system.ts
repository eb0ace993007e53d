import { detectDialect } from '@relvar/schema-introspect'
import { SharedNamespaceError } from './errors.js'
import { assertKnown, readApplied } from './migrate/applied.js'
import { contentOf, dropTables, namespaceOf, placeOf } from './namespace/namespace.js'
import { type SystemOptions, tablesOf, withOwn } from './open-system.js'

/** What would go, or is gone. */
export interface RemovedSystem {
  readonly namespace: string
  /** Our tables there. */
  readonly tables: readonly string[]
}

/**
 * Our tables in a database that may be removed; null where there are none.
 *
 * @throws SharedNamespaceError where other tables lie among them, which would go with them
 * @throws NewerSystemTablesError where a newer program has made some that this one does not know
 */
export async function findSystem(options: SystemOptions): Promise<RemovedSystem | null> {
  const { db, modules } = options
  const dialect = await detectDialect(db)
  const { namespace } = await placeOf(options, dialect)
  const applied = await readApplied(db, dialect, namespace)
  if (applied === null) return null
  for (const { name, migrations = [] } of withOwn(modules)) assertKnown(name, migrations, applied)
  const known = tablesOf(modules).map(({ name }) => name)
  const tables = await contentOf(db, dialect, namespace)
  const others = tables.filter((name) => !known.includes(name))
  if (others.length > 0) throw new SharedNamespaceError(namespace, others)
  return { namespace, tables }
}

/**
 * Takes everything of ours out of a database. Users' tables were never touched, so nothing else is
 * left. A SQLite file of ours stays, empty, for whoever opened it to delete, and so does a database of
 * our own.
 *
 * @example
 * const removed = await removeSystem({ db, modules })
 *
 * @throws as `findSystem` does; then nothing is removed
 */
export async function removeSystem(options: SystemOptions): Promise<RemovedSystem | null> {
  const found = await findSystem(options)
  if (found === null) return null
  const { namespace, tables } = found
  const dialect = await detectDialect(options.db)
  const { isHome } = await placeOf(options, dialect)
  const drop = isHome ? dropTables : namespaceOf(dialect).drop
  for (const statement of drop(namespace, tables)) await statement.execute(options.db)
  return found
}
