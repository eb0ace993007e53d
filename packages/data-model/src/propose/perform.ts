import {
  type Actor,
  type ModuleRequest,
  type Session,
  UnprocessableContentError,
} from '@relvar/query-engine'
import type { AnyDatabase } from '@relvar/schema-introspect'
import type { SchemaModel } from '@relvar/schema-introspect/model'
import type { Definitions } from '../change/definitions.js'
import { ChangeRefusedError, SchemaChangedError } from '../change/errors.js'
import { planChanges } from '../change/plan-changes.js'
import { readDefinitions } from '../change/read-definitions.js'
import { type RunOptions, runPlan } from '../change/run/run-plan.js'
import { NO_TABLE, toChangeError } from '../change/run/to-change-error.js'
import type { SchemaChange } from '../change/schema-change.js'
import type { PlanWarning, SchemaPlan } from '../change/schema-plan.js'
import type { UserDatabase } from '../database.js'
import { requireAdministrator, type RouteParts, withClosed } from '../overlay/routes/parts.js'
import { askedOf } from './asked.js'
import type { Proposal, Propose } from './proposal.js'

/** What a dry run answers. */
export interface Shown {
  /** The SQL of the statements, in the order in which they would run. */
  readonly statements: readonly string[]
  readonly warnings: readonly PlanWarning[]
}

/** An administrator who asks for a change. */
export interface Asking {
  readonly caller: Session
  /** Its query string says how the change is to be made, see `Asked`. */
  readonly url: URL
}

/** @throws ForbiddenError for everybody but administrators */
export async function administrator(
  { session, url }: Pick<ModuleRequest, 'session' | 'url'>,
  parts: RouteParts,
): Promise<Asking> {
  const caller = await session()
  requireAdministrator(caller, parts)
  return { caller, url }
}

/**
 * How often a change is proposed because others changed the schema meanwhile: whoever comes too late does so behind
 * somebody who was done, so that many people on several servers get on together.
 */
const ATTEMPTS = 10

/**
 * Makes what somebody proposes: tables and what is said of them together or not at all. With `dry_run`
 * it only shows the statements, after everything was checked.
 *
 * @param confirmed that values go is what the request is for
 * @returns what a dry run shows; null where it was done
 * @throws ChangeRefusedError for what cannot be, and for what would lose values unless that is confirmed
 * @throws SchemaChangedError where others keep changing the schema
 */
export async function perform(
  { caller, url }: Asking,
  parts: RouteParts,
  propose: Propose,
  { confirmed = false }: { readonly confirmed?: boolean } = {},
): Promise<Shown | null> {
  const { dryRun, confirm: isConfirmed, concurrentIndexes } = askedOf(url)
  const confirm = isConfirmed || confirmed
  const { database } = parts
  if (database === null) return sayAlone(caller, propose, dryRun)
  const work = (): Promise<Shown | null> => attempts(database)
  return dryRun ? work() : oneAfterAnother(database, work)

  async function attempts(database: UserDatabase): Promise<Shown | null> {
    for (let attempt = 1; ; attempt++) {
      try {
        const model = database.schema()
        const { changes, say, noted = [] } = await propose(caller, model)
        const definitions = await definitionsOf(database, model, changes)
        const plan = planChanges({ model, changes, definitions, concurrentIndexes })
        const making = { actor: caller.actor, parts, database, plan, say, noted }
        return dryRun ? await show(making) : await make(making, confirm)
      } catch (error) {
        if (!(error instanceof SchemaChangedError) || attempt === ATTEMPTS) throw error
        await database.refresh()
      }
    }
  }
}

const latest = new WeakMap<UserDatabase, Promise<unknown>>()

/**
 * Changes by this process queue here, each proposed for what the one before it has left, and not at the
 * lock of the database: whoever waits there holds a connection, and who has the lock may need another.
 */
function oneAfterAnother<T>(database: UserDatabase, work: () => Promise<T>): Promise<T> {
  const result = (latest.get(database) ?? Promise.resolve()).then(work)
  // Whoever waits for this one is told; the next in line has a turn either way.
  latest.set(
    database,
    result.catch(() => undefined),
  )
  return result
}

async function definitionsOf(
  { db }: UserDatabase,
  model: SchemaModel,
  changes: readonly SchemaChange[],
): Promise<Definitions> {
  try {
    return await readDefinitions(db, model, changes)
  } catch (error) {
    throw toChangeError(model.dialect, error, NO_TABLE, 'select')
  }
}

interface Making extends Required<Pick<Proposal, 'say' | 'noted'>> {
  readonly actor: Actor
  readonly parts: RouteParts
  readonly database: UserDatabase
  readonly plan: SchemaPlan
}

async function show(making: Making): Promise<Shown> {
  const { statements, warnings } = making.plan
  await undone((end) => write(making, null, end))
  return { statements: statements.map(({ sql }) => sql), warnings }
}

async function make(making: Making, confirm: boolean): Promise<null> {
  const { database, plan } = making
  const { db, introspect } = database
  const lossy = plan.warnings.find((warning) => warning.lossy)
  if (lossy !== undefined && !confirm)
    throw new ChangeRefusedError(
      'not-confirmed',
      `${lossy.message} Ask with "confirm=true" if that is meant.`,
    )
  let tell: () => void = () => undefined
  const within: RunOptions['within'] = async (transaction, last) => {
    tell = await write(making, transaction, last)
  }
  await runPlan(db, plan, { confirm, introspect, within })
  tell()
  if (plan.statements.length > 0) await (database.catchUp?.() ?? database.refresh())
  return null
}

/** Says what is to be said, and that tables have changed. */
function write(
  { actor, parts, database, plan, say, noted }: Making,
  transaction: AnyDatabase | null,
  end: () => Promise<void> | void,
): Promise<() => void> {
  return database.write(transaction, actor, async (session, system) => {
    const before = withClosed(session.schema, database)
    if (plan.statements.length > 0) assertSeen(before, plan)
    await say({ session, system, before, schema: schemaAfter(before, plan), model: plan.after })
    if (plan.statements.length > 0) {
      for (const change of noted) await parts.noted?.(system, actor, change)
      await parts.changed?.(system, 'schema')
    }
    await end()
  })
}

/**
 * Names are followed by what is seen, which lags behind the tables for a moment where ours lie in another database.
 *
 * @throws SchemaChangedError where what is seen is not what the plan was made for
 */
function assertSeen(seen: SchemaModel, { before }: SchemaPlan): void {
  for (const [id, { columns }] of Object.entries(before.tables)) {
    const there = new Set(seen.tables[id]?.columns.map(({ name }) => name))
    if (!columns.every(({ name }) => there.has(name))) throw new SchemaChangedError()
  }
}

/** Without a way to the tables, words are all that there is. */
async function sayAlone(caller: Session, propose: Propose, dryRun: boolean): Promise<Shown | null> {
  const { changes, say } = await propose(caller, caller.schema)
  if (changes.length > 0)
    throw new UnprocessableContentError('This server has no way to change tables.')
  const write = (end?: () => void): Promise<void> =>
    caller.transaction(async (session) => {
      const { schema } = session
      await say({ session, system: session, before: schema, schema, model: null })
      end?.()
    })
  if (!dryRun) {
    await write()
    return null
  }
  await undone(write)
  return { statements: [], warnings: [] }
}

/** Ends a transaction that did what it should, so that nothing of it stays. */
class Undone extends Error {}

async function undone(work: (end: () => void) => Promise<unknown>): Promise<void> {
  try {
    await work(() => {
      throw new Undone('A dry run leaves nothing behind.')
    })
  } catch (error) {
    if (!(error instanceof Undone)) throw error
  }
}

/** What is seen, with the user's tables as they will be. */
function schemaAfter(seen: SchemaModel, { before, after, statements }: SchemaPlan): SchemaModel {
  if (statements.length === 0) return seen
  const isThere = ([id]: readonly [string, unknown]): boolean =>
    Object.hasOwn(after.tables, id) || !Object.hasOwn(before.tables, id)
  const tables = {
    ...Object.fromEntries(Object.entries(seen.tables).filter(isThere)),
    ...after.tables,
  }
  return { ...seen, tables, enums: { ...seen.enums, ...after.enums } }
}
