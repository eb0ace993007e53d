import type { Actor } from '../actor.js'
import type { EngineCore } from '../engine.js'
import type { CallOptions } from '../session.js'
import { MarkComparison } from './mark-comparison.js'

/**
 * The actor of a session, known anew where the mark of now is not the one they were known by. A
 * transaction goes on with what was known when it began.
 */
export class KnownActor {
  #actor: Actor
  readonly #core: EngineCore
  readonly #isInTransaction: boolean

  constructor(core: EngineCore, actor: Actor, isInTransaction: boolean) {
    this.#core = core
    this.#actor = actor
    this.#isInTransaction = isInTransaction
  }

  get now(): Actor {
    return this.#actor
  }

  /** Whether there is anything that could tell that the actor is not known rightly any more. */
  get mayBeStale(): boolean {
    const { freshness } = this.#core
    return freshness !== null && this.#actor.mark !== undefined && !this.#isInTransaction
  }

  /** What is to be compared before anything is written; null where nothing could differ. */
  get comparison(): MarkComparison | null {
    const { mark } = this.#actor
    return mark === undefined || !this.mayBeStale ? null : new MarkComparison(this.#core, mark)
  }

  /** Whether the mark of now, as a statement brought it along, is the one they were known by. */
  isKnownBy(told: unknown): boolean {
    return told !== undefined && told === this.#actor.mark
  }

  /** Compares with the mark of now; answers whether what was known no longer held. */
  renew({ signal }: CallOptions = {}): Promise<boolean> {
    return this.isStale(undefined, signal)
  }

  /**
   * Whether what is known of the actor no longer held; from then on it is known anew.
   *
   * @param told the mark of now where a statement brought it along; else it is read
   */
  async isStale(told: unknown, signal: AbortSignal | undefined): Promise<boolean> {
    const { freshness } = this.#core
    const known = this.#actor.mark
    if (freshness === null || !this.mayBeStale) return false
    if ((told ?? (await this.#core.readMark(signal))) === known) return false
    this.#actor = await freshness.renew(this.#actor)
    return true
  }
}
