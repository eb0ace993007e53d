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

interface CancellableConnection extends DatabaseConnection {
  cancelQuery(): Promise<void>
}

interface PoolDriver<C extends CancellableConnection> extends Pick<Driver, 'releaseConnection'> {
  acquireConnection(options?: AbortableOperationOptions): Promise<C>
}

/** The runner of a driver that lends connections which can be told to cancel what they are doing. */
export function poolRunner<C extends CancellableConnection>(
  driver: PoolDriver<C>,
): StatementRunner {
  return {
    run<R>(query: CompiledQuery, signal?: AbortSignal): Promise<QueryResult<R>> {
      const statement = new PooledStatement(driver, query, signal)
      return signal === undefined
        ? statement.run<R>()
        : untilAborted(statement.run<R>(), statement, signal)
    },
  }
}

/** What comes of a statement, or the signal's reason as soon as it fires; then nobody waits for the rest. */
function untilAborted<R>(
  result: Promise<R>,
  statement: { cancel(): void },
  signal: AbortSignal,
): Promise<R> {
  return new Promise((resolve, reject) => {
    const stopWaiting = onAbort(signal, () => {
      reject(signal.reason)
      statement.cancel()
    })
    const settled =
      <T>(settle: (outcome: T) => void) =>
      (outcome: T): void => {
        stopWaiting()
        settle(outcome)
      }
    result.then(settled(resolve), settled(reject))
  })
}

/** One statement on a borrowed connection. */
class PooledStatement<C extends CancellableConnection> {
  readonly #driver: PoolDriver<C>
  readonly #query: CompiledQuery
  readonly #signal: AbortSignal | undefined
  #connection: C | undefined
  #cancelling: Promise<void> | undefined

  constructor(driver: PoolDriver<C>, query: CompiledQuery, signal: AbortSignal | undefined) {
    this.#driver = driver
    this.#query = query
    this.#signal = signal
  }

  async run<R>(): Promise<QueryResult<R>> {
    const signal = this.#signal
    signal?.throwIfAborted()
    const connection = await this.#driver.acquireConnection()
    try {
      // While it waited for its turn.
      signal?.throwIfAborted()
      this.#connection = connection
      return await connection.executeQuery<R>(this.#query, signal === undefined ? {} : { signal })
    } finally {
      // A late cancellation must not meet the next statement.
      if (this.#cancelling !== undefined) await this.#cancelling
      void this.#driver.releaseConnection(connection)
    }
  }

  cancel(): void {
    // A server that cannot be asked to stop has ended the connection, or will.
    this.#cancelling = this.#connection?.cancelQuery().catch(() => undefined)
  }
}
