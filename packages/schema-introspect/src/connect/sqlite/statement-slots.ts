const MAX_STATEMENTS = 256

/** Where a statement is kept by a worker. */
export interface StatementPlace {
  readonly slot: number
  /** Whether its text has yet to be sent there. */
  readonly isNew: boolean
}

/**
 * Which statement is in which slot of one worker: those that were used last, so that neither side
 * fills up.
 *
 * @example
 * const slots = new StatementSlots()
 * slots.placeOf('select 1')   // { slot: 0, isNew: true }
 * slots.placeOf('select 1')   // { slot: 0, isNew: false }
 */
export class StatementSlots {
  readonly #slots = new Map<string, number>()

  /** The place of a statement, at the cost of the one used longest ago where all are taken. */
  placeOf(sql: string): StatementPlace {
    const known = this.#slots.get(sql)
    const slot = known ?? this.#free()
    // Last in the order of the map is what was used last.
    this.#slots.delete(sql)
    this.#slots.set(sql, slot)
    return { slot, isNew: known === undefined }
  }

  #free(): number {
    if (this.#slots.size < MAX_STATEMENTS) return this.#slots.size
    const [[oldest, slot] = ['', 0]] = this.#slots
    this.#slots.delete(oldest)
    return slot
  }
}
