import type {
  AbortableOperationOptions,
  CompiledQuery,
  DatabaseConnection,
  QueryResult,
} from 'kysely'
import { ConnectionLostError, StatementTimeoutError } from '../errors.js'
import { isReadStatement } from '../read-statement.js'
import type { WorkerRequest, WorkerResult } from './protocol.js'
import { toRows } from './rows.js'
import type { SharedReads } from './shared-reads.js'
import { toSqliteValue } from './values.js'
import type { WorkerPool } from './worker-pool.js'
import type { WorkerProcess } from './worker-process.js'

export interface SqlitePools {
  readonly readers: WorkerPool
  readonly writer: WorkerPool
  /** Runs what needs no reader of its own. */
  readonly reads: SharedReads
  readonly statementTimeout: number | undefined
}

/** A worker, borrowed for one statement or one transaction. It was started when it was borrowed, and only then. */
interface Lease {
  readonly worker: WorkerProcess
  readonly release: () => void
}

/**
 * Not bound to a worker: each statement takes the one it needs, a reader or the only writer.
 * A transaction holds its worker until it ends.
 */
export class SqliteConnection implements DatabaseConnection {
  readonly #pools: SqlitePools
  #transaction: Lease | undefined
  #busy: WorkerProcess | undefined

  constructor(pools: SqlitePools) {
    this.#pools = pools
  }

  /** Throws the signal's reason where that fires. */
  async run<R>(query: CompiledQuery, signal?: AbortSignal): Promise<QueryResult<R>> {
    const { sql } = query
    const parameters = query.parameters.map(toSqliteValue)
    const read = isReadStatement(sql)
    const request = { kind: 'run', sql, parameters, read } as const
    const isShared = read && this.#transaction === undefined
    const result = isShared
      ? await this.#pools.reads.run(request, signal)
      : await this.#request(request, read, signal)
    return read ? { rows: toRows<R>(result) } : toWriteResult<R>(result, sql)
  }

  async executeQuery<R>(
    query: CompiledQuery,
    { signal }: AbortableOperationOptions = {},
  ): Promise<QueryResult<R>> {
    try {
      return await this.run<R>(query, signal)
    } catch (error) {
      // Kysely has given the signal's reason to the caller already and would print this error.
      if (signal?.aborted === true) return { rows: [] }
      throw error
    }
  }

  async *streamQuery<R>(
    query: CompiledQuery,
    chunkSize: number,
    { signal }: AbortableOperationOptions = {},
  ): AsyncIterableIterator<QueryResult<R>> {
    const lease = await this.#lease(isReadStatement(query.sql), signal)
    try {
      yield* this.#chunks<R>(lease.worker, query, chunkSize, signal)
    } catch (error) {
      // As above.
      if (signal?.aborted !== true) throw error
    } finally {
      lease.release()
    }
  }

  /** Ends the running statement with its process. */
  cancelQuery(): Promise<void> {
    this.#busy?.kill(new ConnectionLostError('The statement was cancelled.'))
    return Promise.resolve()
  }

  killSession(): Promise<void> {
    return this.cancelQuery()
  }

  async begin(sql: string, pool: WorkerPool): Promise<void> {
    this.#transaction = await borrow(pool)
    try {
      await this.command(sql)
    } catch (error) {
      this.#endTransaction()
      throw error
    }
  }

  /** Commits; where SQLite refuses, the transaction stays open, to be rolled back. */
  async commit(): Promise<void> {
    await this.command('commit')
    this.#endTransaction()
  }

  async rollback(): Promise<void> {
    const worker = this.#transaction?.worker
    try {
      // A process that has ended has rolled back with that.
      if (worker?.isRunning === true) await this.command('rollback')
    } catch (error) {
      worker?.kill(error)
      throw error
    } finally {
      this.#endTransaction()
    }
  }

  async command(sql: string): Promise<void> {
    await this.#request({ kind: 'run', sql, parameters: [], read: false }, false)
  }

  #endTransaction(): void {
    this.#transaction?.release()
    this.#transaction = undefined
  }

  async #request(
    request: WorkerRequest,
    read: boolean,
    signal?: AbortSignal,
  ): Promise<WorkerResult> {
    const lease = await this.#lease(read, signal)
    try {
      return await this.#send(lease.worker, request, signal)
    } finally {
      lease.release()
    }
  }

  async #lease(read: boolean, signal: AbortSignal | undefined): Promise<Lease> {
    if (this.#transaction === undefined) {
      return await borrow(read ? this.#pools.readers : this.#pools.writer, signal)
    }
    const { worker } = this.#transaction
    // Another process would run the rest of the transaction outside of it.
    if (worker.isRunning) return { worker, release: () => undefined }
    throw new ConnectionLostError('The transaction is lost: the process that held it has ended.')
  }

  /** One request, ended by the time limit or the signal together with its worker. */
  async #send(
    worker: WorkerProcess,
    request: WorkerRequest,
    signal?: AbortSignal,
  ): Promise<WorkerResult> {
    signal?.throwIfAborted()
    const onAbort = (): void => worker.kill(signal?.reason)
    const timer = this.#startTimer(worker)
    signal?.addEventListener('abort', onAbort, { once: true })
    this.#busy = worker
    try {
      return await worker.request(request)
    } finally {
      this.#busy = undefined
      clearTimeout(timer)
      signal?.removeEventListener('abort', onAbort)
    }
  }

  #startTimer(worker: WorkerProcess): NodeJS.Timeout | undefined {
    const limit = this.#pools.statementTimeout
    if (limit === undefined) return undefined
    const consequence =
      this.#transaction === undefined ? '' : ' The transaction it was part of is rolled back.'
    return setTimeout(() => worker.kill(new StatementTimeoutError(limit, consequence)), limit)
  }

  async *#chunks<R>(
    worker: WorkerProcess,
    query: CompiledQuery,
    rows: number,
    signal: AbortSignal | undefined,
  ): AsyncIterableIterator<QueryResult<R>> {
    const parameters = query.parameters.map(toSqliteValue)
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

async function borrow(pool: WorkerPool, signal?: AbortSignal): Promise<Lease> {
  const worker = await pool.acquire(signal)
  try {
    await worker.start()
  } catch (error) {
    pool.release(worker)
    throw error
  }
  return { worker, release: () => pool.release(worker) }
}

function toWriteResult<R>(result: WorkerResult, sql: string): QueryResult<R> {
  const rows = toRows<R>(result)
  if (result.changes === undefined) return { rows, numAffectedRows: BigInt(rows.length) }
  const numAffectedRows = BigInt(result.changes)
  const inserted = numAffectedRows > 0n && /^\s*(?:insert|replace)\b/i.test(sql)
  return inserted
    ? { rows, numAffectedRows, insertId: BigInt(result.lastInsertRowid ?? 0) }
    : { rows, numAffectedRows }
}
