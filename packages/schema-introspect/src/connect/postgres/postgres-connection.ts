import type {
  AbortableOperationOptions,
  CompiledQuery,
  DatabaseConnection,
  QueryResult,
  TransactionSettings,
} from 'kysely'
import { AbortedTransactionError } from 'kysely'
import type pg from 'pg'
import type Cursor from 'pg-cursor'
import type { AtHand } from '../at-hand.js'
import { transactionModes } from '../begin.js'
import { cancelOnAbort } from '../cancel-on-abort.js'
import { quoteName } from '../quote.js'
import { driverError, withinSize } from '../within-size.js'
import { cancelRunning } from './cancel-running.js'
import { isUnawaited } from '../unawaited.js'
import { areScalars, commandMessage } from './execute-message.js'
import {
  answerColumns,
  type ReadyStatement,
  runEachPrepared,
  runPrepared,
  type StatementResult,
} from './prepared-query.js'
import { type PreparedStatement, PreparedStatements } from './prepared-statements.js'
import type { TypeParsers } from './types.js'

export interface PostgresParts {
  readonly config: pg.PoolConfig
  /** What values are made by, in the configuration too. */
  readonly types: TypeParsers
  readonly Client: typeof pg.Client
  readonly Cursor: typeof Cursor
  readonly preparedStatements: boolean
  readonly maxAnswerSize: number | undefined
}

/** What came of preparing belongs to the connection to the server, not to one borrowing of it. */
const statementsOf = new WeakMap<pg.PoolClient, PreparedStatements>()

/** Several statements in one text answer several. */
type StatementResults = StatementResult | readonly StatementResult[]

const AFFECTING = new Set(['INSERT', 'UPDATE', 'DELETE', 'MERGE'])
const COMMIT = commandMessage('commit')
/** What is answered to a statement that waits, as nobody looks at it. */
const UNANSWERED: StatementResult = { command: '', rowCount: null, rows: [] }
const PREPARABLE = /^[\s(]*(?:select|insert|update|delete|with|merge|values)\b/i

/** A client of the pool, borrowed. */
export class PostgresConnection implements DatabaseConnection {
  readonly #client: pg.PoolClient
  readonly #parts: PostgresParts
  readonly #statements: PreparedStatements
  #running: CompiledQuery | undefined
  #broken: Error | undefined
  /** What begins the transaction; it goes out with the first statement. */
  #opening: string | undefined
  /** The server was told to begin a transaction, and of no end yet. */
  #isOpen = false
  /** A statement that goes out with the next one, or with the commit. */
  #waiting: ReadyStatement | undefined

  constructor(client: pg.PoolClient, parts: PostgresParts) {
    this.#client = client
    this.#parts = parts
    this.#statements = statementsOf.get(client) ?? new PreparedStatements()
    statementsOf.set(client, this.#statements)
  }

  executeQuery<R>(
    query: CompiledQuery,
    { signal }: AbortableOperationOptions = {},
  ): Promise<QueryResult<R>> {
    this.#running = query
    const { stream } = this.#client.connection
    const run = (): Promise<StatementResults> => this.#query(query)
    return withinSize(query, this, stream, this.#parts.maxAnswerSize, run).then(
      (result) => {
        this.#running = undefined
        return toQueryResult<R>(result)
      },
      (error: unknown) => {
        this.#running = undefined
        this.#note(driverError(error))
        // Kysely has given the signal's reason to the caller already and would print this error.
        if (signal?.aborted === true) return { rows: [] }
        throw error
      },
    )
  }

  /**
   * Runs reads of one text with the parameters of each, which are answered or fail as a whole;
   * undefined where that is not prepared on this connection.
   */
  executeEach<R>(
    queries: readonly CompiledQuery[],
  ): Promise<readonly QueryResult<R>[]> | undefined {
    const [query] = queries
    if (query === undefined) return undefined
    const known = this.#statements.known(query.sql)
    const lists = queries.map(({ parameters }) => parameters).filter(areScalars)
    if (known?.answer === undefined || lists.length < queries.length) return undefined
    const { name, answer } = known
    this.#running = query
    const { stream } = this.#client.connection
    const run = (): Promise<readonly StatementResult[]> =>
      runEachPrepared(this.#client, { name, answer }, lists)
    return withinSize(query, this, stream, this.#parts.maxAnswerSize, run).then(
      (results) => {
        this.#running = undefined
        return results.map((result) => toQueryResult<R>(result))
      },
      (error: unknown) => {
        this.#running = undefined
        this.#note(driverError(error))
        throw error
      },
    )
  }

  async *streamQuery<R>(
    query: CompiledQuery,
    chunkSize: number,
    { signal }: AbortableOperationOptions = {},
  ): AsyncIterableIterator<QueryResult<R>> {
    const { Cursor, types } = this.#parts
    await this.#settle()
    const cursor = this.#client.query(new Cursor(query.sql, [...query.parameters], { types }))
    this.#running = query
    const cancellation = cancelOnAbort(this, signal)
    let failed = false
    try {
      while (true) {
        const rows: R[] = await cursor.read(chunkSize)
        if (rows.length === 0) return
        yield { rows }
      }
    } catch (error) {
      failed = true
      this.#note(error)
      if (signal?.aborted !== true) throw error
    } finally {
      this.#running = undefined
      await cancellation.end()
      // A cursor that failed is closed, and would wait for an answer that came already.
      if (!failed) await cursor.close()
    }
  }

  /** Kysely takes it before a query that may be cancelled; pg knows its process already. */
  collectSessionInfo(): Promise<void> {
    return Promise.resolve()
  }

  async cancelQuery(): Promise<void> {
    if (this.#running === undefined) return
    await cancelRunning(new this.#parts.Client(this.#parts.config), this.#client)
  }

  /** What it runs is cancelled, and the session is closed where it would go back to the pool. */
  async killSession(): Promise<void> {
    this.#broken ??= new Error('The session was ended.')
    await this.cancelQuery()
  }

  begin(settings: TransactionSettings): Promise<void> {
    const modes = transactionModes(settings).join(', ')
    this.#opening = modes === '' ? 'start transaction' : `start transaction ${modes}`
    return Promise.resolve()
  }

  /** PostgreSQL answers a commit of a failed transaction with a rollback, and no error. */
  async commit(): Promise<void> {
    const { command } = lastOf(await this.#commit()) ?? UNANSWERED
    this.#isOpen = false
    if (command === 'ROLLBACK') throw new AbortedTransactionError()
  }

  async rollback(): Promise<void> {
    const isOpen = this.#isOpen
    this.#opening = undefined
    this.#waiting = undefined
    this.#isOpen = false
    // With the session the server has rolled back. What it says of it may still be on its way.
    if (this.#broken === undefined && isOpen) await this.run('rollback')
  }

  /** What waits came after the savepoint, as making that sent all before it: it need not be done to be undone. */
  async rollbackTo(savepoint: string): Promise<void> {
    this.#waiting = undefined
    await this.run(`rollback to savepoint ${quoteName(savepoint)}`)
  }

  async run(sql: string): Promise<pg.QueryResult> {
    await this.#settle()
    return this.#command(sql)
  }

  async #commit(): Promise<StatementResults> {
    const waiting = this.#waiting
    this.#waiting = undefined
    if (waiting !== undefined) return this.#runReady(waiting, COMMIT)
    if (this.#takeOpening() !== undefined) return UNANSWERED
    return this.#command('commit')
  }

  async #command(sql: string): Promise<pg.QueryResult> {
    try {
      return await this.#client.query(sql)
    } catch (error) {
      this.#note(error)
      throw error
    }
  }

  /** To those at hand, unless it broke or a transaction was left open on it. */
  release(atHand: AtHand<pg.PoolClient>): void {
    const idle = this.#broken === undefined && this.#client.getTransactionStatus() === 'I'
    if (idle) atHand.keep(this.#client)
    else this.#client.release(true)
  }

  #query(query: CompiledQuery): Promise<StatementResults> {
    const known = this.#statements.known(query.sql)
    const ready = known && readyStatement(known, query)
    return ready === undefined || isUnawaited(query) || this.#waiting !== undefined
      ? this.#queryInOrder(query)
      : this.#runReady(ready)
  }

  /** As far as a statement is not known, or has others to wait for or to wait with. */
  async #queryInOrder(query: CompiledQuery): Promise<StatementResults> {
    if (this.#waiting !== undefined) await this.#settle()
    const statement = this.#statementFor(query)
    const ready = statement && readyStatement(statement, query)
    if (ready !== undefined && isUnawaited(query) && this.#inTransaction()) {
      this.#waiting = ready
      return UNANSWERED
    }
    const evicted = this.#statements.evict()
    if (evicted !== undefined) await this.#deallocate(evicted)
    if (ready !== undefined) return this.#runReady(ready)
    await this.#settle()
    return statement === undefined
      ? await this.#client.query(query.sql, [...query.parameters])
      : await this.#prepare(statement, query)
  }

  /** Sends what has waited for a statement to go out with. */
  async #settle(): Promise<void> {
    const waiting = this.#waiting
    this.#waiting = undefined
    if (waiting !== undefined) await this.#runReady(waiting)
    const opening = this.#takeOpening()
    if (opening !== undefined) await this.#command(opening)
  }

  #takeOpening(): string | undefined {
    const opening = this.#opening
    this.#opening = undefined
    if (opening !== undefined) this.#isOpen = true
    return opening
  }

  /** Runs a prepared statement, behind the begin of its transaction where that is still to be sent. */
  #runReady(ready: ReadyStatement, after?: Buffer): Promise<StatementResults> {
    const opening = this.#takeOpening()
    const before = opening === undefined ? undefined : commandMessage(opening)
    return this.#unlessStale(ready, () => runPrepared(this.#client, ready, { before, after }))
  }

  /** Runs a statement as `pg` does, which tells its columns and knows more than text of parameters. */
  #prepare(statement: PreparedStatement, query: CompiledQuery): Promise<StatementResults> {
    const { sql: text, parameters } = query
    return this.#unlessStale(query, async () => {
      const result = await this.#client.query({
        name: statement.name,
        text,
        values: [...parameters],
      })
      statement.answer = answerColumns(result.fields, this.#parts.types)
      return result
    })
  }

  /** Where the server has another statement by that name, or none, it is run without one. */
  #unlessStale(
    { sql, parameters }: Pick<CompiledQuery, 'sql' | 'parameters'>,
    run: () => Promise<StatementResult>,
  ): Promise<StatementResults> {
    return run().catch(async (error: unknown) => {
      this.#note(error)
      if (!isStale(error)) throw error
      const stale = this.#statements.forget(sql)
      // In a transaction the error has ended it; the next try of the whole finds the name forgotten.
      if (this.#inTransaction()) throw error
      await this.#deallocate(stale)
      return await this.#client.query(sql, [...parameters])
    })
  }

  #statementFor(query: CompiledQuery): PreparedStatement | undefined {
    const known = this.#statements.known(query.sql)
    if (known !== undefined) return known
    if (!this.#parts.preparedStatements || !PREPARABLE.test(query.sql)) return undefined
    // Without parameters a text may hold several statements, which cannot be prepared as one.
    if (query.parameters.length === 0 && query.sql.includes(';')) return undefined
    return this.#statements.statementFor(query.sql)
  }

  async #deallocate(name: string | undefined): Promise<void> {
    if (name === undefined) return
    try {
      await this.#client.query(`deallocate ${name}`)
    } catch (error) {
      // 26000: the server does not have it, which is what was wanted.
      if ((error as pg.DatabaseError).code !== '26000') throw error
    }
  }

  #inTransaction(): boolean {
    const isBegun = this.#opening !== undefined || this.#isOpen
    return isBegun || this.#client.getTransactionStatus() !== 'I'
  }

  /** Remembers an error that the connection does not survive. */
  #note(error: unknown): void {
    if (error === undefined) return
    const { severity, code = '' } = error as Partial<pg.DatabaseError>
    const answered = severity === 'ERROR' && !code.startsWith('57P')
    if (!answered && error instanceof Error) this.#broken = error
  }
}

/** What can be sent as it is: its columns are known from its first run. */
function readyStatement(
  { name, answer }: PreparedStatement,
  { sql, parameters }: CompiledQuery,
): ReadyStatement | undefined {
  return answer !== undefined && areScalars(parameters)
    ? { sql, name, answer, parameters }
    : undefined
}

/** The result's columns changed, or the statement is gone from the server (a proxy may do that). */
function isStale(error: unknown): boolean {
  const { code, routine } = error as Partial<pg.DatabaseError>
  return code === '26000' || (code === '0A000' && routine === 'RevalidateCachedQuery')
}

/** Several statements in one text, without parameters, answer several results: the last one counts. */
function lastOf(result: StatementResults): StatementResult | undefined {
  return 'rows' in result ? result : result.at(-1)
}

function toQueryResult<R>(result: StatementResults): QueryResult<R> {
  const last = lastOf(result)
  if (last === undefined) return { rows: [] }
  const rows = last.rows as unknown as R[]
  return AFFECTING.has(last.command)
    ? { rows, numAffectedRows: BigInt(last.rowCount ?? 0) }
    : { rows }
}
