import { isIP } from 'node:net'
import { TooManyAttemptsError } from '../errors.js'
import type { AttemptLimit } from '../options.js'
import { digest } from '../secrets/random-token.js'

/** Keys that are remembered at a time; then the oldest goes, so that nobody fills the memory. */
const MAX_KEYS = 100_000

interface Window {
  used: number
  readonly end: number
}

/**
 * Counts attempts in windows of time. Each server counts its own.
 *
 * @example
 * const attempts = new Attempts({ points: 5, duration: 60_000 })
 * attempts.take(addressKey(ip))   // the sixth in a minute throws
 */
export class Attempts {
  readonly #limit: AttemptLimit
  readonly #now: () => number
  readonly #windows = new Map<string, Window>()

  /** @param now milliseconds since 1970 */
  constructor(limit: AttemptLimit, now: () => number = Date.now) {
    this.#limit = limit
    this.#now = now
  }

  /**
   * Notes one more attempt. Answers null, or, where that was one too many, what says when the next may
   * be made.
   */
  note(key: string): TooManyAttemptsError | null {
    const { points } = this.#limit
    const window = this.#windowOf(key)
    window.used++
    return window.used > points ? new TooManyAttemptsError(points, new Date(window.end)) : null
  }

  /**
   * The same.
   *
   * @throws TooManyAttemptsError
   */
  take(key: string): void {
    const refused = this.note(key)
    if (refused !== null) throw refused
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
    this.takeAddress(ip)
    // What is sent as an account may be as long as a body may be: it is not kept.
    this.#accounts.take(digest(account))
  }

  /**
   * For what names no account.
   *
   * @throws TooManyAttemptsError
   */
  takeAddress(ip: string | null): void {
    this.#addresses.take(addressKey(ip))
  }
}

/**
 * What the attempts of one client are counted under: its address; of IPv6 the network of 64 bits, all
 * of whose addresses are one customer's, who may take another for each attempt. Whoever has no address
 * shares a limit with all the others.
 *
 * @see https://www.rfc-editor.org/rfc/rfc6177
 */
export function addressKey(ip: string | null): string {
  if (ip === null) return ''
  if (isIP(ip) !== 6) return ip
  const [, mapped] = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(ip) ?? []
  if (mapped !== undefined) return mapped
  const [address = ''] = ip.split('%')
  const groups = new URL(`http://[${address}]`).hostname.slice(1, -1).split('::')
  const [start = '', end] = groups
  const leading = start === '' ? [] : start.split(':')
  const trailing = end === undefined || end === '' ? [] : end.split(':')
  const zeros = Array.from({ length: 8 - leading.length - trailing.length }, () => '0')
  return [...leading, ...zeros, ...trailing].slice(0, 4).join(':')
}
