import type {
  CompiledQuery,
  DatabaseConnection,
  QueryId,
  QueryResult,
  TransactionSettings,
} from 'kysely'
import type oracledb from 'oracledb'
import { ColumnValues, ReturnedColumn } from './bound-values.js'
import { fetchTypeHandler } from './fetch-types.js'
import { type ResultLimit, sizeOf } from './result-limit.js'
import type { ReturnedBind, ReturnedTypes } from './returned-types.js'
import { toColumnBinds, toOracleValue } from './values.js'

type OracleDb = typeof oracledb
type Row = Record<string, unknown>

/** The session is gone, whatever ended it: node-oracledb has one code for all of them. */
const LOST = new Set(['NJS-500', 'NJS-003'])

/** Rows that are fetched at one time where there is a limit to them. */
const CHUNK = 100

/** What the connections of one driver share. */
export interface OracleParts {
  readonly db: OracleDb
  readonly returnedTypes: ReturnedTypes
  readonly resultLimit: ResultLimit | undefined
}

/** A connection of the pool, borrowed. */
export class OracleConnection implements DatabaseConnection {
  readonly #connection: oracledb.Connection
  readonly #db: OracleDb
  readonly #returnedTypes: ReturnedTypes
  readonly #resultLimit: ResultLimit | undefined
  /** Oracle's names of savepoints: others may hold what a name here may not. */
  readonly #savepoints = new Map<string, string>()
  #inTransaction = false
  #broken = false
  #running: QueryId | undefined
  #cancelled: QueryId | undefined

  constructor(connection: oracledb.Connection, { db, returnedTypes, resultLimit }: OracleParts) {
    this.#connection = connection
    this.#db = db
    this.#returnedTypes = returnedTypes
    this.#resultLimit = resultLimit
  }

  async executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
    this.#running = query.queryId
    try {
      return await this.#execute<R>(query)
    } catch (error) {
      // Kysely has given the signal's reason to the caller already and would print this error.
      if (this.#cancelled === query.queryId) return { rows: [] }
      throw this.#noted(error)
    } finally {
      this.#running = undefined
      this.#cancelled = undefined
    }
  }

  async *streamQuery<R>(
    { sql, parameters, queryId }: CompiledQuery,
    chunkSize: number,
  ): AsyncIterableIterator<QueryResult<R>> {
    const binds = parameters.map((value) => toOracleValue(value, this.#db))
    this.#running = queryId
    let results: oracledb.ResultSet<R> | undefined
    try {
      const options = { ...this.#options(), resultSet: true, fetchArraySize: chunkSize }
      results = (await this.#connection.execute<R>(sql, binds, options)).resultSet
      if (results === undefined) return
      while (true) {
        const rows = await results.getRows(chunkSize)
        if (rows.length === 0) return
        yield { rows }
      }
    } catch (error) {
      throw this.#noted(error)
    } finally {
      this.#running = undefined
      if (!this.#broken) await results?.close()
    }
  }

  /** Kysely takes it before a query that may be cancelled; the driver breaks the session it has. */
  collectSessionInfo(): Promise<void> {
    return Promise.resolve()
  }

  /** The statement ends with ORA-01013; the session stays. */
  async cancelQuery(): Promise<void> {
    if (this.#running === undefined) return
    this.#cancelled = this.#running
    await this.#connection.break()
  }

  async killSession(): Promise<void> {
    this.#broken = true
    await this.cancelQuery()
  }

  async begin(settings: TransactionSettings): Promise<void> {
    this.#savepoints.clear()
    this.#inTransaction = true
    const mode = transactionMode(settings)
    if (mode !== null) await this.#run(`set transaction ${mode}`)
  }

  async commit(): Promise<void> {
    await this.#end(() => this.#connection.commit())
  }

  async rollback(): Promise<void> {
    // The server has rolled back with the session.
    if (!this.#broken) await this.#end(() => this.#connection.rollback())
  }

  async savepoint(name: string): Promise<void> {
    const own = `sp_${this.#savepoints.size + 1}`
    this.#savepoints.set(name, own)
    await this.#run(`savepoint ${own}`)
  }

  async rollbackToSavepoint(name: string): Promise<void> {
    const own = this.#savepoints.get(name)
    if (own === undefined) throw new Error(`There is no savepoint ${JSON.stringify(name)}.`)
    await this.#run(`rollback to savepoint ${own}`)
  }

  /** Back to the pool, which rolls back what was left open; or away, if it broke. */
  async release(): Promise<void> {
    await this.#connection.close({ drop: this.#broken || !this.#connection.isHealthy() })
  }

  async #execute<R>(query: CompiledQuery): Promise<QueryResult<R>> {
    const { sql, parameters } = query
    const returned = parameters.filter((value) => value instanceof ReturnedColumn)
    const returnedBinds = await this.#returnedTypes.bindsOf(returned, this.#connection)
    const columns = parameters.filter((value) => value instanceof ColumnValues)
    const names = returned.map(({ name }) => name)
    if (columns.length > 0) {
      const result = await this.#executeMany(sql, parameters, returnedBinds)
      const chunks = (result.outBinds ?? []) as readonly (readonly unknown[])[]
      const rows = await Promise.all(chunks.map((out) => returnedRows(out, names, returnedBinds)))
      return toQueryResult(result, rows.flat() as R[])
    }
    const binds = this.#singleBinds(parameters, returnedBinds)
    if (this.#resultLimit !== undefined && returned.length === 0)
      return await this.#executeWithin<R>(query, binds, this.#resultLimit)
    const result = await this.#connection.execute<R>(sql, binds, this.#options())
    if (returned.length === 0) return toQueryResult(result, result.rows ?? [])
    const rows = await returnedRows(result.outBinds as readonly unknown[], names, returnedBinds)
    return toQueryResult(result, rows as R[])
  }

  /** Rows come in pieces, so that no more of them are held than the limit and one piece. */
  async #executeWithin<R>(
    { sql }: CompiledQuery,
    binds: oracledb.BindParameter[],
    { size, exceeded }: ResultLimit,
  ): Promise<QueryResult<R>> {
    const options = { ...this.#options(), resultSet: true, fetchArraySize: CHUNK }
    const result = await this.#connection.execute<R>(sql, binds, options)
    const results = result.resultSet
    if (results === undefined) return toQueryResult(result, result.rows ?? [])
    const rows: R[] = []
    try {
      for (let held = 0; ;) {
        const chunk = await results.getRows(CHUNK)
        if (chunk.length === 0) return toQueryResult(result, rows)
        held += sizeOf(chunk as readonly object[])
        if (held > size) throw exceeded()
        rows.push(...chunk)
      }
    } finally {
      await results.close()
    }
  }

  #singleBinds(
    parameters: readonly unknown[],
    returnedBinds: readonly ReturnedBind[],
  ): oracledb.BindParameter[] {
    const returned = returnedBinds.values()
    return parameters.map((value) =>
      value instanceof ReturnedColumn
        ? (returned.next().value?.definition as oracledb.BindParameter)
        : toOracleValue(value, this.#db),
    )
  }

  async #executeMany(
    sql: string,
    parameters: readonly unknown[],
    returnedBinds: readonly ReturnedBind[],
  ): Promise<oracledb.Results<unknown>> {
    const columns = parameters
      .filter((value) => value instanceof ColumnValues)
      .map(({ values }) => toColumnBinds(values, this.#db))
    const rows = (columns[0]?.values ?? []).map((_, row) =>
      columns.map(({ values }) => values[row]),
    )
    return await this.#connection.executeMany(sql, rows as oracledb.BindParameters[], {
      autoCommit: !this.#inTransaction,
      bindDefs: [...columns, ...returnedBinds].map(({ definition }) => definition),
    })
  }

  #options(): oracledb.ExecuteOptions {
    return {
      autoCommit: !this.#inTransaction,
      outFormat: this.#db.OUT_FORMAT_OBJECT,
      fetchTypeHandler: fetchTypeHandler(this.#db),
    }
  }

  async #run(sql: string): Promise<void> {
    try {
      await this.#connection.execute(sql)
    } catch (error) {
      throw this.#noted(error)
    }
  }

  async #end(work: () => Promise<void>): Promise<void> {
    try {
      await work()
    } catch (error) {
      throw this.#noted(error)
    } finally {
      this.#inTransaction = false
      this.#savepoints.clear()
    }
  }

  /** Remembers an error that the session does not survive. */
  #noted(error: unknown): unknown {
    if (LOST.has(String((error as oracledb.DBError).code))) this.#broken = true
    return error
  }
}

/**
 * What follows `set transaction`. A transaction that only reads sees one state of the database, so
 * it is at least as isolated as any level asks for.
 *
 * @see https://docs.oracle.com/en/database/oracle/oracle-database/19/sqlrf/SET-TRANSACTION.html
 */
function transactionMode({ isolationLevel, accessMode }: TransactionSettings): string | null {
  if (accessMode === 'read only') return 'read only'
  if (isolationLevel === undefined) return null
  if (isolationLevel === 'read committed' || isolationLevel === 'serializable') {
    return `isolation level ${isolationLevel}`
  }
  throw new Error(
    `Oracle has no isolation level "${isolationLevel}": use "read committed" or "serializable".`,
  )
}

/** Oracle answers column by column, each with a value for each row. */
async function returnedRows(
  outBinds: readonly unknown[],
  names: readonly string[],
  binds: readonly ReturnedBind[],
): Promise<Row[]> {
  const columns = outBinds as readonly (readonly unknown[])[]
  const count = columns[0]?.length ?? 0
  const rows: Row[] = []
  for (let row = 0; row < count; row++) {
    const values = await Promise.all(
      binds.map(({ convert }, column) => convert(columns[column]?.[row] ?? null)),
    )
    rows.push(Object.fromEntries(names.map((name, column) => [name, values[column]])))
  }
  return rows
}

function toQueryResult<R>(
  { rowsAffected }: { readonly rowsAffected?: number | undefined },
  rows: R[],
): QueryResult<R> {
  return rowsAffected === undefined ? { rows } : { rows, numAffectedRows: BigInt(rowsAffected) }
}
