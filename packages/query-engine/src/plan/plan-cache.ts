/** The most recently used values, up to a number of them. */
export class LruCache<T> {
  readonly #entries = new Map<string, T>()
  readonly #size: number
  /** What was used last stands last already, and need not be looked up. */
  #newest: string | undefined
  #newestValue: T | undefined

  constructor(size: number) {
    this.#size = size
  }

  get(key: string): T | undefined {
    if (key === this.#newest) return this.#newestValue
    const value = this.#entries.get(key)
    if (value === undefined) return undefined
    this.#entries.delete(key)
    this.#entries.set(key, value)
    this.#newest = key
    this.#newestValue = value
    return value
  }

  set(key: string, value: T): void {
    this.#entries.delete(key)
    this.#entries.set(key, value)
    this.#newest = key
    this.#newestValue = value
    if (this.#entries.size <= this.#size) return
    const oldest = this.#entries.keys().next()
    if (!oldest.done) this.#entries.delete(oldest.value)
  }
}
