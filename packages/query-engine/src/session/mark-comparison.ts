import type { EngineCore } from '../engine.js'
import type { Executor } from '../execute/executor.js'

/** Whoever writes is not who they were when they were found out. Met by finding them out anew. */
export class StaleActorError extends Error {
  constructor() {
    super('What is known of the actor no longer holds.')
  }
}

/**
 * The comparison of an actor's mark with that of now, for a write: made by its first statement where
 * that brings the mark along, else by one before it, and before anything that only who is still
 * the same may do.
 */
export class MarkComparison {
  readonly #core: EngineCore
  readonly #known: string
  #isMade = false

  /** @param known the mark that the actor bears */
  constructor(core: EngineCore, known: string) {
    this.#core = core
    this.#known = known
  }

  get isMade(): boolean {
    return this.#isMade
  }

  /**
   * Compares with what a statement brought along.
   *
   * @throws StaleActorError
   */
  make(told: unknown): void {
    if (told !== this.#known) throw new StaleActorError()
    this.#isMade = true
  }

  /**
   * Asks for the mark where that was not done yet.
   *
   * @param executor over the transaction's own connection, if there is one
   * @throws StaleActorError
   */
  async ask(executor: Executor, signal: AbortSignal | undefined): Promise<void> {
    if (!this.#isMade) this.make(await this.#core.readMark(signal, executor))
  }
}
