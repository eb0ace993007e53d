import type { HeldRights, RightsStore, Subject } from '@relvar/rbac/store'
import { readMark } from '@relvar/system'
import type { Door } from './door.js'

/**
 * The rights in memory, read anew whenever the mark says that they have changed. Whoever asks for the
 * mark first and for rights after gets rights that are at least as new as that mark.
 */
export class FreshRights {
  readonly #rights: RightsStore
  readonly #door: Door
  /** The mark that was asked for last, and the one under which the rights were read. */
  #wanted: string | null = null
  #readUnder: string | null = null
  #reading: Promise<void> = Promise.resolve()

  constructor(rights: RightsStore, door: Door) {
    this.#rights = rights
    this.#door = door
  }

  async mark(): Promise<string> {
    this.#wanted = await readMark(this.#door.system(), this.#door)
    return this.#wanted
  }

  async heldBy(subject: Subject): Promise<HeldRights> {
    if (this.#readUnder !== this.#wanted) await this.#readAnew()
    return this.#rights.heldBy(subject)
  }

  /** One read after another, and none for those who find it done when their turn comes. */
  #readAnew(): Promise<void> {
    const read = async (): Promise<void> => {
      const wanted = this.#wanted
      if (this.#readUnder === wanted) return
      await this.#rights.read(this.#door.system(), this.#door)
      this.#readUnder = wanted
    }
    const reading = this.#reading.then(read)
    // Whoever waits for this one is told; the next in line tries for itself.
    this.#reading = reading.catch(() => undefined)
    return reading
  }
}
