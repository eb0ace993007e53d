import type { Table } from '@relvar/schema-introspect/model'
import type { Actor } from '../actor.js'
import type { EngineCore } from '../engine.js'
import { ForbiddenError, InvalidPayloadError } from '../errors.js'
import type { Executor } from '../execute/executor.js'
import type { Event, WriteEventName } from '../hooks/hooks.js'
import type { Key, Row } from '../query/query.js'
import { unknownTable } from '../resolve/resolution.js'
import type { Session } from '../session.js'

/** The state of one transaction. */
export interface Writing {
  readonly core: EngineCore
  readonly actor: Actor
  /** Over the transaction's own connection. */
  readonly executor: Executor
  /** Joins the transaction. */
  readonly session: Session
  readonly signal: AbortSignal | undefined
  /** What is to be told once it is committed. */
  readonly events: Event[]
  readonly now: Date
  /** Rows written so far. */
  rows: number
}

/** Notes that so many more rows are written. */
export function countRows(writing: Writing, rows: number): void {
  writing.rows += rows
  const { maxBatch } = writing.core.limits
  if (maxBatch !== null && writing.rows > maxBatch) {
    throw new InvalidPayloadError(
      `A request writes at most ${maxBatch} items, nested ones included (MAX_BATCH_MUTATION).`,
    )
  }
}

/** The table as the actor sees it. */
export function visibleTable(writing: Writing, id: string): Table {
  const { tables } = writing.core.visibleTo(writing.actor)
  const table = Object.hasOwn(tables, id) ? tables[id] : undefined
  if (table === undefined) throw unknownTable(id)
  return table
}

const DONE = { create: 'created', update: 'updated', delete: 'deleted', read: 'read' } as const

/** @throws ForbiddenError where the database or the policy does not allow the action, saying why */
export function assertAction(
  writing: Writing,
  table: Table,
  action: Table['actions'][number],
): void {
  if (table.actions.includes(action)) return
  const real = writing.core.schema.tables[table.id] ?? table
  throw new ForbiddenError(
    `Items of "${table.id}" cannot be ${DONE[action]}: ${reasonAgainst(real, action)}.`,
  )
}

/** What the database itself does not allow is no secret: it is the same for everybody. */
function reasonAgainst(table: Table, action: Table['actions'][number]): string {
  if (table.actions.includes(action)) return 'you have no permission'
  const kind = table.kind.replace('-', ' ')
  return table.primaryKey.length === 0
    ? `the ${kind} has no primary key`
    : `the ${kind} is not updatable`
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
    const { actor, session } = writing
    current =
      (await hook({ name, collection: table.id, payload: current, keys, actor, session })) ??
      current
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
): Promise<void> {
  const { core, actor, session } = writing
  for (const hook of core.hooks.withinHooks(name, table.id)) {
    await hook({ name, collection: table.id, payload, keys, actor, session })
  }
  if (core.hooks.listeners(name, table.id).length === 0) return
  writing.events.push({
    id: crypto.randomUUID(),
    name,
    collection: table.id,
    keys,
    payload,
    actor,
    at: writing.now,
  })
}
