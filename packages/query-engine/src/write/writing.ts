import type { Relationship, Table } from '@relvar/schema-introspect/model'
import type { Actor } from '../actor.js'
import { SYSTEM } from '../actor.js'
import type { EngineCore } from '../engine.js'
import { InvalidPayloadError, ValidationErrors } from '../errors.js'
import type { Executor } from '../execute/executor.js'
import type { Elsewhere } from '../execute/read-elsewhere.js'
import type { Change, Event, RowChange, WriteEventName, WritePlace } from '../hooks/hooks.js'
import type { Key, Row } from '../query/query.js'
import type { Session } from '../session.js'
import type { MarkComparison } from '../session/mark-comparison.js'
import type { Right } from './rights.js'

/** One call within a transaction. */
export interface Writing {
  readonly core: EngineCore
  readonly actor: Actor
  /** Over the transaction's own connection. */
  readonly executor: Executor
  /** Joins the transaction. */
  readonly session: Session
  /** Joins it too, as somebody else. */
  readonly as: (actor: Actor) => Session
  /** Reads another database in the same transaction; null where there is none. */
  readonly elsewhere: Elsewhere | null
  readonly signal: AbortSignal | undefined
  /** What has to be compared before anything is written; null where that is done. */
  readonly mark: MarkComparison | null
  readonly now: Date
  readonly place: WritePlace
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
  /** What is to be done before the commit, each once. */
  readonly beforeCommit: Map<object, () => Promise<void>>
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

/** Rows that were given the same values. */
export interface Written {
  readonly payload: Row
  readonly keys: readonly Key[]
}

/**
 * Hooks within the transaction run after the statements; events wait for the commit. Those that are
 * told the rows are told all of them together.
 */
export async function runWithin(
  writing: Writing,
  name: WriteEventName,
  table: Table,
  writes: readonly Written[],
  rows: readonly RowChange[] = [],
): Promise<void> {
  const { core, actor, now, progress } = writing
  const change = ({ payload, keys }: Written): Change =>
    changeOf(writing, name, table, payload, keys)
  for (const { hook, rows: isTold } of core.hooks.withinHooks(name, table, actor)) {
    if (isTold) await hook({ ...change(together(writes)), rows })
    else for (const each of writes) await hook(change(each))
  }
  if (core.hooks.listeners(name, table.id).length === 0) return
  for (const { payload, keys } of writes) {
    const id = crypto.randomUUID()
    progress.events.push({ id, name, collection: table.id, keys, payload, actor, at: now })
  }
}

function together(writes: readonly Written[]): Written {
  const [only] = writes
  return only !== undefined && writes.length === 1
    ? only
    : { payload: {}, keys: writes.flatMap(({ keys }) => keys) }
}

function changeOf(
  { actor, session, as, place, progress }: Writing,
  name: WriteEventName,
  table: Table,
  payload: Row,
  keys: readonly Key[],
): Change {
  const system = as(SYSTEM)
  const collection = table.id
  const beforeCommit: Change['beforeCommit'] = (key, work) => {
    if (!progress.beforeCommit.has(key)) progress.beforeCommit.set(key, work)
  }
  const who = { actor, session, system, as, place, beforeCommit }
  return { name, collection, payload, keys, rows: [], ...who }
}

/** A write with a place of its own, among others that are nested in the same one. */
export function ownPlace(writing: Writing): Writing {
  return { ...writing, place: { parent: writing.place.parent } }
}

/** For what is nested in a write. */
export function nestedIn(writing: Writing, relationship: Relationship): Writing {
  return { ...writing, place: { parent: { place: writing.place, relationship } } }
}

/** Runs the write of what is nested under a name; what fails in there says where it was. */
export async function atPath<T>(name: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (!(error instanceof ValidationErrors)) throw error
    throw new ValidationErrors(error.errors.map((each) => each.within(name)))
  }
}
