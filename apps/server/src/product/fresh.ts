import type { OverlaySource } from '@relvar/data-model'
import type { HeldRights, RightsStore, Subject } from '@relvar/rbac/store'
import { type Marks, readMark, readMarks } from '@relvar/system'
import type { Door } from './door.js'

/** What is held in memory of what marks stand for. */
export interface Held {
  readonly rights: RightsStore
  readonly overlay: OverlaySource
}

type SchemaMark = Pick<Marks, 'schema'>

/**
 * Rights, overlay and schema in memory, read anew for whoever bears another mark than the one that they
 * were read for. Marks are asked for before all else is read, so nobody holds what is older than their mark.
 */
export class Fresh {
  readonly #held: Held
  readonly #door: Door
  #refreshSchema: () => Promise<unknown> = () => Promise.resolve()
  #readFor: string | null = null
  #overlayMark: Marks['overlay'] | undefined
  #schemaMark: Marks['schema'] = null
  #reading: Promise<void> = Promise.resolve()

  constructor(held: Held, door: Door) {
    this.#held = held
    this.#door = door
  }

  /**
   * Reads everything for the first time.
   *
   * @param marks as they were before the schema was read
   * @param refreshSchema reads the schema anew
   */
  async begin({ schema }: SchemaMark, refreshSchema: () => Promise<unknown>): Promise<void> {
    this.#schemaMark = schema
    this.#refreshSchema = refreshSchema
    this.#overlayMark = undefined
    this.#readFor = null
    await this.catchUp()
  }

  /** Reads whatever has changed since it was read. */
  async catchUp(): Promise<void> {
    await this.#readNewerThan(await this.mark())
  }

  mark(): Promise<string> {
    return readMark(this.#door.system(), this.#door)
  }

  /** @param mark what is held is no older than it; without one, than what anybody was found under last */
  async heldBy(subject: Subject, mark?: string): Promise<HeldRights> {
    await this.#readNewerThan(mark ?? this.#readFor ?? (await this.mark()))
    return this.#held.rights.heldBy(subject)
  }

  /** One read after another, and none for those who find it done when their turn comes. */
  async #readNewerThan(mark: string): Promise<void> {
    if (this.#readFor === mark) return
    const read = async (): Promise<void> => {
      if (this.#readFor === mark) return
      await this.#read()
      this.#readFor = mark
    }
    const reading = this.#reading.then(read)
    // Whoever waits for this one is told; the next in line tries for itself.
    this.#reading = reading.catch(() => undefined)
    await reading
  }

  /** Rights are short; the overlay and the schema only where their own marks have changed. */
  async #read(): Promise<void> {
    const { rights, overlay } = this.#held
    const session = this.#door.system()
    const marks = await readMarks(session, this.#door)
    await rights.read(session, this.#door)
    if (marks.schema !== this.#schemaMark) await this.#refreshSchema()
    if (marks.overlay !== this.#overlayMark) await overlay.read(session, this.#door)
    this.#schemaMark = marks.schema
    this.#overlayMark = marks.overlay
  }
}
