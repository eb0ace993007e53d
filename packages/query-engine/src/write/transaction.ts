import { setTimeout as delay } from 'node:timers/promises'
import type { Actor } from '../actor.js'
import type { ErrorContext } from '../dialect/dialect.js'
import type { EngineCore } from '../engine.js'
import type { Database, Executor } from '../execute/executor.js'
import type { Elsewhere } from '../execute/read-elsewhere.js'
import type { Event } from '../hooks/hooks.js'
import type { Session } from '../session.js'
import { itemWriter } from './item-writer.js'
import type { Progress, Writing } from './writing.js'

export const ATTEMPTS = 5

const WRITING: ErrorContext = { kind: 'write', table: null, rows: [] }

type Work<T> = (writing: Writing) => Promise<T>

/** Who writes, and by which connections. */
export interface TransactionContext {
  readonly core: EngineCore
  readonly actor: Actor
  readonly executor: Executor
  readonly signal: AbortSignal | undefined
  /** Makes a session that joins the transaction, of the actor that writes. */
  readonly join: (writing: Writing) => Session
  /** Reads another database in the same transaction; absent where there is none. */
  readonly elsewhere?: (actor: Actor) => Elsewhere
}

/**
 * Runs `work` in a transaction, again where the database gave up to resolve a conflict. Events are
 * told after the commit; a listener that throws undoes nothing.
 */
export function runTransaction<T>(context: TransactionContext, work: Work<T>): Promise<T> {
  return repeated(context, (attempt) => attempt.run(work))
}

/** Runs `work` that writes by one statement, which commits by itself; again as `runTransaction` does. */
export function runAlone<T>(context: TransactionContext, work: Work<T>): Promise<T> {
  return repeated(context, (attempt) => attempt.runAlone(work))
}

async function repeated<T>(
  context: TransactionContext,
  run: (attempt: Attempt) => Promise<T>,
): Promise<T> {
  for (let number = 1; ; number++) {
    const attempt = new Attempt(context)
    try {
      const result = await run(attempt)
      attempt.publish()
      return result
    } catch (error) {
      const isLast = number >= ATTEMPTS || context.signal?.aborted === true
      if (isLast || !(await attempt.isWorthRepeating(error))) throw error
      await pauseBefore(number)
    }
  }
}

/** Whoever won the conflict needs a moment to finish; the others should not meet again at once. */
export async function pauseBefore(attempt: number): Promise<void> {
  await delay(Math.random() * 10 * 2 ** attempt)
}

/** A transaction that is ended by hand, for one that has to end together with another. */
export interface OpenTransaction {
  /** For calls of somebody within it. */
  writing(actor: Actor): Writing
  commit(): Promise<void>
  rollback(): Promise<void>
}

/** One run of a transaction. */
export class Attempt {
  readonly #context: TransactionContext
  /** By the schema as it was when it began. */
  readonly #core: EngineCore
  readonly #progress: Progress = {
    events: [],
    beforeCommit: new Map(),
    rows: 0,
    failure: null,
    lostRace: false,
  }
  /** What writes by one statement may be done where nobody heard of it. */
  #isAlone = false
  #inside: Executor | null = null
  #thrown: { readonly error: unknown } | null = null

  constructor(context: TransactionContext) {
    this.#context = context
    this.#core = context.core.pinned
  }

  /** Tells what happened, once it is committed. */
  publish(): void {
    for (const event of this.#progress.events) void publish(this.#context.core, event)
  }

  async run<T>(work: Work<T>): Promise<T> {
    const { executor, signal } = this.#context
    const started = performance.now()
    try {
      return await executor.db
        .transaction()
        .execute((transaction) => this.#perform(executor.over(transaction), work))
    } catch (error) {
      // What `work` threw has its name; a rollback that fails after it adds nothing.
      if (this.#thrown !== null) throw this.#thrown.error
      // Begin and commit can fail as well, e.g. by a constraint that is checked last.
      throw executor.named(error, WRITING, signal, started)
    }
  }

  /** In a transaction that somebody else has begun and is going to end; `publish` is theirs to call after it. */
  join<T>(transaction: Database, work: Work<T>): Promise<T> {
    return this.#perform(this.#context.executor.over(transaction), work)
  }

  /** @throws what a driver throws, by its name, as the ways to end it do */
  async begin(): Promise<OpenTransaction> {
    const { executor } = this.#context
    const now = new Date()
    const transaction = await this.#named(() => executor.db.startTransaction().execute())
    const inside = executor.over(transaction)
    this.#inside = inside
    return {
      writing: (actor) => this.#writing(inside, actor, now),
      commit: () => this.#named(() => transaction.commit().execute()),
      rollback: () => this.#named(() => transaction.rollback().execute()),
    }
  }

  /** What is left to do before the commit, which must not come where this throws. */
  async finish(): Promise<void> {
    for (const last of this.#progress.beforeCommit.values()) await last()
    this.#context.signal?.throwIfAborted()
    if (this.#progress.failure !== null) throw this.#progress.failure.error
  }

  async #named<T>(work: () => Promise<T>): Promise<T> {
    const { executor, signal } = this.#context
    const started = performance.now()
    try {
      return await work()
    } catch (error) {
      throw executor.named(error, WRITING, signal, started)
    }
  }

  /** What was lost on its way may have been done, so it counts as begun. */
  runAlone<T>(work: Work<T>): Promise<T> {
    const { actor, executor } = this.#context
    this.#isAlone = true
    return work(this.#writing(executor, actor, new Date()))
  }

  async #perform<T>(executor: Executor, work: Work<T>): Promise<T> {
    this.#inside = executor
    const writing = this.#writing(executor, this.#context.actor, new Date())
    try {
      const result = await work(writing)
      await this.finish()
      return result
    } catch (error) {
      this.#thrown = { error }
      throw error
    }
  }

  #writing(executor: Executor, actor: Actor, now: Date): Writing {
    const { signal, join, elsewhere } = this.#context
    const writing: Omit<Writing, 'session'> & { session: Session | null } = {
      core: this.#core,
      actor,
      executor,
      session: null,
      as: (other) => this.#writing(executor, other, now).session,
      elsewhere: elsewhere?.(actor) ?? null,
      signal,
      mark: null,
      now,
      place: { parent: null },
      progress: this.#progress,
      items: itemWriter,
    }
    // The two know each other.
    writing.session = join(writing as Writing)
    return writing as Writing
  }

  async isWorthRepeating(error: unknown): Promise<boolean> {
    if (this.#progress.lostRace) return true
    const { core } = this.#context
    const { dialect } = core
    const cause = error instanceof Error && error.cause !== undefined ? error.cause : error
    if (dialect.isRetryable(cause)) return true
    // A connection that was lost before anything was done may be replaced by another.
    const isUntouched = !this.#isAlone && this.#inside?.hasAnswered !== true
    if (isUntouched && dialect.isConnectionLost(cause)) return true
    return dialect.isStaleSchema(cause) && (await core.refreshed())
  }
}

async function publish(core: EngineCore, event: Event): Promise<void> {
  for (const listener of core.hooks.listeners(event.name, event.collection)) {
    try {
      await listener(event)
    } catch (error) {
      core.onListenerError(error)
    }
  }
}
