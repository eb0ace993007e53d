import type {
  AbortableOperationOptions,
  CompiledQuery,
  DatabaseConnection,
  QueryResult,
} from 'kysely'
import { isBriefRead } from '../brief-read.js'
import { ConnectionLostError, StatementTimeoutError } from '../errors.js'
import { isOneText } from '../one-text.js'
import { isReadStatement } from '../read-statement.js'
import { attachedTable, namedTable } from './named-table.js'
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
  /** The schemas of the attached files. */
  readonly attached: readonly string[]
  readonly statementTimeout: number | undefined
}

/** Another holds the lock. @see https://www.sqlite.org/rescode.html#busy */
const SQLITE_BUSY = 5

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
  /** Of the transaction: undefined until something is run in it. */
  #begun: Promise<void> | undefined
  /** The lock of the main file: undefined while the transaction is about attached ones alone. */
  #main: Promise<unknown> | undefined
  #busy: WorkerProcess | undefined

  constructor(pools: SqlitePools) {
    this.#pools = pools
  }

  /** Throws the signal's reason where that fires. */
  async run<R>(query: CompiledQuery, signal?: AbortSignal): Promise<QueryResult<R>> {
    const { sql } = query
    if (this.#transaction !== undefined) await this.#beginFor(sql)
    const parameters = query.parameters.map(toSqliteValue)
    const isBrief = isBriefRead(query)
    const read = isBrief || isReadStatement(sql)
    const oneText = isOneText(query)
    const request = { kind: 'run', sql, parameters, read, isBrief, oneText } as const
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
    if (this.#transaction !== undefined) await this.#beginFor(query.sql)
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

  async beginReading(): Promise<void> {
    this.#transaction = await borrow(this.#pools.readers)
    try {
      await (this.#begun = this.#main = this.#command('begin'))
    } catch (error) {
      this.#endTransaction()
      throw error
    }
  }

  /** Begins a transaction that may write. What it locks is decided by the first statement. */
  async beginWriting(): Promise<void> {
    this.#transaction = await borrow(this.#pools.writer)
  }

  /** Commits; where SQLite refuses, the transaction stays open, to be rolled back. */
  async commit(): Promise<void> {
    if (this.#begun !== undefined) {
      await this.#begun
      await this.#command('commit')
    }
    this.#endTransaction()
  }

  async rollback(): Promise<void> {
    const worker = this.#transaction?.worker
    try {
      const isBegun = await this.#begun?.then(
        () => true,
        () => false,
      )
      // A process that has ended has rolled back with that.
      if (isBegun === true && worker?.isRunning === true) await this.#command('rollback')
    } catch (error) {
      worker?.kill(error)
      throw error
    } finally {
      this.#endTransaction()
    }
  }

  /** Runs a statement of a transaction that answers nothing. */
  async command(sql: string): Promise<void> {
    await this.#beginFor(sql)
    await this.#command(sql)
  }

  /** Statements that come at the same time wait for one beginning. */
  async #beginFor(sql: string): Promise<void> {
    await (this.#begun ??= this.#lockFor(sql))
    const table = this.#main === undefined ? namedTable(sql, ['main']) : null
    const locking = table === null ? this.#main : (this.#main ??= this.#lock(table))
    // A view locks nothing: the next statement about the file tries again.
    if ((await locking) === false && this.#main === locking) this.#main = undefined
  }

  /**
   * Locks are taken before anything is read: a transaction that reads first and writes later could find
   * the file changed. BEGIN IMMEDIATE takes those of all files, and keeps readers of the main one out
   * while it commits, changed or not; so one that begins with an attached file locks that file alone,
   * and the main one when it comes to it.
   *
   * @see https://www.sqlite.org/lang_transaction.html
   */
  async #lockFor(sql: string): Promise<void> {
    const table = attachedTable(sql, this.#pools.attached)
    if (table !== null && (await this.#beginAt(table))) return
    await (this.#main = this.#command('begin immediate'))
  }

  /** Answers whether the file of the table is locked; where it is not, nothing is begun. */
  async #beginAt(table: string): Promise<boolean> {
    await this.#command('begin')
    let isLocked = false
    try {
      isLocked = await this.#lock(table)
    } finally {
      if (!isLocked && this.#transaction?.worker.isRunning === true) await this.#command('rollback')
    }
    return isLocked
  }

  /**
   * Locks the file of a table by a write without effect. Answers false where there can be none: in a
   * view, a table to be made, a file to be read.
   */
  async #lock(table: string): Promise<boolean> {
    try {
      await this.#command(`delete from ${table} where false`)
      return true
    } catch (error) {
      if (isBusy(error) || this.#transaction?.worker.isRunning !== true) throw error
      return false
    }
  }

  async #command(sql: string): Promise<void> {
    await this.#request({ kind: 'run', sql, parameters: [], read: false }, false)
  }

  #endTransaction(): void {
    this.#transaction?.release()
    this.#transaction = undefined
    this.#begun = undefined
    this.#main = undefined
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

/** The lowest byte is the code, the rest says more. */
function isBusy(error: unknown): boolean {
  return ((error as { readonly errcode?: number }).errcode ?? 0) % 256 === SQLITE_BUSY
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
