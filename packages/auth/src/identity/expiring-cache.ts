interface Entry<T> {
  readonly value: T
  readonly until: number
}

/** Values that are good for a while, up to a number of them. */
export class ExpiringCache<T> {
  readonly #size: number
  readonly #now: () => number
  readonly #entries = new Map<string, Entry<T>>()

  /** @param now milliseconds since 1970 */
  constructor(size: number, now: () => number) {
    this.#size = size
    this.#now = now
  }

  get(key: string): T | undefined {
    const entry = this.#entries.get(key)
    if (entry === undefined || entry.until > this.#now()) return entry?.value
    this.#entries.delete(key)
    return undefined
  }

  /** @param until when it is good no more */
  set(key: string, value: T, until: number): void {
    this.#entries.delete(key)
    this.#entries.set(key, { value, until })
    if (this.#entries.size <= this.#size) return
    // What was found first is what ends first, or nearly so.
    const [oldest] = this.#entries.keys()
    if (oldest !== undefined) this.#entries.delete(oldest)
  }

  delete(key: string): void {
    this.#entries.delete(key)
  }
}
