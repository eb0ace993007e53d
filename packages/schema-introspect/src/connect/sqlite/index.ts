import { access } from 'node:fs/promises'
import type { Dialect } from 'kysely'
import type { DatabaseUrl } from '../database-url.js'
import { InvalidDatabaseUrlError } from '../errors.js'
import { type ConnectOptions, DEFAULT_MAX_CONNECTIONS } from '../options.js'
import { SqliteProcessDialect } from './sqlite-dialect.js'

type SqliteUrl = Extract<DatabaseUrl, { readonly dialect: 'sqlite' }>

export async function createSqliteDialect(
  { path, mode }: SqliteUrl,
  options: ConnectOptions,
): Promise<Dialect> {
  const chosen = options.readOnly === true ? 'ro' : options.create === true ? 'rwc' : (mode ?? 'rw')
  if (chosen !== 'rwc' && path !== ':memory:') await assertFile(path)
  return new SqliteProcessDialect({
    path,
    mode: chosen,
    statementTimeout: options.statementTimeout,
    maxConnections: options.maxConnections ?? DEFAULT_MAX_CONNECTIONS,
  })
}

async function assertFile(path: string): Promise<void> {
  try {
    await access(path)
  } catch (cause) {
    const reason = `there is no readable file "${path}". To make one, connect with { create: true }.`
    throw new InvalidDatabaseUrlError(reason, { cause })
  }
}
