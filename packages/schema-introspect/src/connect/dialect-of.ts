import {
  type Kysely,
  MssqlAdapter,
  MysqlAdapter,
  PostgresAdapter,
  SqliteAdapter,
  sql,
} from 'kysely'
import type { DialectName } from '../model/schema-model.js'
import { UnsupportedDialectError } from './errors.js'

/** Any Kysely, whatever its tables are called: they are looked up at run time. */
// oxlint-disable-next-line typescript/no-explicit-any -- Kysely is invariant in its schema, so no other type accepts every instance
export type AnyDatabase = Kysely<any>

const known = new WeakMap<object, { readonly dialect: DialectName; readonly certain: boolean }>()

/** Notes what a connection was made for, so that it need not be found out. */
export function rememberDialect(db: AnyDatabase, dialect: DialectName): void {
  // `mysql:` URLs are used for MariaDB too, and `postgres:` for CockroachDB: only the server knows.
  known.set(db, { dialect, certain: dialect === 'sqlite' })
}

/**
 * The dialect of a connection made by `connect`, by its URL; undefined for any other Kysely.
 * What a server really is says {@link detectDialect}.
 */
export function dialectOf(db: AnyDatabase): DialectName | undefined {
  return known.get(db)?.dialect
}

/**
 * The dialect of any Kysely instance: by its adapter, and by what the server says of itself where
 * two databases share one protocol.
 *
 * @example
 * const dialect = await detectDialect(new Kysely({ dialect: new PostgresDialect({ pool }) }))
 */
export async function detectDialect(db: AnyDatabase): Promise<DialectName> {
  const entry = known.get(db)
  if (entry?.certain === true) return entry.dialect
  const dialect = await askDatabase(db)
  known.set(db, { dialect, certain: true })
  return dialect
}

async function askDatabase(db: AnyDatabase): Promise<DialectName> {
  const { adapter } = db.getExecutor()
  if (adapter instanceof SqliteAdapter) return 'sqlite'
  if (adapter instanceof MssqlAdapter) return 'mssql'
  if (adapter instanceof PostgresAdapter) {
    return /cockroach/i.test(await version(db)) ? 'cockroachdb' : 'postgres'
  }
  if (adapter instanceof MysqlAdapter) {
    return /mariadb/i.test(await version(db)) ? 'mariadb' : 'mysql'
  }
  const known = dialectOf(db)
  if (known !== undefined) return known
  throw new UnsupportedDialectError(
    null,
    `The dialect of this Kysely instance (${adapter.constructor.name}) is not known to Relvar.`,
  )
}

async function version(db: AnyDatabase): Promise<string> {
  const { rows } = await sql<{ version: string }>`select version() as version`.execute(
    db.withoutPlugins(),
  )
  return rows[0]?.version ?? ''
}
