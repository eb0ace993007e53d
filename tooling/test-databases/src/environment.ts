import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { DialectName } from './dialect.js'

/** In the order of the matrix; SQLite first because it answers first. */
export const dialectNames: readonly DialectName[] = [
  'sqlite',
  'postgres',
  'mariadb',
  'mysql',
  'mssql',
  'oracle',
  'cockroachdb',
]

/** The variable that names a running server: `TEST_POSTGRES_URL`; CockroachDB's is `TEST_COCKROACH_URL`. */
export function urlVariable(name: DialectName): string {
  return `TEST_${name === 'cockroachdb' ? 'COCKROACH' : name.toUpperCase()}_URL`
}

/** Where the global setup leaves the reason for a server that it could not start; workers inherit it. */
export function missingVariable(name: DialectName): string {
  return `RELVAR_TEST_${name.toUpperCase()}_MISSING`
}

/** The vendors picked by `DIALECTS=postgres,sqlite`; all of them without it. */
export function pickedDialects(
  environment: NodeJS.ProcessEnv = process.env,
): readonly DialectName[] {
  const wanted = (environment['DIALECTS'] ?? '')
    .split(',')
    .map((name) => name.trim())
    .filter(Boolean)
  const unknown = wanted.filter((name) => !dialectNames.includes(name as DialectName))
  if (unknown.length > 0) {
    throw new Error(
      `DIALECTS names ${unknown.join(', ')}; the vendors are ${dialectNames.join(', ')}.`,
    )
  }
  return wanted.length === 0 ? dialectNames : dialectNames.filter((name) => wanted.includes(name))
}

/** Why a vendor cannot be tested here; null where it can. */
export function skipReason(name: DialectName): string | null {
  if (name === 'sqlite' || process.env[urlVariable(name)]) return null
  return process.env[missingVariable(name)] ?? `${urlVariable(name)} is not set`
}

const RUN = 'RELVAR_TEST_RUN'
const FOLDER = 'RELVAR_TEST_FOLDER'
/** Where Node keeps what it has compiled: thousands of processes run a few programs, SQLite's above all. */
const COMPILED = 'NODE_COMPILE_CACHE'

/** Begins a run of the matrix: its databases are told from those of others by their names. */
export function beginRun(): void {
  process.env[RUN] = randomBytes(4).toString('hex')
  process.env[FOLDER] = mkdtempSync(join(tmpdir(), 'relvar-tests-'))
  process.env[COMPILED] ??= join(runFolder(), 'compiled')
}

/** What the names of this run's databases begin with; workers inherit it from the global setup. */
export function runPrefix(): string {
  return `test_${process.env[RUN] ?? process.pid}`
}

/**
 * A folder of this run, for files that are made once for all of its tests; it goes when the run ends.
 *
 * @throws Error outside of a run, which nobody would clean up after
 */
export function runFolder(): string {
  const folder = process.env[FOLDER]
  if (folder === undefined) throw new Error('No run has begun: is the global setup missing?')
  return folder
}

/** Ends a run. */
export function endRun(): void {
  // A process that ends late may still leave there what it has compiled.
  rmSync(runFolder(), { recursive: true, maxRetries: 10 })
}
