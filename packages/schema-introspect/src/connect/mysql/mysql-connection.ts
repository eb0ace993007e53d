import type { Duplex } from 'node:stream'
import type {
  AbortableOperationOptions,
  CompiledQuery,
  DatabaseConnection,
  QueryResult,
  TransactionSettings,
} from 'kysely'
import type {
  Connection,
  ConnectionOptions,
  PoolConnection,
  QueryError,
  ResultSetHeader,
} from 'mysql2'
import { transactionModes } from '../begin.js'
import { cancelOnAbort } from '../cancel-on-abort.js'
import { driverError, withinSize } from '../within-size.js'
import { type MysqlValue, toMysqlValue } from './values.js'

export interface MysqlControl {
  readonly createConnection: (config: ConnectionOptions) => Connection
  readonly config: ConnectionOptions
  readonly maxAnswerSize: number | undefined
}

/** ER_UNSUPPORTED_PS: the server does not prepare this kind of statement. */
const CANNOT_PREPARE = 1295

type Row = Record<string, unknown>
type Answer = ResultSetHeader | readonly Row[] | readonly (ResultSetHeader | readonly Row[])[]

/** A connection of the pool, borrowed. */
export class MysqlConnection implements DatabaseConnection {
  readonly #connection: PoolConnection
  readonly #control: MysqlControl
  #running: CompiledQuery | undefined
  #broken = false

  constructor(connection: PoolConnection, control: MysqlControl) {
    this.#connection = connection
    this.#control = control
  }

  async executeQuery<R>(
    query: CompiledQuery,
    { signal }: AbortableOperationOptions = {},
  ): Promise<QueryResult<R>> {
    const parameters = query.parameters.map(toMysqlValue)
    this.#running = query
    try {
      const run = (): Promise<Answer> => this.#send(query.sql, parameters)
      const { maxAnswerSize } = this.#control
      return toQueryResult<R>(await withinSize(query, this, this.#socket, maxAnswerSize, run))
    } catch (error) {
      this.#note(driverError(error))
      // Kysely has given the signal's reason to the caller already and would print this error.
      if (signal?.aborted === true) return { rows: [] }
      throw error
    } finally {
      this.#running = undefined
    }
  }

  async *streamQuery<R>(
    query: CompiledQuery,
    chunkSize: number,
    { signal }: AbortableOperationOptions = {},
  ): AsyncIterableIterator<QueryResult<R>> {
    const parameters = query.parameters.map(toMysqlValue)
    const sent = this.#connection.query(query.sql, parameters)
    this.#running = query
    const cancellation = cancelOnAbort(this, signal)
    let exhausted = false
    try {
      let rows: R[] = []
      for await (const row of sent.stream({ highWaterMark: chunkSize })) {
        rows.push(row as R)
        if (rows.length < chunkSize) continue
        yield { rows }
        rows = []
      }
      exhausted = true
      if (rows.length > 0) yield { rows }
    } catch (error) {
      this.#note(error)
      if (signal?.aborted !== true) throw error
    } finally {
      this.#running = undefined
      await cancellation.end()
      // What was not read of the answer still fills the connection.
      if (!exhausted) this.#broken = true
    }
  }

  /** Kysely takes it before a query that may be cancelled; mysql2 knows its thread already. */
  collectSessionInfo(): Promise<void> {
    return Promise.resolve()
  }

  cancelQuery(): Promise<void> {
    return this.#kill('query')
  }

  killSession(): Promise<void> {
    return this.#kill('connection')
  }

  async begin(settings: TransactionSettings): Promise<void> {
    const modes = transactionModes(settings)
    // Here the modes are those of the next transaction.
    if (modes.length > 0) await this.run(`set transaction ${modes.join(', ')}`)
    await this.run('start transaction')
  }

  async rollback(): Promise<void> {
    // The server has rolled back with the session.
    if (!this.#broken) await this.run('rollback')
  }

  async run(sql: string): Promise<void> {
    try {
      await this.#query(sql, [])
    } catch (error) {
      this.#broken = true
      throw error
    }
  }

  release(): void {
    if (this.#broken) this.#connection.destroy()
    else this.#connection.release()
  }

  async #send(sql: string, parameters: MysqlValue[]): Promise<Answer> {
    if (parameters.length === 0) return await this.#query(sql, parameters)
    try {
      return await this.#execute(sql, parameters)
    } catch (error) {
      if ((error as QueryError).errno !== CANNOT_PREPARE) throw error
      return await this.#query(sql, parameters)
    }
  }

  #execute(sql: string, parameters: MysqlValue[]): Promise<Answer> {
    return new Promise((resolve, reject) => {
      this.#connection.execute(sql, parameters, (error, answer) =>
        error === null ? resolve(answer as Answer) : reject(error),
      )
    })
  }

  #query(sql: string, parameters: MysqlValue[]): Promise<Answer> {
    return new Promise((resolve, reject) => {
      this.#connection.query(sql, parameters, (error, answer) =>
        error === null ? resolve(answer as Answer) : reject(error),
      )
    })
  }

  /** Remembers an error that the connection does not survive. */
  #note(error: unknown): void {
    if ((error as QueryError | undefined)?.fatal) this.#broken = true
  }

  /** The driver's types leave it out of those of a connection. */
  get #socket(): Duplex {
    return (this.#connection as unknown as { readonly stream: Duplex }).stream
  }

  /** From a connection of its own: the pool may be as busy as this one. */
  async #kill(what: 'query' | 'connection'): Promise<void> {
    const running = this.#running
    if (running === undefined) return
    const control = this.#control.createConnection(this.#control.config)
    try {
      await new Promise<void>((resolve, reject) => {
        control.connect((error) => (error === null ? resolve() : reject(error)))
      })
      // By now the connection may be busy with another query.
      if (this.#running !== running) return
      await new Promise<void>((resolve, reject) => {
        control.query(`kill ${what} ${this.#connection.threadId}`, (error) =>
          error === null ? resolve() : reject(error),
        )
      })
    } finally {
      control.destroy()
    }
  }
}

function toQueryResult<R>(answer: Answer): QueryResult<R> {
  if (!isRows(answer)) return toWriteResult<R>(answer)
  const [first] = answer
  // A procedure answers several results: the first counts.
  if (Array.isArray(first)) return { rows: first as R[] }
  return { rows: answer as R[] }
}

function isRows(answer: Answer): answer is Exclude<Answer, ResultSetHeader> {
  return Array.isArray(answer)
}

function toWriteResult<R>(header: ResultSetHeader): QueryResult<R> {
  const insertId = BigInt(header.insertId)
  return {
    rows: [],
    numAffectedRows: BigInt(header.affectedRows),
    ...(header.changedRows === undefined ? {} : { numChangedRows: BigInt(header.changedRows) }),
    ...(insertId === 0n ? {} : { insertId }),
  }
}
