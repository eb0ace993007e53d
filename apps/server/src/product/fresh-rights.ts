import type { HeldRights, RightsStore, Subject } from '@relvar/rbac/store'
import { readMark } from '@relvar/system'
import type { Door } from './door.js'

/**
 * The rights in memory, read anew for whoever bears another mark than the one that they were read
 * for. Marks are asked for before rights are read, so nobody holds rights that are older than their mark.
 */
export class FreshRights {
  readonly #rights: RightsStore
  readonly #door: Door
  #readFor: string | null = null
  #reading: Promise<void> = Promise.resolve()

  constructor(rights: RightsStore, door: Door) {
    this.#rights = rights
    this.#door = door
  }

  mark(): Promise<string> {
    return readMark(this.#door.system(), this.#door)
  }

  /** @param mark what is held is no older than it; without one, than what anybody was found under last */
  async heldBy(subject: Subject, mark?: string): Promise<HeldRights> {
    await this.#readNewerThan(mark ?? this.#readFor ?? (await this.mark()))
    return this.#rights.heldBy(subject)
  }

  /** One read after another, and none for those who find it done when their turn comes. */
  async #readNewerThan(mark: string): Promise<void> {
    if (this.#readFor === mark) return
    const read = async (): Promise<void> => {
      if (this.#readFor === mark) return
      await this.#rights.read(this.#door.system(), this.#door)
      this.#readFor = mark
    }
    const reading = this.#reading.then(read)
    // Whoever waits for this one is told; the next in line tries for itself.
    this.#reading = reading.catch(() => undefined)
    await reading
  }
}
