import type {
  AbortableOperationOptions,
  CompiledQuery,
  DatabaseConnection,
  Driver,
  QueryResult,
} from 'kysely'
import type { AnyDatabase } from './dialect-of.js'
import { onAbort } from './on-abort.js'

/**
 * Runs compiled statements on a connection of the pool, without Kysely's executor around them: what
 * that does for plugins, logging and every way of aborting costs more than many a statement.
 */
export interface StatementRunner {
  /** Ends the statement in the database when the signal fires, and throws the signal's reason at once. */
  run<R>(query: CompiledQuery, signal?: AbortSignal): Promise<QueryResult<R>>
}

/** Where a driver leaves its runner while it is open: Kysely opens it with its first statement. */
export class RunnerSlot {
  runner: StatementRunner | undefined
}

const slots = new WeakMap<object, RunnerSlot>()

/** Notes where the runner of a connection will be found. */
export function rememberRunner(db: AnyDatabase, slot: RunnerSlot): void {
  slots.set(db, slot)
}

/**
 * The runner of a Kysely made by `connect`; undefined until its first statement, for a transaction,
 * for one with plugins, and for any other Kysely. Those run their statements themselves.
 *
 * @example
 * const result = await (statementRunnerOf(db)?.run(query, signal) ?? db.executeQuery(query))
 */
export function statementRunnerOf(db: AnyDatabase): StatementRunner | undefined {
  return slots.get(db)?.runner
}

export interface CancellableConnection extends DatabaseConnection {
  cancelQuery(): Promise<void>
}

/** Ways to lend connections that need no promise, where one is at hand. */
export interface PromptLending<C> {
  /** A connection that is at hand; undefined where there is none. */
  takeNow(): C | undefined
  giveNow(connection: C): void
}

export interface PoolDriver<C extends CancellableConnection>
  extends Pick<Driver, 'releaseConnection'>, Partial<PromptLending<C>> {
  acquireConnection(options?: AbortableOperationOptions): Promise<C>
}

/** The runner of a driver that lends connections which can be told to cancel what they are doing. */
export function poolRunner<C extends CancellableConnection>(
  driver: PoolDriver<C>,
): StatementRunner {
  return {
    run: <R>(query: CompiledQuery, signal?: AbortSignal) =>
      new Promise<QueryResult<R>>((resolve, reject) => {
        new PooledStatement(driver, query, signal, resolve, reject).start()
      }),
  }
}

/**
 * One statement on a borrowed connection: settles with what comes of it, or with the signal's reason as
 * soon as that fires; then nobody waits for the rest. Without functions of its own that wait: each of them
 * would cost a short statement more than the connection does.
 */
export class PooledStatement<C extends CancellableConnection, R> {
  readonly #driver: PoolDriver<C>
  readonly #query: CompiledQuery
  readonly #signal: AbortSignal | undefined
  readonly #resolve: (result: QueryResult<R>) => void
  readonly #reject: (error: unknown) => void
  #connection: C | undefined
  #cancelling: Promise<void> | undefined
  #stopWaiting: (() => void) | undefined

  constructor(
    driver: PoolDriver<C>,
    query: CompiledQuery,
    signal: AbortSignal | undefined,
    resolve: (result: QueryResult<R>) => void,
    reject: (error: unknown) => void,
  ) {
    this.#driver = driver
    this.#query = query
    this.#signal = signal
    this.#resolve = resolve
    this.#reject = reject
  }

  start(): void {
    const signal = this.#signal
    if (signal?.aborted === true) {
      this.#reject(signal.reason)
      return
    }
    if (signal !== undefined) this.#stopWaiting = onAbort(signal, () => this.#giveUp(signal))
    const connection = this.#driver.takeNow?.()
    if (connection === undefined) void this.#acquire()
    else this.#runOn(connection)
  }

  async #acquire(): Promise<void> {
    try {
      this.#runOn(await this.#driver.acquireConnection())
    } catch (error) {
      this.#fail(error)
    }
  }

  #runOn(connection: C): void {
    const signal = this.#signal
    // While it waited for its turn: the caller has been told.
    if (signal?.aborted === true) {
      this.#giveConnectionBack(connection)
      return
    }
    this.#connection = connection
    connection.executeQuery<R>(this.#query, signal === undefined ? {} : { signal }).then(
      (result) => {
        this.#release(connection)
        this.#stopWaiting?.()
        this.#resolve(result)
      },
      (error: unknown) => {
        this.#release(connection)
        this.#fail(error)
      },
    )
  }

  #fail(error: unknown): void {
    this.#stopWaiting?.()
    this.#reject(error)
  }

  #giveUp(signal: AbortSignal): void {
    this.#reject(signal.reason)
    // A server that cannot be asked to stop has ended the connection, or will.
    this.#cancelling = this.#connection?.cancelQuery().catch(() => undefined)
  }

  /** A late cancellation must not meet the next statement. */
  #release(connection: C): void {
    if (this.#cancelling === undefined) this.#giveConnectionBack(connection)
    else void this.#cancelling.then(() => this.#giveConnectionBack(connection))
  }

  #giveConnectionBack(connection: C): void {
    if (this.#driver.giveNow === undefined) void this.#driver.releaseConnection(connection)
    else this.#driver.giveNow(connection)
  }
}
