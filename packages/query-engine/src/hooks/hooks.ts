import type { Relationship, Table, TableId } from '@relvar/schema-introspect/model'
import type { Actor } from '../actor.js'
import type { Key, ReadQuery, Row } from '../query/query.js'
import type { Session } from '../session.js'

export type WriteEventName = 'items.create' | 'items.update' | 'items.delete'

/** A write on its way. */
export interface Change {
  readonly name: WriteEventName
  readonly collection: string
  /** The new values as sent; empty for a delete, and for a hook that is told several rows with values of their own. */
  readonly payload: Row
  /** The rows it is about; empty while a create has not happened yet. */
  readonly keys: readonly Key[]
  /** Each of the rows before and after the write, for hooks within the transaction that ask for them; else empty. */
  readonly rows: readonly RowChange[]
  readonly actor: Actor
  /** The transaction that the write happens in. */
  readonly session: Session
  /** The same transaction, past every policy: for hooks that keep books of what is done. */
  readonly system: Session
  /** The same transaction, by the rights of somebody else. */
  readonly as: (actor: Actor) => Session
  readonly place: WritePlace
  /**
   * Has something done when all writes of the transaction are, just before the commit: looking whether
   * what has come of them may stay. Throwing undoes the transaction. Once for each key, however many
   * writes ask for it; the first asks for all.
   */
  readonly beforeCommit: (key: object, work: () => Promise<void>) => void
}

/**
 * Where a write stands among those nested in each other: an object for each. Nested writes name the one
 * that they are nested in, whose hooks run after theirs.
 */
export interface WritePlace {
  /** null of a write that is nested in no other. */
  readonly parent: {
    readonly place: WritePlace
    /** By which the parent's rows link to these. */
    readonly relationship: Relationship
  } | null
}

/**
 * What a write did to a row: all its columns in wire form, as a read by {@link SYSTEM} gives them. Columns
 * that the model marks as secret are ten asterisks, or null. What database triggers do to a row is
 * part of `after`; what foreign keys do to other rows is not told.
 */
export interface RowChange {
  readonly key: Key
  /** The fields that were sent for it; their values, which may be secret, are not told. */
  readonly fields: readonly string[]
  /** null of a row that was made. */
  readonly before: Row | null
  /** null of a row that is gone. */
  readonly after: Row | null
}

/** A committed fact. */
export interface Event {
  readonly id: string
  readonly name: WriteEventName
  readonly collection: string
  readonly keys: readonly Key[]
  readonly payload: Row
  readonly actor: Actor
  readonly at: Date
}

export interface ReadContext {
  readonly collection: string
  readonly actor: Actor
}

/** Runs before anything else; may answer another payload, or throw to stop the write. Runs again when a deadlock is retried. */
export type BeforeHook = (change: Change) => Row | undefined | Promise<Row | undefined>
/**
 * Runs after the statements, in the same transaction; throwing undoes the write. Runs again when a
 * deadlock is retried: what it writes by `session` and `system` is rolled back with everything else, an
 * effect elsewhere is not. Those belong into listeners, which run once, after the commit.
 */
export type WithinHook = (change: Change) => void | Promise<void>
/** Is told of a write once it is committed. What it throws goes to `onListenerError`. */
export type EventListener = (event: Event) => void | Promise<void>
/** May answer another query. It is resolved and guarded like any other. */
export type QueryHook = (query: ReadQuery, context: ReadContext) => ReadQuery | undefined
/** May answer other rows. */
export type ReadHook = (
  rows: readonly Row[],
  context: ReadContext,
) => readonly Row[] | Promise<readonly Row[]>

export interface HookOptions {
  /** Only for these collections; absent is all. */
  readonly collections?: readonly string[]
}

export interface WithinOptions extends HookOptions {
  /**
   * Tells the hook the rows before and after. They are read for it, a statement for all rows of a
   * write, and it is called once for all of them.
   */
  readonly rows?: boolean
  /**
   * Only for tables and actors of which it answers true; the others pay nothing for the hook. The
   * table is the whole of it, with its traits.
   */
  readonly when?: (table: Table, actor: Actor) => boolean
  /**
   * The only tables that it writes. Whoever says so lets a write be answered by its own statement: what
   * is answered does not wait for the hook, unless it is read from these. Absent is any table.
   */
  readonly writes?: readonly TableId[]
}

/** Code of others at named stages of a request. Hooks of a stage run in the order they were added. */
export interface Hooks {
  before(name: WriteEventName, hook: BeforeHook, options?: HookOptions): void
  within(name: WriteEventName, hook: WithinHook, options?: WithinOptions): void
  on(name: WriteEventName, listener: EventListener, options?: HookOptions): void
  query(hook: QueryHook, options?: HookOptions): void
  read(hook: ReadHook, options?: HookOptions): void
}

interface Entry<T> {
  readonly name: string
  readonly hook: T
  readonly collections: readonly string[] | undefined
}

/** A hook within the transaction, and whether it is told the rows. */
interface Within {
  readonly hook: WithinHook
  readonly rows: boolean
  readonly when: NonNullable<WithinOptions['when']>
  readonly writes: readonly TableId[] | null
}

/** The hooks of one engine, as the engine sees them. */
export class HookRegistry implements Hooks {
  readonly #before: Entry<BeforeHook>[] = []
  readonly #within: Entry<Within>[] = []
  readonly #on: Entry<EventListener>[] = []
  readonly #query: Entry<QueryHook>[] = []
  readonly #read: Entry<ReadHook>[] = []

  before(name: WriteEventName, hook: BeforeHook, options: HookOptions = {}): void {
    this.#before.push({ name, hook, collections: options.collections })
  }

  within(name: WriteEventName, hook: WithinHook, options: WithinOptions = {}): void {
    const { collections, rows = false, when = () => true, writes = null } = options
    this.#within.push({ name, hook: { hook, rows, when, writes }, collections })
  }

  on(name: WriteEventName, hook: EventListener, options: HookOptions = {}): void {
    this.#on.push({ name, hook, collections: options.collections })
  }

  query(hook: QueryHook, options: HookOptions = {}): void {
    this.#query.push({ name: 'items.query', hook, collections: options.collections })
  }

  read(hook: ReadHook, options: HookOptions = {}): void {
    this.#read.push({ name: 'items.read', hook, collections: options.collections })
  }

  beforeHooks(name: WriteEventName, collection: string): readonly BeforeHook[] {
    return matching(this.#before, name, collection)
  }

  withinHooks(name: WriteEventName, table: Table, actor: Actor): readonly Within[] {
    return matching(this.#within, name, table.id).filter(({ when }) => when(table, actor))
  }

  /** The tables that hooks within the transaction write; null where they may be any. */
  writtenWithin(name: WriteEventName, table: Table, actor: Actor): readonly TableId[] | null {
    const written: TableId[] = []
    for (const { writes } of this.withinHooks(name, table, actor)) {
      if (writes === null) return null
      written.push(...writes)
    }
    return written
  }

  /** Whether a hook asks for the rows before and after. */
  wantsRows(name: WriteEventName, table: Table, actor: Actor): boolean {
    return this.withinHooks(name, table, actor).some(({ rows }) => rows)
  }

  listeners(name: WriteEventName, collection: string): readonly EventListener[] {
    return matching(this.#on, name, collection)
  }

  /** The query that the hooks make of another. */
  narrowed(query: ReadQuery, context: ReadContext): ReadQuery {
    const hooks = matching(this.#query, 'items.query', context.collection)
    return hooks.reduce((current, hook) => hook(current, context) ?? current, query)
  }

  readHooks(collection: string): readonly ReadHook[] {
    return matching(this.#read, 'items.read', collection)
  }
}

function matching<T>(entries: readonly Entry<T>[], name: string, collection: string): readonly T[] {
  if (entries.length === 0) return []
  return entries
    .filter((entry) => entry.name === name && (entry.collections?.includes(collection) ?? true))
    .map((entry) => entry.hook)
}

/** Hooks to be handed to `createEngine`. */
export function createHooks(): HookRegistry {
  return new HookRegistry()
}
