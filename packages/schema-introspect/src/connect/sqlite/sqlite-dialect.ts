import { availableParallelism } from 'node:os'
import { pathToFileURL } from 'node:url'
import {
  type DatabaseConnection,
  type DatabaseIntrospector,
  type Dialect,
  type DialectAdapter,
  type Driver,
  type Kysely,
  type QueryCompiler,
  SqliteAdapter,
  SqliteIntrospector,
  type TransactionSettings,
} from 'kysely'
import { quoteName } from '../quote.js'
import type { RunnerSlot } from '../statement-runner.js'
import { SqliteConnection, type SqlitePools } from './sqlite-connection.js'
import { RelvarSqliteCompiler } from './sqlite-compiler.js'
import { SharedReads } from './shared-reads.js'
import { WorkerPool } from './worker-pool.js'

export interface SqliteConfig {
  /** A path, or `:memory:`. */
  readonly path: string
  readonly mode: 'ro' | 'rw' | 'rwc'
  readonly statementTimeout?: number | undefined
  /** How long a statement waits for a process, in milliseconds. */
  readonly acquireTimeout: number
  readonly maxAnswerSize: number | undefined
  readonly maxConnections: number
  /** Paths of further files, by the name of their schema. */
  readonly attach: Readonly<Record<string, string>>
  /** Makes the main file, for its owner alone, where it is missing. */
  readonly create: boolean
  /** Refuses every write, also to attached files; mode `ro` alone is about the main file. */
  readonly readOnly: boolean
  /** Takes the runner while the driver is open. */
  readonly slot: RunnerSlot
}

/** Kysely's dialect for SQLite over `node:sqlite` in worker processes. */
export class SqliteProcessDialect implements Dialect {
  readonly #config: SqliteConfig

  constructor(config: SqliteConfig) {
    this.#config = config
  }

  createAdapter(): DialectAdapter {
    return new SqliteProcessAdapter()
  }

  createDriver(): Driver {
    return new SqliteProcessDriver(this.#config)
  }

  // oxlint-disable-next-line typescript/no-explicit-any -- the signature of Kysely's interface
  createIntrospector(db: Kysely<any>): DatabaseIntrospector {
    return new SqliteIntrospector(db)
  }

  createQueryCompiler(): QueryCompiler {
    return new RelvarSqliteCompiler()
  }
}

class SqliteProcessAdapter extends SqliteAdapter {
  // Kysely's own dialect has one connection for everything; this one has several readers.
  override get supportsMultipleConnections(): boolean {
    return true
  }
}

class SqliteProcessDriver implements Driver {
  readonly #pools: SqlitePools
  readonly #slot: RunnerSlot

  constructor(config: SqliteConfig) {
    this.#slot = config.slot
    this.#pools = createPools(config)
  }

  init(): Promise<void> {
    const pools = this.#pools
    this.#slot.runner = { run: (query, signal) => new SqliteConnection(pools).run(query, signal) }
    return Promise.resolve()
  }

  acquireConnection(): Promise<DatabaseConnection> {
    return Promise.resolve(new SqliteConnection(this.#pools))
  }

  beginTransaction(connection: SqliteConnection, settings: TransactionSettings): Promise<void> {
    return settings.accessMode === 'read only'
      ? connection.beginReading()
      : connection.beginWriting()
  }

  commitTransaction(connection: SqliteConnection): Promise<void> {
    return connection.commit()
  }

  rollbackTransaction(connection: SqliteConnection): Promise<void> {
    return connection.rollback()
  }

  savepoint(connection: SqliteConnection, name: string): Promise<void> {
    return connection.command(`savepoint ${quoteName(name)}`)
  }

  rollbackToSavepoint(connection: SqliteConnection, name: string): Promise<void> {
    return connection.command(`rollback to ${quoteName(name)}`)
  }

  releaseSavepoint(connection: SqliteConnection, name: string): Promise<void> {
    return connection.command(`release ${quoteName(name)}`)
  }

  releaseConnection(): Promise<void> {
    return Promise.resolve()
  }

  async destroy(): Promise<void> {
    this.#slot.runner = undefined
    this.#pools.reads.close()
    await Promise.all([this.#pools.readers.close(), this.#pools.writer.close()])
  }
}

const MAX_READERS = 4

/** How many processes read a file. One in memory belongs to its connection, so one does everything. */
export function readerCount(path: string, maxConnections: number): number {
  if (path === ':memory:') return 1
  return Math.max(1, Math.min(MAX_READERS, availableParallelism(), maxConnections - 1))
}

function createPools(config: SqliteConfig): SqlitePools {
  const { path, mode, readOnly, statementTimeout, acquireTimeout, maxAnswerSize } = config
  const location = locationOf(path, mode)
  const attached = Object.entries(config.attach).map(
    ([schema, file]) => [schema, locationOf(file, readOnly ? 'ro' : 'rwc')] as const,
  )
  const worker = { location, readOnly, attached, made: madeFiles(config), maxAnswerSize }
  const writer = new WorkerPool({ ...worker, queryOnly: readOnly }, 1, acquireTimeout)
  const limits = { acquireTimeout, statementTimeout }
  const common = { writer, attached: Object.keys(config.attach), statementTimeout }
  if (path === ':memory:')
    return { ...common, readers: writer, reads: new SharedReads(writer, limits) }
  const size = readerCount(path, config.maxConnections)
  const readers = new WorkerPool({ ...worker, queryOnly: true }, size, acquireTimeout)
  return { ...common, readers, reads: new SharedReads(readers, limits) }
}

function madeFiles({ path, create, attach, readOnly }: SqliteConfig): readonly string[] {
  if (readOnly) return []
  return [...(create ? [path] : []), ...Object.values(attach)].filter((file) => file !== ':memory:')
}

/** A URL, because only there SQLite can be told not to make a missing file. */
function locationOf(path: string, mode: SqliteConfig['mode']): string {
  if (path === ':memory:') return path
  const url = pathToFileURL(path)
  url.searchParams.set('mode', mode)
  return url.href
}
