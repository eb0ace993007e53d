import {
  DatabaseUnavailableError,
  type Migration,
  type Module,
  type RowMigration,
  type SchemaMigration,
} from '@relvar/query-engine'
import type { DialectName } from '@relvar/schema-introspect/model'
import type { RawBuilder } from 'kysely'
import type { Database } from '../database.js'
import { statementsOf } from '../ddl/statements.js'
import { SharedNamespaceError, SystemNamespaceError } from '../errors.js'
import { contentOf, namespaceOf, type Place } from '../namespace/namespace.js'
import { assertKnown, migrationsTable, noteApplied, readApplied, versionOf } from './applied.js'
import { locked } from './lock.js'

export interface MigrationTarget extends Place {
  readonly db: Database
  readonly dialect: DialectName
}

/** A step together with the note that is made of it. */
export interface PendingStep<T extends Migration = Migration> {
  readonly version: string
  readonly step: T
}

/** What came of bringing the tables up to date. */
export interface MigrationResult {
  /** Nothing of ours was there before. */
  readonly isNew: boolean
  /** The steps done now: `auth:1`, `auth:2` ... */
  readonly applied: readonly string[]
  /** Steps that put rows in place; they are for the engine to do, now that the tables are there. */
  readonly fills: readonly PendingStep<RowMigration>[]
}

/**
 * Brings our tables up to date, under a lock. Safe to be called by several servers at once: each
 * step is done by one of them. Where nothing is to be done nothing is locked.
 *
 * @throws NewerSystemTablesError where a newer program has changed them
 * @throws SystemNamespaceError where the account may not make them
 * @throws DatabaseUnavailableError where another server has been at it for a minute
 */
export async function migrate(
  target: MigrationTarget,
  modules: readonly Module[],
): Promise<MigrationResult> {
  const before = await readApplied(target.db, target.dialect, target.namespace)
  const pending = pendingSteps(modules, before ?? new Set())
  const changes = pending.filter(isChange)
  const applied = before !== null && changes.length === 0 ? [] : await change(target, changes)
  return { isNew: before === null, applied, fills: pending.filter(isFill) }
}

function pendingSteps(
  modules: readonly Module[],
  applied: ReadonlySet<string>,
): readonly PendingStep[] {
  return modules.flatMap(({ name, migrations = [] }) => {
    assertKnown(name, migrations, applied)
    return migrations
      .map((step) => ({ version: versionOf(name, step), step }))
      .filter(({ version }) => !applied.has(version))
  })
}

async function change(
  target: MigrationTarget,
  pending: readonly PendingStep<SchemaMigration>[],
): Promise<readonly string[]> {
  const { db, dialect, namespace } = target
  try {
    return await locked(db, dialect, namespace, async (connection) => {
      const inside = { ...target, db: connection }
      const applied = await openTables(inside)
      const left = pending.filter(({ version }) => !applied.has(version))
      for (const each of left) await applyStep(inside, each)
      return left.map(({ version }) => version)
    })
  } catch (cause) {
    // Whoever holds the lock lets go of it: trying again helps, another place does not.
    if (cause instanceof DatabaseUnavailableError) throw cause
    throw new SystemNamespaceError(namespace, { cause })
  }
}

/** The namespace and the table of steps, made where they are missing; the steps that others did meanwhile. */
async function openTables(target: MigrationTarget): Promise<ReadonlySet<string>> {
  const { db, dialect, namespace, isHome } = target
  const found = await readApplied(db, dialect, namespace)
  if (found !== null) return found
  // What is there was made by somebody else, and would be taken for ours from now on.
  const others = await contentOf(db, dialect, namespace)
  if (others.length > 0) throw new SharedNamespaceError(namespace, others)
  if (!isHome) await runAll(target, namespaceOf(dialect).create(namespace))
  const table = { kind: 'create-table', table: migrationsTable } as const
  await runAll(target, statementsOf(dialect, namespace, table))
  return new Set()
}

async function applyStep(
  target: MigrationTarget,
  { version, step }: PendingStep<SchemaMigration>,
): Promise<void> {
  const { db, dialect, namespace } = target
  for (const each of step.changes) await runAll(target, statementsOf(dialect, namespace, each))
  await unlessThere(dialect, noteApplied(db, dialect, namespace, version, step.name))
}

/** What an earlier try left behind, where DDL has no transaction, is there already. */
async function runAll(
  { db, dialect }: MigrationTarget,
  statements: readonly RawBuilder<unknown>[],
): Promise<void> {
  for (const statement of statements) await unlessThere(dialect, statement.execute(db))
}

async function unlessThere(dialect: DialectName, made: Promise<unknown>): Promise<void> {
  try {
    await made
  } catch (error) {
    if (!isThere(dialect, error)) throw error
  }
}

/**
 * Error numbers of a table, column, index or user that exists; of Oracle, where two servers may do the
 * same step at once, also of a row.
 *
 * @see https://mariadb.com/kb/en/mariadb-error-code-reference/
 * @see https://docs.oracle.com/en/error-help/db/
 */
const THERE_ALREADY: Readonly<Partial<Record<DialectName, readonly number[]>>> = {
  mariadb: [1050, 1060, 1061],
  mysql: [1050, 1060, 1061],
  oracle: [1, 955, 1408, 1430, 1920],
}

function isThere(dialect: DialectName, error: unknown): boolean {
  const { errno, errorNum } = error as { readonly errno?: unknown; readonly errorNum?: unknown }
  return THERE_ALREADY[dialect]?.includes(Number(errno ?? errorNum)) ?? false
}

function isChange(each: PendingStep): each is PendingStep<SchemaMigration> {
  return 'changes' in each.step
}

function isFill(each: PendingStep): each is PendingStep<RowMigration> {
  return 'fill' in each.step
}
