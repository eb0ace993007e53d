import type { Actor } from '../actor.js'
import { EngineSession } from '../engine-session.js'
import type { Elsewhere } from '../execute/read-elsewhere.js'
import { Attempt, type OpenTransaction, type TransactionContext } from '../write/transaction.js'

/** The part that one of the two databases has in a transaction: begun when it is first written to. */
export class Side {
  readonly #attempt: Attempt
  #begun: Promise<OpenTransaction> | null = null
  #isEnded = false

  constructor(context: TransactionContext) {
    this.#attempt = new Attempt(context)
  }

  get isBegun(): boolean {
    return this.#begun !== null
  }

  /** Somebody's session in it; `elsewhere` reads the other part. */
  async session(actor: Actor, elsewhere: Elsewhere | null = null): Promise<EngineSession> {
    this.#begun ??= this.#attempt.begin()
    const writing = (await this.#begun).writing(actor)
    return new EngineSession(writing.core, actor, writing.executor, writing, elsewhere)
  }

  finish(): Promise<void> {
    return this.#attempt.finish()
  }

  async commit(): Promise<void> {
    await (await this.#begun)?.commit()
    this.#isEnded = true
  }

  /** Does nothing where it has ended. Why it came to that has been thrown; a rollback that fails adds nothing: what is lost is rolled back. */
  async rollBack(): Promise<void> {
    if (this.#isEnded) return
    this.#isEnded = true
    try {
      await (await this.#begun)?.rollback()
    } catch {
      // The connection is gone, and the transaction with it.
    }
  }

  publish(): void {
    this.#attempt.publish()
  }

  /** A part that was never begun has no say: nothing of it was lost. */
  async isWorthRepeating(error: unknown): Promise<boolean> {
    return this.isBegun && this.#attempt.isWorthRepeating(error)
  }
}
