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
import { transactionModes } from '../begin.js'
import { cancelOnAbort } from '../cancel-on-abort.js'
import { driverError, withinSize } from '../within-size.js'
import { cancelRunning } from './cancel-running.js'
import { areScalars } from './execute-message.js'
import { answerColumns, runPrepared, type StatementResult } from './prepared-query.js'
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
const PREPARABLE = /^[\s(]*(?:select|insert|update|delete|with|merge|values)\b/i

/** A client of the pool, borrowed. */
export class PostgresConnection implements DatabaseConnection {
  readonly #client: pg.PoolClient
  readonly #parts: PostgresParts
  readonly #statements: PreparedStatements
  #running: CompiledQuery | undefined
  #broken: Error | undefined

  constructor(client: pg.PoolClient, parts: PostgresParts) {
    this.#client = client
    this.#parts = parts
    this.#statements = statementsOf.get(client) ?? new PreparedStatements()
    statementsOf.set(client, this.#statements)
  }

  async executeQuery<R>(
    query: CompiledQuery,
    { signal }: AbortableOperationOptions = {},
  ): Promise<QueryResult<R>> {
    this.#running = query
    const { stream } = this.#client.connection
    try {
      const run = (): Promise<StatementResults> => this.#query(query)
      const { maxAnswerSize } = this.#parts
      return toQueryResult<R>(await withinSize(query, this, stream, maxAnswerSize, run))
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
    const { Cursor, types } = this.#parts
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

  async begin(settings: TransactionSettings): Promise<void> {
    await this.run(['start transaction', transactionModes(settings).join(', ')].join(' '))
  }

  /** PostgreSQL answers a commit of a failed transaction with a rollback, and no error. */
  async commit(): Promise<void> {
    const { command } = await this.run('commit')
    if (command === 'ROLLBACK') throw new AbortedTransactionError()
  }

  async rollback(): Promise<void> {
    // The server has rolled back with the session, or with a commit that failed.
    if (this.#broken === undefined && this.#inTransaction()) await this.run('rollback')
  }

  async run(sql: string): Promise<pg.QueryResult> {
    try {
      return await this.#client.query(sql)
    } catch (error) {
      this.#note(error)
      throw error
    }
  }

  /** Back to the pool, unless it broke or a transaction was left open on it. */
  release(): void {
    const idle = this.#broken === undefined && this.#client.getTransactionStatus() === 'I'
    this.#client.release(!idle)
  }

  async #query(query: CompiledQuery): Promise<StatementResults> {
    const statement = this.#statementFor(query)
    if (statement === undefined) return await this.#client.query(query.sql, [...query.parameters])
    const evicted = this.#statements.evict()
    if (evicted !== undefined) await this.#deallocate(evicted)
    try {
      return await this.#runPrepared(statement, query)
    } catch (error) {
      if (!isStale(error)) throw error
      const stale = this.#statements.forget(query.sql)
      // In a transaction the error has ended it; the next try of the whole finds the name forgotten.
      if (this.#inTransaction()) throw error
      await this.#deallocate(stale)
      return await this.#client.query(query.sql, [...query.parameters])
    }
  }

  /** Its columns are known from its first run; parameters that are more than their text are left to `pg`. */
  async #runPrepared(
    statement: PreparedStatement,
    { sql, parameters }: CompiledQuery,
  ): Promise<StatementResult> {
    const { name, answer } = statement
    if (answer !== undefined && areScalars(parameters))
      return runPrepared(this.#client, name, answer, parameters)
    const result = await this.#client.query({ name, text: sql, values: [...parameters] })
    statement.answer = answerColumns(result.fields, this.#parts.types)
    return result
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
    return this.#client.getTransactionStatus() !== 'I'
  }

  /** Remembers an error that the connection does not survive. */
  #note(error: unknown): void {
    if (error === undefined) return
    const { severity, code = '' } = error as Partial<pg.DatabaseError>
    const answered = severity === 'ERROR' && !code.startsWith('57P')
    if (!answered && error instanceof Error) this.#broken = error
  }
}

/** The result's columns changed, or the statement is gone from the server (a proxy may do that). */
function isStale(error: unknown): boolean {
  const { code, routine } = error as Partial<pg.DatabaseError>
  return code === '26000' || (code === '0A000' && routine === 'RevalidateCachedQuery')
}

/** Several statements in one text, without parameters, answer several results: the last one counts. */
function toQueryResult<R>(result: StatementResults): QueryResult<R> {
  const last = 'rows' in result ? result : result.at(-1)
  if (last === undefined) return { rows: [] }
  const rows = last.rows as unknown as R[]
  return AFFECTING.has(last.command)
    ? { rows, numAffectedRows: BigInt(last.rowCount ?? 0) }
    : { rows }
}
