import { DatabaseBusyError } from './errors.js'

/**
 * A number of places and a line before them: each caller waits for its turn, in the order they came,
 * and no longer than a limit.
 *
 * @example
 * const turns = new Turns(2, 10_000)
 * await turns.take()
 * try {
 *   await work()
 * } finally {
 *   turns.give()
 * }
 */
export class Turns {
  readonly #limit: number
  readonly #waiting = new Set<() => void>()
  #free: number

  /**
   * @param places how many may have their turn at one time
   * @param limit how long one waits at the most, in milliseconds
   */
  constructor(places: number, limit: number) {
    this.#free = places
    this.#limit = limit
  }

  /**
   * Settles when it is the caller's turn, which lasts until `give`.
   *
   * @throws DatabaseBusyError where no turn came within the limit; the signal's reason where it aborts first
   */
  take(signal?: AbortSignal): Promise<void> {
    if (signal?.aborted === true) return Promise.reject(signal.reason)
    return this.tryTake() ? Promise.resolve() : this.#wait(signal)
  }

  /** Takes a turn where that needs no waiting; false where it would. */
  tryTake(): boolean {
    if (this.#free === 0) return false
    this.#free -= 1
    return true
  }

  /** How many wait for their turn. */
  get waiting(): number {
    return this.#waiting.size
  }

  /** Ends a turn. Whoever waits longest is next. */
  give(): void {
    const [next] = this.#waiting
    if (next === undefined) this.#free += 1
    else next()
  }

  #wait(signal: AbortSignal | undefined): Promise<void> {
    return new Promise((resolve, reject) => {
      const leave = (): void => {
        clearTimeout(timer)
        signal?.removeEventListener('abort', giveUp)
        this.#waiting.delete(begin)
      }
      const begin = (): void => {
        leave()
        resolve()
      }
      const giveUp = (): void => {
        leave()
        reject(signal?.reason)
      }
      const timer = setTimeout(() => {
        leave()
        reject(new DatabaseBusyError(this.#limit))
      }, this.#limit)
      signal?.addEventListener('abort', giveUp, { once: true })
      this.#waiting.add(begin)
    })
  }
}
