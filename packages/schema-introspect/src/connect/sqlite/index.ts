import { access } from 'node:fs/promises'
import type { Dialect } from 'kysely'
import type { DatabaseUrl } from '../database-url.js'
import { MissingFileError, UnsupportedDialectError } from '../errors.js'
import {
  type ConnectOptions,
  DEFAULT_ACQUIRE_TIMEOUT_MS,
  DEFAULT_MAX_CONNECTIONS,
} from '../options.js'
import type { RunnerSlot } from '../statement-runner.js'
import { readerCount, SqliteProcessDialect } from './sqlite-dialect.js'

export { readerCount }

type SqliteUrl = Extract<DatabaseUrl, { readonly dialect: 'sqlite' }>

export async function createSqliteDialect(
  { path, mode }: SqliteUrl,
  options: ConnectOptions,
  slot: RunnerSlot,
): Promise<Dialect> {
  assertNode()
  const chosen = options.readOnly === true ? 'ro' : options.create === true ? 'rwc' : (mode ?? 'rw')
  if (chosen !== 'rwc' && path !== ':memory:') await assertFile(path)
  return new SqliteProcessDialect({
    path,
    mode: chosen,
    statementTimeout: options.statementTimeout,
    acquireTimeout: options.acquireTimeout ?? DEFAULT_ACQUIRE_TIMEOUT_MS,
    maxAnswerSize: options.maxAnswerSize,
    maxConnections: options.maxConnections ?? DEFAULT_MAX_CONNECTIONS,
    attach: options.attach ?? {},
    create: options.create === true,
    readOnly: options.readOnly === true,
    slot,
  })
}

/** The first Node whose `node:sqlite` answers rows as arrays, without a flag. */
function assertNode(): void {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
  if (major > 23 || (major === 22 && minor >= 16)) return
  throw new UnsupportedDialectError('sqlite', 'SQLite needs Node 22.16 or later.')
}

async function assertFile(path: string): Promise<void> {
  try {
    await access(path)
  } catch (cause) {
    throw new MissingFileError(path, { cause })
  }
}
