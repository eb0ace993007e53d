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
import { isReadStatement } from '../read-statement.js'
import { isUnawaited } from '../unawaited.js'
import { driverError, withinSize } from '../within-size.js'
import { command, compound, fitsCompound, type Part } from './compound.js'
import { type MysqlValue, toMysqlValue } from './values.js'

export interface MysqlControl {
  readonly createConnection: (config: ConnectionOptions) => Connection
  readonly config: ConnectionOptions
  readonly maxAnswerSize: number | undefined
}

/** ER_UNSUPPORTED_PS: the server does not prepare this kind of statement. */
const CANNOT_PREPARE = 1295
/** ER_OPTION_PREVENTS_STATEMENT, of MariaDB also where the session's memory is used up. */
const PREVENTED = 1290
/** MariaDB keeps what it made of a prepared statement: megabytes of those that are longer than this. */
const LONGEST_KEPT = 4096

type Row = Record<string, unknown>
type Answer = ResultSetHeader | readonly Row[] | readonly (ResultSetHeader | readonly Row[])[]

/** A connection of the pool, borrowed. */
export class MysqlConnection implements DatabaseConnection {
  readonly #connection: PoolConnection
  readonly #control: MysqlControl
  readonly #takesCompounds: boolean
  #running: CompiledQuery | undefined
  #broken = false
  /** The transaction is still to be begun; that goes out with its first statement, if that reads. */
  #isOpening = false
  /** The server was told to begin a transaction, and of no end yet. */
  #isOpen = false
  /** Statements that go out with the next one that reads, or with the commit. */
  #waiting: readonly Part[] = []

  /** @param takesCompounds the server takes several statements as one, see `compound` */
  constructor(connection: PoolConnection, control: MysqlControl, takesCompounds: boolean) {
    this.#connection = connection
    this.#control = control
    this.#takesCompounds = takesCompounds
  }

  async executeQuery<R>(
    query: CompiledQuery,
    { signal }: AbortableOperationOptions = {},
  ): Promise<QueryResult<R>> {
    if (this.#mayWait(query)) {
      this.#waiting = [...this.#waiting, query]
      return { rows: [] }
    }
    this.#running = query
    try {
      const run = (): Promise<Answer> => this.#runAfterWaiting(query)
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
    await this.#settle()
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
    this.#isOpening = true
    if (!this.#takesCompounds) await this.#settle()
  }

  async commit(): Promise<void> {
    const waiting = this.#takeWaiting()
    if (waiting.length > 0) await this.#sendTogether([...waiting, command('commit')])
    else if (this.#isOpen) await this.run('commit')
    this.#isOpening = false
    this.#isOpen = false
  }

  async rollback(): Promise<void> {
    const isOpen = this.#isOpen
    this.#isOpening = false
    this.#isOpen = false
    this.#waiting = []
    // With the session the server has rolled back.
    if (!this.#broken && isOpen) await this.run('rollback')
  }

  /** What waits came after the savepoint, as making that sent all before it: it need not be done to be undone. */
  async rollbackTo(savepoint: string): Promise<void> {
    this.#waiting = []
    await this.run(`rollback to savepoint ${savepoint}`)
  }

  async run(sql: string): Promise<void> {
    await this.#settle()
    await this.#command(sql)
  }

  async #command(sql: string): Promise<void> {
    try {
      await this.#query(sql, [])
    } catch (error) {
      this.#broken = true
      throw error
    }
  }

  /** Ends the connection if it broke, and else gives it back. */
  release(giveBack: (connection: PoolConnection) => void): void {
    if (this.#broken) this.#connection.destroy()
    else giveBack(this.#connection)
  }

  #mayWait(query: CompiledQuery): boolean {
    const inTransaction = this.#isOpening || this.#isOpen
    return this.#takesCompounds && inTransaction && isUnawaited(query) && fitsCompound(query)
  }

  /**
   * Runs a statement with what goes out before it: together with that where it reads, as the answer to a
   * compound statement does not tell what each of them has written.
   */
  async #runAfterWaiting(query: CompiledQuery): Promise<Answer> {
    const isAlone = !this.#isOpening && this.#waiting.length === 0
    if (!isAlone && isReadStatement(query.sql) && fitsCompound(query))
      return this.#send(compound([...this.#takeOpening(), ...this.#takeWaiting(), query]))
    if (!isAlone) await this.#settle()
    return this.#send(query)
  }

  /** Sends what has waited for a statement to go out with. */
  async #settle(): Promise<void> {
    for (const { sql } of this.#takeOpening()) await this.#command(sql)
    const waiting = this.#takeWaiting()
    if (waiting.length > 0) await this.#sendTogether(waiting)
  }

  async #sendTogether(parts: readonly Part[]): Promise<void> {
    try {
      await this.#send(compound(parts))
    } catch (error) {
      this.#note(error)
      throw error
    }
  }

  #takeOpening(): readonly Part[] {
    if (!this.#isOpening) return []
    this.#isOpening = false
    this.#isOpen = true
    return [command('start transaction')]
  }

  #takeWaiting(): readonly Part[] {
    const waiting = this.#waiting
    this.#waiting = []
    return waiting
  }

  async #send({ sql, parameters: given }: Part): Promise<Answer> {
    const parameters = given.map(toMysqlValue)
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
      this.#connection.execute(sql, parameters, (error, answer) => {
        this.#forgetLong(sql)
        if (error === null) resolve(answer as Answer)
        else reject(error)
      })
    })
  }

  /**
   * A connection that is to end forgets all by itself, and takes no further command: the driver gives it
   * another `addCommand` then. Its `state` says so only once the statements before have been answered.
   */
  #forgetLong(sql: string): void {
    const isEnding = Object.hasOwn(this.#connection, 'addCommand')
    if (sql.length > LONGEST_KEPT && !isEnding) this.#connection.unprepare(sql)
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
    const failed = error as QueryError | undefined
    if (failed?.fatal === true || isOutOfMemory(failed)) this.#broken = true
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

/** Only the end of the session gives back what its prepared statements hold. */
function isOutOfMemory(error: QueryError | undefined): boolean {
  return error?.errno === PREVENTED && error.message.includes('max-session-mem-used')
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
