import {
  AnswerTooLargeError,
  type AnyDatabase,
  asBriefRead,
  asOneText,
  DatabaseBusyError,
  statementRunnerOf,
  withoutAnswer,
} from '@relvar/schema-introspect'
import type { CompiledQuery, QueryResult, RootOperationNode } from 'kysely'
import { createQueryId } from 'kysely'
import type { Dialect, ErrorContext, Sql } from '../dialect/dialect.js'
import {
  DatabaseUnavailableError,
  ForbiddenError,
  InvalidQueryError,
  TimeoutError,
} from '../errors.js'
import { ANSWER_SIZE_SETTING } from '../limits.js'
import type { BindContext } from '../plan/slot.js'
import { Slot } from '../plan/slot.js'
import { streamChunks } from './stream.js'

export type Database = AnyDatabase

/** A statement and the places of its values. */
export interface Statement {
  readonly node: RootOperationNode
  readonly sql: string
  readonly parameters: readonly unknown[]
  /** Whether it is a read that takes the database next to nothing, see `asBriefRead`. */
  readonly isBrief?: boolean
  /** Whether its rows are a text each and nothing that differs beside it, see `asOneText`. */
  readonly isText?: boolean
}

/** The parameters of a statement, apart by what each run has to fill in. */
interface Filling {
  /** With what is the same in every run. */
  readonly known: readonly unknown[]
  readonly open: readonly (readonly [Slot, readonly number[]])[]
}

const fillings = new WeakMap<readonly unknown[], Filling>()

/**
 * Fills the slots of a statement, one that stands in several places once, and what rules say in the first run
 * alone. Checks the values, so it may throw what their slots throw.
 */
export function bind(parameters: readonly unknown[], context: BindContext): readonly unknown[] {
  const { known, open } = fillings.get(parameters) ?? fillingOf(parameters, context)
  const bound = [...known]
  for (const [slot, places] of open) {
    const value = slot.bind(context)
    for (const place of places) bound[place] = value
  }
  return bound
}

function fillingOf(parameters: readonly unknown[], context: BindContext): Filling {
  const places = new Map<Slot, number[]>()
  const known = parameters.map((parameter, index) => {
    if (!(parameter instanceof Slot)) return parameter
    if (parameter.isConstant) return parameter.bind(context)
    places.set(parameter, [...(places.get(parameter) ?? []), index])
    return null
  })
  const filling = { known, open: [...places] }
  fillings.set(parameters, filling)
  return filling
}

export const READING: ErrorContext = { kind: 'read', table: null, rows: [] }

/** The only stage that does I/O: runs statements and gives a driver's errors their names. */
export class Executor {
  readonly db: Database
  readonly dialect: Dialect
  #answered = false

  constructor(db: Database, dialect: Dialect) {
    this.db = db
    this.dialect = dialect
  }

  /** The same, over another connection. */
  over(db: Database): Executor {
    return new Executor(db, this.dialect)
  }

  /** Whether a statement was answered: then the database may have done something. */
  get hasAnswered(): boolean {
    return this.#answered
  }

  async run(
    statement: Statement,
    parameters: readonly unknown[],
    signal: AbortSignal | undefined,
    context: ErrorContext = READING,
  ): Promise<QueryResult<Record<string, unknown>>> {
    const started = performance.now()
    try {
      const result = await this.#send(this.#queryOf(statement, parameters), signal)
      this.#answered = true
      return result
    } catch (error) {
      throw this.named(error, context, signal, started)
    }
  }

  /** Runs a statement of a transaction of which nobody needs the answer, see `withoutAnswer`. */
  async runUnawaited(
    statement: Statement,
    parameters: readonly unknown[],
    signal: AbortSignal | undefined,
    context: ErrorContext,
  ): Promise<void> {
    const started = performance.now()
    try {
      await this.#send(withoutAnswer(this.#queryOf(statement, parameters)), signal)
      // It may be on its way together with the commit.
      this.#answered = true
    } catch (error) {
      throw this.named(error, context, signal, started)
    }
  }

  #queryOf(
    { node, sql, isBrief, isText }: Statement,
    parameters: readonly unknown[],
  ): CompiledQuery {
    this.dialect.checkStatement(sql)
    const query = { query: node, queryId: createQueryId(), sql, parameters }
    if (isBrief === true) return asBriefRead(query)
    return isText === true ? asOneText(query) : query
  }

  #send(
    query: CompiledQuery,
    signal: AbortSignal | undefined,
  ): Promise<QueryResult<Record<string, unknown>>> {
    const runner = statementRunnerOf(this.db)
    if (runner !== undefined) return runner.run(query, signal)
    const options =
      signal === undefined
        ? undefined
        : { signal, inflightQueryAbortStrategy: 'cancel query' as const }
    return this.db.executeQuery<Record<string, unknown>>(query, options)
  }

  /** SQL as a statement that may be run many times. */
  compiled(statement: Sql): Statement {
    const { query: node, sql, parameters } = statement.compile(this.db.withoutPlugins())
    return { node, sql, parameters }
  }

  /** Runs SQL that is made for one run. */
  async once(
    statement: Sql,
    signal: AbortSignal | undefined,
    context: ErrorContext,
    binding: BindContext,
  ): Promise<QueryResult<Record<string, unknown>>> {
    const compiled = this.compiled(statement)
    return this.run(compiled, bind(compiled.parameters, binding), signal, context)
  }

  async *stream(
    statement: Statement,
    parameters: readonly unknown[],
    signal: AbortSignal | undefined,
    chunkSize: number,
  ): AsyncGenerator<readonly Record<string, unknown>[]> {
    const started = performance.now()
    try {
      const query = this.#queryOf(statement, parameters)
      yield* streamChunks<Record<string, unknown>>(this.db, query, chunkSize, signal)
    } catch (error) {
      throw this.named(error, READING, signal, started)
    }
  }

  /** What a driver threw, by its name; the caller's own reason where it gave up. */
  named(
    error: unknown,
    context: ErrorContext,
    signal: AbortSignal | undefined,
    started: number,
  ): unknown {
    if (signal?.aborted) return signal.reason
    if (error instanceof DatabaseBusyError)
      return new DatabaseUnavailableError(error.message, { cause: error })
    if (error instanceof AnswerTooLargeError) return tooLarge(error)
    const mapped = this.dialect.mapError(error, context)
    if (mapped instanceof TimeoutError)
      return new TimeoutError(Math.round(performance.now() - started), { cause: error })
    if (mapped === null && this.dialect.isStaleSchema(error)) return goneError(error)
    return mapped ?? error
  }
}

function tooLarge(error: AnswerTooLargeError): InvalidQueryError {
  return new InvalidQueryError(
    `The answer is larger than ${error.limit} bytes (${ANSWER_SIZE_SETTING}); ask for fewer items or fields.`,
    { cause: error },
  )
}

/** What is gone looks like what never was. */
function goneError(cause: unknown): ForbiddenError {
  return new ForbiddenError('What was asked for is no longer in the database.', { cause })
}
