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

  /** Its own first, as one that waits may never be put down, and the others in turn, as far as that goes. */
  async #settle(settled: Settled): Promise<void> {
    const others = [...this.#waiting]
    this.#waiting.add(settled)
    for (const each of [settled, ...others]) if (!(await this.#settleOne(each))) return
  }

  /** Takes it, so that no other settles it meanwhile; what fails goes to the end. Answers whether to go on. */
  async #settleOne(settled: Settled): Promise<boolean> {
    if (!this.#waiting.delete(settled)) return true
    try {
      await this.#putDown(settled)
      return true
    } catch (error) {
      this.#waiting.add(settled)
      this.#onError(error)
      return false
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
