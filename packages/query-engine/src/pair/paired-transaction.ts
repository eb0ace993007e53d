import type { TableId } from '@relvar/schema-introspect/model'
import { type Actor, SYSTEM } from '../actor.js'
import { DatabaseUnavailableError, TimeoutError } from '../errors.js'
import type { Elsewhere } from '../execute/read-elsewhere.js'
import type { Key } from '../query/query.js'
import type { Session } from '../session.js'
import { ATTEMPTS, pauseBefore } from '../write/transaction.js'
import type { Made } from './notes.js'
import type { Pair, SideName } from './pair.js'
import type { PairedSession } from './paired-session.js'
import { Side } from './side.js'

/** Who writes, and what makes their sessions within a transaction. */
export interface PairedContext {
  readonly pair: Pair
  readonly actor: Actor
  readonly signal: AbortSignal | undefined
  readonly join: (transaction: PairedTransaction, actor: Actor) => PairedSession
}

/** Runs `work` in a transaction over both databases, again where one of them gave up to resolve a conflict. */
export async function runPaired<T>(
  context: PairedContext,
  work: (session: Session) => Promise<T>,
): Promise<T> {
  for (let number = 1; ; number++) {
    const transaction = new PairedTransaction(context)
    try {
      return await transaction.run(work)
    } catch (error) {
      const isLast = number >= ATTEMPTS || context.signal?.aborted === true
      if (isLast || !(await transaction.isWorthRepeating(error))) throw error
      await pauseBefore(number)
    }
  }
}

/**
 * One run of a transaction over two databases. Each part begins with the first write to its database. No
 * database waits for another, so the two commits are two: ours is first, with a note that it is about
 * a change not known to have happened. The user's follows, and then the note goes, or what
 * was made is taken back.
 */
export class PairedTransaction {
  readonly #context: PairedContext
  readonly #sides: Readonly<Record<SideName, Side>>
  readonly #sessions = new Map<Actor, PairedSession>()
  readonly #made: Made[] = []

  constructor(context: PairedContext) {
    const { pair, actor, signal } = context
    const join = (writing: { readonly actor: Actor }): Session => this.sessionOf(writing.actor)
    const elsewhere = (whose: Actor): Elsewhere => this.sessionOf(whose)
    const side = (name: SideName): Side =>
      new Side({ core: pair[name], actor, executor: pair[name].executor, signal, join, elsewhere })
    this.#context = context
    this.#sides = { user: side('user'), own: side('own') }
  }

  /** The one session of somebody that leads to both parts. */
  sessionOf(actor: Actor): PairedSession {
    const session = this.#sessions.get(actor) ?? this.#context.join(this, actor)
    this.#sessions.set(actor, session)
    return session
  }

  side(name: SideName): Side {
    return this.#sides[name]
  }

  /** Remembers rows of ours, in case the user's part fails. */
  noteMade(collection: TableId, keys: readonly Key[]): void {
    this.#made.push({ collection, keys })
  }

  async run<T>(work: (session: Session) => Promise<T>): Promise<T> {
    const { user, own } = this.#sides
    try {
      const result = await work(this.sessionOf(this.#context.actor))
      await user.finish()
      await own.finish()
      await this.#commit()
      return result
    } catch (error) {
      await this.#rollBack()
      throw error
    } finally {
      this.#sessions.clear()
    }
  }

  async isWorthRepeating(error: unknown): Promise<boolean> {
    const { user, own } = this.#sides
    return (await user.isWorthRepeating(error)) || own.isWorthRepeating(error)
  }

  async #commit(): Promise<void> {
    const { user, own } = this.#sides
    const note = user.isBegun && own.isBegun ? await this.#note() : null
    await this.#commitOwn(note)
    await this.#commitUsers(note)
    if (note !== null) await this.#context.pair.notes?.confirm(note)
    own.publish()
    user.publish()
  }

  async #note(): Promise<string | null> {
    const { notes } = this.#context.pair
    if (notes === null || this.#made.length === 0) return null
    return notes.write(await this.#sides.own.session(SYSTEM), this.#made)
  }

  /** Also where it is not known whether it was done: the note that may be there goes. */
  async #commitOwn(note: string | null): Promise<void> {
    try {
      await this.#sides.own.commit()
    } catch (error) {
      await this.#takeBack(note)
      throw error
    }
  }

  /** Where nobody knows what became of it the note stays, and says so. */
  async #commitUsers(note: string | null): Promise<void> {
    try {
      await this.#sides.user.commit()
    } catch (error) {
      if (!this.#isUnknown(error)) await this.#takeBack(note)
      throw error
    }
  }

  #rollBack(): Promise<unknown> {
    return Promise.all([this.#sides.user.rollBack(), this.#sides.own.rollBack()])
  }

  /** Lets go of both first: SQLite has one writer. */
  async #takeBack(note: string | null): Promise<void> {
    if (note === null) return
    await this.#rollBack()
    await this.#context.pair.notes?.takeBack(note, this.#made)
  }

  #isUnknown(error: unknown): boolean {
    const isUnanswered = error instanceof DatabaseUnavailableError || error instanceof TimeoutError
    return isUnanswered || this.#context.signal?.aborted === true
  }
}
