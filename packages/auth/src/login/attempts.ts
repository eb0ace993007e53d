import { TooManyAttemptsError } from '../errors.js'
import type { AttemptLimit } from '../options.js'

/** Keys that are remembered at a time; then the oldest goes, so that nobody fills the memory. */
const MAX_KEYS = 100_000

interface Window {
  used: number
  readonly end: number
}

/** Counts attempts in windows of time. Each server counts its own. */
export class Attempts {
  readonly #limit: AttemptLimit
  readonly #now: () => number
  readonly #windows = new Map<string, Window>()

  constructor(limit: AttemptLimit, now: () => number) {
    this.#limit = limit
    this.#now = now
  }

  /**
   * Notes one more attempt.
   *
   * @throws TooManyAttemptsError
   */
  take(key: string): void {
    const { points } = this.#limit
    const window = this.#windowOf(key)
    window.used++
    if (window.used > points) throw new TooManyAttemptsError(points, new Date(window.end))
  }

  #windowOf(key: string): Window {
    const known = this.#windows.get(key)
    if (known !== undefined && known.end > this.#now()) return known
    const window = { used: 0, end: this.#now() + this.#limit.duration }
    // Windows are all of one length, so the first in the map is the first to end.
    this.#windows.delete(key)
    this.#windows.set(key, window)
    const [oldest] = this.#windows.keys()
    if (this.#windows.size > MAX_KEYS && oldest !== undefined) this.#windows.delete(oldest)
    return window
  }
}

/** The limits of everything that checks credentials: by account, and by address. */
export class CredentialLimits {
  readonly #accounts: Attempts
  readonly #addresses: Attempts

  constructor(account: AttemptLimit, address: AttemptLimit, now: () => number) {
    this.#accounts = new Attempts(account, now)
    this.#addresses = new Attempts(address, now)
  }

  /** @throws TooManyAttemptsError */
  take(account: string, ip: string | null): void {
    // Whoever has no address shares one limit with all the others.
    this.#addresses.take(ip ?? '')
    this.#accounts.take(account)
  }
}
