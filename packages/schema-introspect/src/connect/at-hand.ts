/** How often is looked for what nobody has taken, in milliseconds. */
const INTERVAL = 1_000

/**
 * Borrowed clients of a driver's pool between two statements. Asking the pool each time costs a promise, a
 * turn of the event loop, listeners and timers, which is a good part of a short statement; so they are
 * kept at hand and go back to the pool when nobody has taken them for a second or two.
 *
 * @example
 * const atHand = new AtHand<PoolClient>((client) => client.release())
 * const client = atHand.take() ?? (await pool.connect())
 * await client.query('select 1')
 * atHand.keep(client)
 */
export class AtHand<T> {
  /** What was used last is taken first, so that what is not needed stays untaken. */
  #kept: { readonly client: T; readonly round: number }[] = []
  readonly #giveBack: (client: T) => void
  #round = 0
  #isClosed = false
  #timer: NodeJS.Timeout | undefined

  /** @param giveBack hands a client back to the pool */
  constructor(giveBack: (client: T) => void) {
    this.#giveBack = giveBack
  }

  /** A client that is kept; undefined where there is none. */
  take(): T | undefined {
    return this.#kept.pop()?.client
  }

  keep(client: T): void {
    if (this.#isClosed) {
      this.#giveBack(client)
      return
    }
    this.#kept.push({ client, round: this.#round })
    this.#timer ??= setInterval(() => this.#giveBackUntaken(), INTERVAL)
  }

  /** Whether the client was kept; it is no more. */
  drop(client: T): boolean {
    const index = this.#kept.findIndex((each) => each.client === client)
    if (index >= 0) this.#kept.splice(index, 1)
    return index >= 0
  }

  /** Gives all of them back, as every one that is to be kept from now on. */
  close(): void {
    this.#isClosed = true
    this.#stopLooking()
    for (const { client } of this.#kept.splice(0)) this.#giveBack(client)
  }

  #giveBackUntaken(): void {
    const untaken = this.#kept.filter(({ round }) => round < this.#round)
    this.#kept = this.#kept.filter(({ round }) => round === this.#round)
    this.#round += 1
    if (this.#kept.length === 0) this.#stopLooking()
    for (const { client } of untaken) this.#giveBack(client)
  }

  #stopLooking(): void {
    clearInterval(this.#timer)
    this.#timer = undefined
  }
}
