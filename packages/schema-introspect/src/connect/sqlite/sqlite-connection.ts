import type { CompiledQuery, DatabaseConnection, QueryResult } from 'kysely'
import { ConnectionLostError, StatementTimeoutError } from '../errors.js'
import { NO_ROWS, type SqliteValue, type WorkerRequest, type WorkerResult } from './protocol.js'
import { toRows } from './rows.js'
import { isReadStatement, toSqliteValue } from './values.js'
import type { WorkerPool } from './worker-pool.js'
import type { WorkerProcess } from './worker-process.js'

export interface SqlitePools {
  readonly readers: WorkerPool
  readonly writer: WorkerPool
  readonly statementTimeout: number | undefined
}

interface Held {
  readonly worker: WorkerProcess
  readonly pool: WorkerPool
  /** The worker was ended, and SQLite rolled back. */
  lost: boolean
}

export interface SignalOptions {
  readonly signal?: AbortSignal | undefined
}

/**
 * Not bound to a worker: each statement takes the one it needs, a reader or the only writer.
 * A transaction holds its worker until it ends.
 */
export class SqliteConnection implements DatabaseConnection {
  readonly #pools: SqlitePools
  #held: Held | undefined
  #busy: WorkerProcess | undefined
  #cancelled = false

  constructor(pools: SqlitePools) {
    this.#pools = pools
  }

  async executeQuery<R>(query: CompiledQuery, options?: SignalOptions): Promise<QueryResult<R>> {
    const parameters = query.parameters.map(toSqliteValue)
    const read = isReadStatement(query.sql)
    const result = await this.#withWorker(read, options?.signal, (worker) =>
      this.#send(worker, { kind: 'run', sql: query.sql, parameters, read }, options?.signal),
    )
    return toQueryResult<R>(result, query.sql)
  }

  async *streamQuery<R>(
    query: CompiledQuery,
    chunkSize: number,
    options?: SignalOptions,
  ): AsyncIterableIterator<QueryResult<R>> {
    const lease = await this.#lease(isReadStatement(query.sql), options?.signal)
    try {
      yield* this.#chunks<R>(lease.worker, query, chunkSize, options?.signal)
    } finally {
      lease.release()
    }
  }

  /** Ends the running statement with its process. Kysely calls it when a signal aborts. */
  cancelQuery(): Promise<void> {
    this.#cancelled = this.#busy !== undefined
    this.#end(this.#busy, new ConnectionLostError('The statement was cancelled.'))
    return Promise.resolve()
  }

  killSession(): Promise<void> {
    return this.cancelQuery()
  }

  async begin(sql: string, pool: WorkerPool): Promise<void> {
    this.#held = { worker: await pool.acquire(), pool, lost: false }
    try {
      await this.run(sql)
    } catch (error) {
      this.#release()
      throw error
    }
  }

  /** Commits; where SQLite refuses, the transaction stays open, to be rolled back. */
  async commit(): Promise<void> {
    await this.run('commit')
    this.#release()
  }

  async rollback(): Promise<void> {
    try {
      // A worker that was ended has rolled back already, and so has SQLite after some errors.
      if (this.#held?.lost === false) await this.run('rollback')
    } catch (error) {
      this.#end(this.#held?.worker, error)
      throw error
    } finally {
      this.#release()
    }
  }

  async run(sql: string): Promise<void> {
    await this.#withWorker(false, undefined, (worker) =>
      this.#send(worker, { kind: 'run', sql, parameters: [], read: false }),
    )
  }

  #release(): void {
    if (this.#held !== undefined) this.#held.pool.release(this.#held.worker)
    this.#held = undefined
  }

  async #withWorker<T>(
    read: boolean,
    signal: AbortSignal | undefined,
    work: (worker: WorkerProcess) => Promise<T>,
  ): Promise<T> {
    const lease = await this.#lease(read, signal)
    try {
      return await work(lease.worker)
    } finally {
      lease.release()
    }
  }

  async #lease(read: boolean, signal: AbortSignal | undefined): Promise<Lease> {
    if (this.#held?.lost === true) {
      throw new ConnectionLostError('The transaction is lost: its connection was ended.')
    }
    if (this.#held !== undefined) return { worker: this.#held.worker, release: () => undefined }
    const pool = read ? this.#pools.readers : this.#pools.writer
    const worker = await pool.acquire(signal)
    return { worker, release: () => pool.release(worker) }
  }

  /** One request, ended by the time limit or the signal together with its worker. */
  async #send(
    worker: WorkerProcess,
    request: WorkerRequest,
    signal?: AbortSignal,
  ): Promise<WorkerResult> {
    signal?.throwIfAborted()
    const onAbort = (): void => {
      this.#cancelled = true
      this.#end(worker, signal?.reason)
    }
    const timer = this.#startTimer(worker)
    signal?.addEventListener('abort', onAbort, { once: true })
    this.#busy = worker
    try {
      return await worker.request(request)
    } catch (error) {
      if (!this.#cancelled) throw error
      // Kysely has given the signal's reason to the caller already and would print this error.
      return NO_ROWS
    } finally {
      this.#busy = undefined
      this.#cancelled = false
      clearTimeout(timer)
      signal?.removeEventListener('abort', onAbort)
    }
  }

  #startTimer(worker: WorkerProcess): NodeJS.Timeout | undefined {
    const limit = this.#pools.statementTimeout
    if (limit === undefined) return undefined
    return setTimeout(() => {
      const lost = this.#held === undefined ? '' : ' The transaction it was part of is rolled back.'
      this.#end(worker, new StatementTimeoutError(limit, lost))
    }, limit)
  }

  #end(worker: WorkerProcess | undefined, reason: unknown): void {
    if (this.#held !== undefined && this.#held.worker === worker) this.#held.lost = true
    worker?.kill(reason)
  }

  async *#chunks<R>(
    worker: WorkerProcess,
    query: CompiledQuery,
    rows: number,
    signal: AbortSignal | undefined,
  ): AsyncIterableIterator<QueryResult<R>> {
    const parameters: SqliteValue[] = query.parameters.map(toSqliteValue)
    await this.#send(worker, { kind: 'open-cursor', sql: query.sql, parameters }, signal)
    let exhausted = false
    try {
      while (!exhausted) {
        const chunk = await this.#send(worker, { kind: 'read-cursor', rows }, signal)
        exhausted = chunk.rows.length < rows
        if (chunk.rows.length > 0) yield { rows: toRows<R>(chunk) }
      }
    } finally {
      // Left early, by the reader of the stream: an open cursor would keep the file locked.
      if (!exhausted && worker.isRunning) await this.#send(worker, { kind: 'close-cursor' })
    }
  }
}

interface Lease {
  readonly worker: WorkerProcess
  readonly release: () => void
}

function toQueryResult<R>(result: WorkerResult, sql: string): QueryResult<R> {
  const rows = toRows<R>(result)
  if (isReadStatement(sql)) return { rows }
  if (result.changes === undefined) return { rows, numAffectedRows: BigInt(rows.length) }
  const numAffectedRows = BigInt(result.changes)
  const inserted = numAffectedRows > 0n && /^\s*(?:insert|replace)\b/i.test(sql)
  return inserted
    ? { rows, numAffectedRows, insertId: BigInt(result.lastInsertRowid ?? 0) }
    : { rows, numAffectedRows }
}
