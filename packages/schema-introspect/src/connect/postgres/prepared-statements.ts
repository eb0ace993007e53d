import { createHash } from 'node:crypto'

const MAX_STATEMENTS = 256

/**
 * Which statements one connection keeps prepared on the server: the ones used last, so that
 * neither side fills up. A text gets a name when it comes a second time; most texts never do.
 */
export class PreparedStatements {
  readonly #names = new Map<string, string>()
  readonly #seenOnce = new Set<string>()
  #generation = 0

  /** The name for a text, undefined for one that is not worth preparing or has no room yet. */
  nameFor(sql: string): string | undefined {
    return this.known(sql) ?? this.#admit(sql)
  }

  /** The name for a text that has one. */
  known(sql: string): string | undefined {
    const name = this.#names.get(sql)
    if (name === undefined) return undefined
    this.#names.delete(sql)
    this.#names.set(sql, name)
    return name
  }

  /** The server no longer knows the statement as we do. Answers the name to be deallocated. */
  forget(sql: string): string | undefined {
    const name = this.#names.get(sql)
    this.#names.delete(sql)
    return name
  }

  /** The name of the statement that has to go before another can be prepared. */
  evict(): string | undefined {
    if (this.#names.size <= MAX_STATEMENTS) return undefined
    const [oldest] = this.#names.keys()
    return oldest === undefined ? undefined : this.forget(oldest)
  }

  #admit(sql: string): string | undefined {
    if (!this.#seenOnce.delete(sql)) {
      if (this.#seenOnce.size >= MAX_STATEMENTS) this.#seenOnce.clear()
      this.#seenOnce.add(sql)
      return undefined
    }
    // A name is never used twice: pg remembers the text of each, also after it was deallocated.
    const hash = createHash('sha1').update(sql).digest('hex').slice(0, 16)
    const name = `relvar_${hash}_${this.#generation++}`
    this.#names.set(sql, name)
    return name
  }
}
