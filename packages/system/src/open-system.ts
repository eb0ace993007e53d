import {
  allowAll,
  createEngine,
  createHooks,
  SYSTEM,
  tablesAfter,
  UniqueViolationError,
  type Module,
  type RowMigration,
  type SystemNames,
  type SystemTable,
} from '@relvar/query-engine'
import { detectDialect } from '@relvar/schema-introspect'
import type { SchemaModel } from '@relvar/schema-introspect/model'
import { type Marks, readMarks } from './mark.js'
import { migrationsTable } from './migrate/applied.js'
import { migrate, type MigrationTarget, type PendingStep } from './migrate/migrate.js'
import { addSystemTables } from './model/add-system-tables.js'
import { systemModel } from './model/system-model.js'
import { systemModule } from './system-module.js'
import { placeOf, type NamespaceOptions } from './namespace/namespace.js'

/** `db` is the user's database, or one of our own. */
export interface SystemOptions extends NamespaceOptions {
  readonly modules: readonly Module[]
  /** In front of the names of system collections. `relvar_` unless told. */
  readonly prefix?: string
}

/** Relvar's own tables, up to date. */
export interface System extends SystemNames {
  readonly namespace: string
  /** Our tables alone. */
  readonly model: SchemaModel
  /** Nothing of ours was there before this start. */
  readonly isNew: boolean
  /** The steps that were done at this start, as they are noted: `auth:2`. */
  readonly applied: readonly string[]
  /** Our tables have a database of their own. */
  readonly alone: boolean
  /**
   * A user's schema with our tables beside it, marked as elsewhere where they have a database of their
   * own; the same object for the same schema.
   */
  withTables(user: SchemaModel): SchemaModel
  /** The same from the side of a database of our own: our tables, with the user's marked as elsewhere. */
  besideUsers(user: SchemaModel): SchemaModel
  /** The marks as they are now, for whoever has no engine yet. */
  marks(): Promise<Marks>
}

/**
 * Makes our tables, or brings them up to date, and answers their part of the schema model.
 *
 * @example
 * const system = await openSystem({ db, modules: [auth, history] })
 * const engine = createEngine({ db, schema: system.withTables(await introspect(db)), policy })
 *
 * @throws NewerSystemTablesError where a newer program has changed them
 * @throws SystemNamespaceError where the account may not make them
 */
export async function openSystem(options: SystemOptions): Promise<System> {
  const { db, prefix = 'relvar_', alone = false } = options
  const modules = withOwn(options.modules)
  const dialect = await detectDialect(db)
  const place = await placeOf(options, dialect)
  const { namespace } = place
  const target = { db, dialect, ...place }
  const model = systemModel({ dialect, namespace, prefix }, tablesOf(modules))
  const { isNew, applied, fills } = await migrate(target, modules)
  const names: SystemNames = { id: (table) => prefix + table }
  for (const each of fills) await fill(target, model, names, each)
  const beside = alone ? elsewhere(model) : model
  const withTables = rememberLast((user: SchemaModel) => addSystemTables(user, beside))
  const besideUsers = rememberLast((user: SchemaModel) => addSystemTables(model, elsewhere(user)))
  return {
    ...names,
    namespace,
    alone,
    model,
    isNew,
    applied: [...applied, ...fills.map(versionOfStep)],
    withTables,
    besideUsers,
    marks: () => {
      const engine = createEngine({ db, schema: model, policy: allowAll })
      return readMarks(engine.as(SYSTEM), names)
    },
  }
}

function elsewhere(model: SchemaModel): SchemaModel {
  const tables = Object.values(model.tables).map((table) => {
    const traits = { ...table.traits, elsewhere: true as const }
    return [table.id, { ...table, traits }] as const
  })
  return { ...model, tables: Object.fromEntries(tables) }
}

/** All tables of ours: those of the modules, and the one that notes what was done. */
export function tablesOf(modules: readonly Module[]): readonly SystemTable[] {
  return [
    migrationsTable,
    ...withOwn(modules).flatMap(({ migrations = [] }) => tablesAfter(migrations)),
  ]
}

/** Whether it was listed or not, what the others rest upon comes first, and once. */
export function withOwn(modules: readonly Module[]): readonly Module[] {
  return [...new Set([systemModule, ...modules])]
}

/** The note comes first: a second server that does the same waits for it, and then leaves it. */
async function fill(
  { db }: MigrationTarget,
  schema: SchemaModel,
  names: SystemNames,
  { version, step }: PendingStep<RowMigration>,
): Promise<void> {
  const engine = createEngine({ db, schema, policy: allowAll, hooks: createHooks() })
  try {
    await engine.as(SYSTEM).transaction(async (session) => {
      await session.create(names.id(migrationsTable.name), [{ version, name: step.name }])
      await step.fill(session, names)
    })
  } catch (error) {
    const others =
      error instanceof UniqueViolationError &&
      error.details.collection === names.id(migrationsTable.name)
    if (!others) throw error
  }
}

function versionOfStep({ version }: PendingStep): string {
  return version
}

function rememberLast<A extends object, T>(make: (input: A) => T): (input: A) => T {
  let last: { readonly input: A; readonly result: T } | undefined
  return (input) => {
    if (last?.input !== input) last = { input, result: make(input) }
    return last.result
  }
}
