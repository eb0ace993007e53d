import { DatabaseUnavailableError, isConnectionLost, TimeoutError } from '@relvar/query-engine'
import { type AnyDatabase, introspect, type IntrospectOptions } from '@relvar/schema-introspect'
import type { SchemaModel, Table } from '@relvar/schema-introspect/model'
import { toText } from '../ddl/sql.js'
import { place } from '../ddl/standard.js'
import {
  ChangeRefusedError,
  SchemaChangedError,
  SchemaChangeIncompleteError,
  SchemaChangeUnknownError,
} from '../errors.js'
import { runsInTransaction } from '../plan-changes.js'
import type { PlannedStatement, SchemaPlan } from '../schema-plan.js'
import { underLock, withChangeLock } from './lock.js'
import { NO_TABLE, toChangeError, type TwoTables } from './to-change-error.js'
import { withForeignKeysOff } from './sqlite-foreign-keys.js'

export interface RunOptions {
  /** Statements that delete data, or may cut it, are meant. */
  readonly confirm?: boolean
  /** Which part of the database the plan's model was read of. */
  readonly introspect?: IntrospectOptions
  /**
   * Done together with the plan: in its transaction, before the commit. Where the plan has none it is given
   * null, and the statements are taken back when it fails. What cannot be taken back (a column that is dropped)
   * is what it has to call `last` for, when it is done but for its own commit.
   */
  readonly within?: (transaction: AnyDatabase | null, last: () => Promise<void>) => Promise<void>
}

const NOTHING = (): Promise<void> => Promise.resolve()

/**
 * Runs a plan, if the schema is still the one that it was made for. In one transaction where the database
 * has one for DDL; elsewhere statement by statement, and when one fails those before it are taken back.
 * Two servers that change a schema at once do so one after the other.
 *
 * @throws ChangeRefusedError where data would go and nobody has confirmed that, and where the database refuses
 * @throws SchemaChangedError where the schema is another by now
 * @throws SchemaChangeIncompleteError where a statement failed, and those before it could not be taken back
 * @throws SchemaChangeUnknownError where the connection broke when nobody could say any more what came of it
 * @throws EngineError for rows that stand in the way, a lock that others hold, an account without the right
 *
 * @example
 * await runPlan(db, plan, { confirm: true })
 */
export async function runPlan(
  db: AnyDatabase,
  plan: SchemaPlan,
  options: RunOptions = {},
): Promise<void> {
  const lossy = plan.warnings.find((warning) => warning.lossy)
  if (lossy !== undefined && options.confirm !== true)
    throw new ChangeRefusedError('not-confirmed', `${lossy.message} Confirm that this is meant.`)
  if (plan.statements.length === 0) return options.within?.(null, NOTHING)
  const plain = db.withoutPlugins()
  if (!runsInTransaction(plan.dialect) || plan.statements.some(({ alone }) => alone))
    await runOneByOne(plain, plan, options)
  else await runAsOne(plain, plan, options)
}

async function runAsOne(db: AnyDatabase, plan: SchemaPlan, options: RunOptions): Promise<void> {
  let mayBeCommitted = false
  try {
    await db.transaction().execute(async (transaction) => {
      const run = async (): Promise<void> => {
        await assertUnchanged(transaction, plan, options)
        for (const statement of plan.statements) await runStatement(transaction, plan, statement)
        await options.within?.(transaction, NOTHING)
      }
      await withChangeLock(transaction, plan, () =>
        isRebuild(plan) ? withForeignKeysOff(transaction, plan, run) : run(),
      )
      mayBeCommitted = true
    })
  } catch (error) {
    if (mayBeCommitted && isConnectionLost(plan.dialect, error))
      throw new SchemaChangeUnknownError(textsOf(plan), { cause: error })
    // A commit can fail as well.
    throw toChangeError(plan.dialect, error, NO_TABLE, 'commit')
  }
}

/** SQLite writes tables anew only with foreign keys switched off. */
function isRebuild({ dialect, statements }: SchemaPlan): boolean {
  return dialect === 'sqlite' && statements.some(({ sql: text }) => text.startsWith('pragma '))
}

async function runOneByOne(db: AnyDatabase, plan: SchemaPlan, options: RunOptions): Promise<void> {
  try {
    await db.connection().execute((connection) =>
      withChangeLock(connection, plan, async () => {
        // Kysely instances of one connection do not know Oracle's dialect.
        await assertUnchanged(db, plan, options)
        await runOrTakeBack(connection, plan, options)
      }),
    )
  } catch (error) {
    // Looking at the schema can fail as well.
    throw toChangeError(plan.dialect, error, NO_TABLE, 'change')
  }
}

async function runOrTakeBack(
  connection: AnyDatabase,
  plan: SchemaPlan,
  { within }: RunOptions,
): Promise<void> {
  const done: PlannedStatement[] = []
  let running: PlannedStatement | undefined
  const runAll = async (): Promise<void> => {
    for (const statement of plan.statements) {
      running = statement
      await runStatement(connection, plan, statement)
      done.push(statement)
    }
    running = undefined
  }
  try {
    if (within === undefined) await runAll()
    else if (plan.statements.some(({ undo }) => undo === null)) await within(null, once(runAll))
    else {
      await runAll()
      await within(null, NOTHING)
    }
  } catch (error) {
    const cause = orUnknown(plan, running, error)
    await takeBack(connection, plan, done, cause)
    throw cause
  }
}

/** A transaction that gave way to another may be run again, but not what it has brought about elsewhere. */
function once(work: () => Promise<void>): () => Promise<void> {
  let result: Promise<void> | undefined
  return () => (result ??= work())
}

/** Of a statement whose connection broke nobody knows whether the server has done it, or still does. */
function orUnknown(
  { dialect }: SchemaPlan,
  statement: PlannedStatement | undefined,
  error: unknown,
): unknown {
  if (statement === undefined || !(error instanceof DatabaseUnavailableError)) return error
  if (!isConnectionLost(dialect, error.cause)) return error
  return new SchemaChangeUnknownError([statement.sql], { cause: error })
}

function textsOf({ statements }: SchemaPlan): readonly string[] {
  return statements.map(({ sql: text }) => text)
}

/**
 * Takes back what was done, the last first.
 *
 * @throws SchemaChangeIncompleteError where that is not possible, with `cause` as its cause
 */
async function takeBack(
  db: AnyDatabase,
  plan: SchemaPlan,
  done: readonly PlannedStatement[],
  cause: unknown,
): Promise<void> {
  const texts = textsOf(plan)
  for (const [index, { undo }] of [...done.entries()].toReversed()) {
    const [standing, missing] = [texts.slice(0, index + 1), texts.slice(index + 1)]
    if (undo === null) throw new SchemaChangeIncompleteError(standing, missing, { cause })
    try {
      for (const text of undo) await underLock(plan.dialect, text).execute(db)
    } catch (error) {
      const both = new AggregateError([cause, error], 'A change failed, and so did taking it back.')
      throw new SchemaChangeIncompleteError(standing, missing, { cause: both })
    }
  }
}

async function runStatement(
  db: AnyDatabase,
  plan: SchemaPlan,
  { sql: text }: PlannedStatement,
): Promise<void> {
  const started = performance.now()
  try {
    await underLock(plan.dialect, text).execute(db)
  } catch (error) {
    const failure = toChangeError(plan.dialect, error, tablesOf(plan, text), text)
    if (!(failure instanceof TimeoutError)) throw failure
    throw new TimeoutError(Math.round(performance.now() - started), { cause: error })
  }
}

/**
 * The table that a statement is about, as it was and as it is to be, to name the field that a failure speaks of.
 * What SQLite writes anew is read from the table.
 */
function tablesOf({ before, after }: SchemaPlan, text: string): TwoTables {
  const named = /^(?:alter table|create (?:unique )?index .*? on) (.*)/s.exec(text)?.[1]
  const copied = /^insert into .*\nselect .* from (.*)/s.exec(text)?.[1]
  const rest = `${named ?? copied ?? ''} `
  const of = ({ dialect, tables }: SchemaModel): Table | null =>
    Object.values(tables).find((table) => {
      const name = toText(dialect, place(dialect, table))
      return rest.startsWith(name) && /^\s/.test(rest.slice(name.length))
    }) ?? null
  return { before: of(before), after: of(after) }
}

/** @throws SchemaChangedError */
async function assertUnchanged(
  db: AnyDatabase,
  plan: SchemaPlan,
  options: RunOptions,
): Promise<void> {
  const { version } = await introspect(db, options.introspect)
  if (version !== plan.before.version) throw new SchemaChangedError()
}
