import type { Table } from '@relvar/schema-introspect/model'
import type { Actor } from '../actor.js'
import type { EngineCore } from '../engine.js'
import { InvalidPayloadError, ValidationError, ValidationErrors } from '../errors.js'
import type { Executor } from '../execute/executor.js'
import type { Change, Event, RowChange, WriteEventName } from '../hooks/hooks.js'
import type { Key, Row } from '../query/query.js'
import type { Session } from '../session.js'
import type { Right } from './rights.js'

/** One call within a transaction. */
export interface Writing {
  readonly core: EngineCore
  readonly actor: Actor
  /** Over the transaction's own connection. */
  readonly executor: Executor
  /** Joins the transaction. */
  readonly session: Session
  /** Joins it too, and passes every policy: for hooks that keep books. */
  readonly system: () => Session
  readonly signal: AbortSignal | undefined
  readonly now: Date
  readonly progress: Progress
  /** Writes what is nested. */
  readonly items: ItemWriter
}

/** The writes of whole items, by which those nested in others are written as well. */
export interface ItemWriter {
  createRows(
    writing: Writing,
    right: Right,
    items: readonly Row[],
    wanted: readonly string[],
  ): Promise<readonly Row[]>
  updateItems(
    writing: Writing,
    id: string,
    keys: readonly Key[],
    data: Row,
  ): Promise<readonly Key[]>
  updateEach(writing: Writing, id: string, parts: readonly KeyedChanges[]): Promise<readonly Key[]>
  deleteItems(writing: Writing, id: string, keys: readonly Key[]): Promise<readonly Key[]>
}

/** What is to change in one row. */
export interface KeyedChanges {
  readonly key: Key
  readonly changes: Row
}

/** What has come of a transaction so far; all calls that join it share it. */
export interface Progress {
  /** What is to be told once it is committed. */
  readonly events: Event[]
  /** Rows written so far. */
  rows: number
  /** The first call that failed. It may have done half of its work, so nothing can be committed. */
  failure: { readonly error: unknown } | null
  /** Somebody else made a row that was to be made here if it was missing: another attempt finds it. */
  lostRace: boolean
}

/** Notes that so many more rows are written. */
export function countRows({ core, actor, progress }: Writing, rows: number): void {
  const { maxBatch } = core.limitsFor(actor)
  // What hooks write as SYSTEM is no part of what was asked for.
  if (maxBatch === null) return
  progress.rows += rows
  if (progress.rows > maxBatch) {
    throw new InvalidPayloadError(
      `A request writes at most ${maxBatch} items, nested ones included (MAX_BATCH_MUTATION).`,
    )
  }
}

/** Hooks before a write see the payload first and may change it. */
export async function runBefore(
  writing: Writing,
  name: WriteEventName,
  table: Table,
  payload: Row,
  keys: readonly Key[],
): Promise<Row> {
  let current = payload
  for (const hook of writing.core.hooks.beforeHooks(name, table.id)) {
    current = (await hook(changeOf(writing, name, table, current, keys))) ?? current
  }
  return current
}

/** Hooks within the transaction run after the statements; the event waits for the commit. */
export async function runWithin(
  writing: Writing,
  name: WriteEventName,
  table: Table,
  payload: Row,
  keys: readonly Key[],
  changes: readonly RowChange[] = [],
): Promise<void> {
  const { core, actor, now, progress } = writing
  for (const { hook, rows } of core.hooks.withinHooks(name, table.id)) {
    const change = changeOf(writing, name, table, payload, keys)
    await hook(rows ? { ...change, rows: changes } : change)
  }
  if (core.hooks.listeners(name, table.id).length === 0) return
  const id = crypto.randomUUID()
  progress.events.push({ id, name, collection: table.id, keys, payload, actor, at: now })
}

function changeOf(
  { actor, session, system }: Writing,
  name: WriteEventName,
  table: Table,
  payload: Row,
  keys: readonly Key[],
): Change {
  return { name, collection: table.id, payload, keys, rows: [], actor, session, system: system() }
}

/** Runs the write of what is nested under a name; what fails in there says where it was. */
export async function atPath<T>(name: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (!(error instanceof ValidationErrors)) throw error
    throw new ValidationErrors(
      error.errors.map(
        ({ details }) => new ValidationError({ ...details, path: [name, ...details.path] }),
      ),
    )
  }
}
