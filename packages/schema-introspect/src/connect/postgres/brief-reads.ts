import type { CompiledQuery, QueryResult } from 'kysely'
import { isBriefRead } from '../brief-read.js'
import { onAbort } from '../on-abort.js'
import {
  type PoolDriver,
  PooledStatement,
  type PromptLending,
  type StatementRunner,
} from '../statement-runner.js'
import type { PostgresConnection } from './postgres-connection.js'

/** How many go out together at the most: each is answered with the last of them. */
const MOST = 16

type Driver = PoolDriver<PostgresConnection> & PromptLending<PostgresConnection>

interface BriefRead {
  readonly query: CompiledQuery
  readonly signal: AbortSignal | undefined
  readonly resolve: (result: QueryResult<never>) => void
  readonly reject: (error: unknown) => void
}

/**
 * Runs statements, and brief reads of one text that are asked for before anything else is done together on
 * one connection: to wake the server, and to be woken by it, costs more than to run them.
 *
 * @see docs/decisions/0075-brief-reads-go-together.md
 */
export class BriefReads implements StatementRunner {
  readonly #driver: Driver
  #waiting = new Map<string, BriefRead[]>()

  constructor(driver: Driver) {
    this.#driver = driver
  }

  run<R>(query: CompiledQuery, signal?: AbortSignal): Promise<QueryResult<R>> {
    return new Promise<QueryResult<R>>((resolve, reject) => {
      const read = { query, signal, resolve, reject }
      if (isBriefRead(query)) this.#gather(read)
      else runAlone(this.#driver, read)
    })
  }

  #gather(read: BriefRead): void {
    const { sql } = read.query
    const same = this.#waiting.get(sql)
    if (same !== undefined) {
      same.push(read)
      return
    }
    if (this.#waiting.size === 0) queueMicrotask(() => this.#send())
    this.#waiting.set(sql, [read])
  }

  #send(): void {
    const waiting = this.#waiting
    this.#waiting = new Map()
    for (const reads of waiting.values())
      for (let from = 0; from < reads.length; from += MOST)
        runTogether(this.#driver, reads.slice(from, from + MOST))
  }
}

function runAlone(driver: Driver, { query, signal, resolve, reject }: BriefRead): void {
  new PooledStatement(driver, query, signal, resolve, reject).start()
}

/** Where no connection at hand has prepared their statement, they are run as if each were alone. */
function runTogether(driver: Driver, reads: readonly BriefRead[]): void {
  const connection = reads.length > 1 ? driver.takeNow() : undefined
  const answer = connection?.executeEach<never>(reads.map(({ query }) => query))
  if (connection !== undefined && answer !== undefined) {
    new Together(driver, connection, reads).settle(answer)
    return
  }
  if (connection !== undefined) driver.giveNow(connection)
  for (const read of reads) runAlone(driver, read)
}

/** Reads that are under way on one connection. */
class Together {
  readonly #driver: Driver
  readonly #connection: PostgresConnection
  readonly #reads: readonly BriefRead[]
  /** Whom somebody waits for. */
  readonly #wanted: Set<BriefRead>
  readonly #stops: (() => void)[] = []
  #cancelling: Promise<void> | undefined

  constructor(driver: Driver, connection: PostgresConnection, reads: readonly BriefRead[]) {
    this.#driver = driver
    this.#connection = connection
    this.#reads = reads
    this.#wanted = new Set(reads)
  }

  /** Gives each read its result. Where they failed, each is run alone, and told of its own error. */
  settle(answer: Promise<readonly QueryResult<never>[]>): void {
    for (const read of this.#reads) this.#listen(read)
    answer.then(
      (results) => {
        this.#end()
        for (const [index, { resolve }] of this.#reads.entries())
          resolve(results[index] ?? { rows: [] })
      },
      () => {
        this.#end()
        for (const read of this.#wanted) runAlone(this.#driver, read)
      },
    )
  }

  #listen(read: BriefRead): void {
    const { signal } = read
    if (signal?.aborted === true) this.#giveUp(read)
    else if (signal !== undefined) this.#stops.push(onAbort(signal, () => this.#giveUp(read)))
  }

  #giveUp(read: BriefRead): void {
    read.reject(read.signal?.reason)
    this.#wanted.delete(read)
    if (this.#wanted.size > 0) return
    // A server that cannot be asked to stop has ended the connection, or will.
    this.#cancelling = this.#connection.cancelQuery().catch(() => undefined)
  }

  #end(): void {
    for (const stop of this.#stops) stop()
    const giveBack = (): void => this.#driver.giveNow(this.#connection)
    // A late cancellation must not meet the next statement.
    if (this.#cancelling === undefined) giveBack()
    else void this.#cancelling.then(giveBack)
  }
}
