import type { TableId } from '@relvar/schema-introspect/model'
import type { Actor } from '../actor.js'
import { type Engine, EngineCore, type EngineOptions } from '../engine.js'
import { createHooks, type HookRegistry } from '../hooks/hooks.js'
import { Notes } from './notes.js'
import { isOwn } from './pair.js'
import { PairedSession } from './paired-session.js'

/** Two engines, whose sessions are one. */
export interface PairOptions<TActor extends Actor> {
  /** Over the user's database. Its schema has the tables of the other, too, with the trait `elsewhere`. */
  readonly user: Omit<EngineOptions<TActor>, 'hooks' | 'freshness'>
  /** Over our own database. What is known of actors is asked there. */
  readonly own: Omit<EngineOptions<TActor>, 'hooks'>
  /** Of both. */
  readonly hooks?: HookRegistry
  /** Where rows that hooks make in our database for a change in the user's are noted; nowhere unless told. */
  readonly notes?: PairNotes
}

export interface PairNotes {
  /** A table of ours with the columns `id`, a UUID, and `rows`, JSON. */
  readonly table: TableId
  /** Is told why a note stays for now, though it is known what became of the change. */
  readonly onError: (error: unknown) => void
}

/**
 * An engine over two databases, a user's and our own, for one that should hold nothing of ours. Each
 * collection is read and written where it lies; hooks of the one reach the other by their sessions. A
 * query of both is refused.
 *
 * @example
 * const engine = pairEngines({
 *   user: { db, schema: system.withTables(await introspect(db)), policy },
 *   own: { db: ours, schema: system.model, policy },
 * })
 *
 * @see docs/decisions/0045-two-databases.md
 */
export function pairEngines<TActor extends Actor = Actor>(
  options: PairOptions<TActor>,
): Engine<TActor> {
  const hooks = options.hooks ?? createHooks()
  const own = new EngineCore({ ...options.own, hooks })
  const freshness = options.own.freshness && {
    mark: (signal?: AbortSignal) => own.readMark(signal),
    renew: options.own.freshness.renew.bind(options.own.freshness),
  }
  const user = new EngineCore({ ...options.user, hooks, ...(freshness && { freshness }) })
  const { notes } = options
  const pair = {
    user,
    own,
    notes: notes === undefined ? null : new Notes(own, notes.table, notes.onError),
  }
  if (notes !== undefined) noteMade(hooks, own, notes)
  return { limits: user.limits, as: (actor) => new PairedSession(pair, actor, null) }
}

/** Rows nested in others are told as well. */
function noteMade(hooks: HookRegistry, own: EngineCore, { table }: PairNotes): void {
  hooks.within(
    'items.create',
    ({ collection, keys, session }) => {
      const transaction = session instanceof PairedSession ? session.transactionOfBoth : null
      transaction?.noteMade(collection, keys)
    },
    { when: ({ id }) => id !== table && isOwn(own, id) },
  )
}
