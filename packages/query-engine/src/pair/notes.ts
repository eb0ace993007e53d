import type { TableId } from '@relvar/schema-introspect/model'
import { SYSTEM } from '../actor.js'
import type { EngineCore } from '../engine.js'
import { EngineSession } from '../engine-session.js'
import type { Key } from '../query/query.js'
import type { Session } from '../session.js'

/** Rows that were made in our database for a change in the user's. */
export interface Made {
  readonly collection: TableId
  readonly keys: readonly Key[]
}

/** What is known by now of a change that was noted: it happened, or it did not. */
interface Settled {
  readonly id: string
  /** Rows to be taken back, the last first; none where the change happened. */
  readonly taken: readonly Made[]
}

/**
 * Notes of rows that were made in our database for changes in the user's: written before the change is
 * committed there, in the transaction of those rows, and deleted when it is known what became of it. A
 * note that stays tells of a change of which nobody knows whether it happened.
 */
export class Notes {
  readonly #core: EngineCore
  readonly #table: TableId
  readonly #onError: (error: unknown) => void
  /** What could not be put down yet; the next one that can takes them along. */
  readonly #waiting = new Set<Settled>()

  /** @param onError is told why a note stays for now */
  constructor(core: EngineCore, table: TableId, onError: (error: unknown) => void) {
    this.#core = core
    this.#table = table
    this.#onError = onError
  }

  /** Answers the note's id. */
  async write(session: Session, rows: readonly Made[]): Promise<string> {
    const id = crypto.randomUUID()
    await session.create(this.#table, [{ id, rows }])
    return id
  }

  /** The change happened. Never fails: what cannot be put down now waits. */
  confirm(id: string): Promise<void> {
    return this.#settle({ id, taken: [] })
  }

  /** It did not, so what was made for it is taken back. Never fails either. */
  takeBack(id: string, made: readonly Made[]): Promise<void> {
    return this.#settle({ id, taken: made.toReversed() })
  }

  async #settle(settled: Settled): Promise<void> {
    this.#waiting.add(settled)
    try {
      for (const each of this.#waiting) {
        await this.#putDown(each)
        this.#waiting.delete(each)
      }
    } catch (error) {
      this.#onError(error)
    }
  }

  async #putDown({ id, taken }: Settled): Promise<void> {
    const { executor } = this.#core
    const session = new EngineSession(this.#core, SYSTEM, executor, null)
    await session.transaction(async (inner) => {
      for (const { collection, keys } of taken) await inner.delete(collection, { keys })
      await inner.delete(this.#table, { keys: [id] })
    })
  }
}
