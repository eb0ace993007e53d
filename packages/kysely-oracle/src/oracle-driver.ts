import type { DatabaseConnection, Driver, TransactionSettings } from 'kysely'
import type oracledb from 'oracledb'
import { OracleConnection } from './oracle-connection.js'
import type { OracleDialectConfig } from './oracle-dialect.js'
import { ReturnedTypes } from './returned-types.js'
import { SESSION_SETTINGS } from './session-settings.js'

export class OracleDriver implements Driver {
  readonly #config: OracleDialectConfig
  readonly #returnedTypes: ReturnedTypes
  #pool: Promise<oracledb.Pool> | undefined

  constructor(config: OracleDialectConfig) {
    this.#config = config
    this.#returnedTypes = new ReturnedTypes(config.oracledb)
  }

  init(): Promise<void> {
    return Promise.resolve()
  }

  async acquireConnection(): Promise<DatabaseConnection> {
    const { oracledb: db, callTimeout = 0, resultLimit } = this.#config
    const connection = await (await this.#getPool()).getConnection()
    connection.callTimeout = callTimeout
    return new OracleConnection(connection, {
      db,
      returnedTypes: this.#returnedTypes,
      resultLimit,
    })
  }

  beginTransaction(connection: OracleConnection, settings: TransactionSettings): Promise<void> {
    return connection.begin(settings)
  }

  commitTransaction(connection: OracleConnection): Promise<void> {
    return connection.commit()
  }

  rollbackTransaction(connection: OracleConnection): Promise<void> {
    return connection.rollback()
  }

  savepoint(connection: OracleConnection, name: string): Promise<void> {
    return connection.savepoint(name)
  }

  rollbackToSavepoint(connection: OracleConnection, name: string): Promise<void> {
    return connection.rollbackToSavepoint(name)
  }

  /** Oracle has no such statement: a savepoint is gone with its transaction. */
  releaseSavepoint(): Promise<void> {
    return Promise.resolve()
  }

  releaseConnection(connection: OracleConnection): Promise<void> {
    return connection.release()
  }

  async destroy(): Promise<void> {
    const pool = this.#pool
    this.#pool = undefined
    // 0: nobody waits for connections that are still lent.
    if (pool !== undefined) await (await pool).close(0)
  }

  /** A pool that could not be made is tried again by the next query. */
  async #getPool(): Promise<oracledb.Pool> {
    const pool = (this.#pool ??= this.#createPool())
    try {
      return await pool
    } catch (error) {
      this.#pool = undefined
      throw error
    }
  }

  #createPool(): Promise<oracledb.Pool> {
    const { oracledb: db, pool } = this.#config
    return db.createPool({
      // Connections are made when they are asked for: a server that is away fails that query.
      poolMin: 0,
      poolIncrement: 1,
      ...pool,
      sessionCallback: (connection, _tag, done) => void this.#onNewSession(connection, done),
    })
  }

  async #onNewSession(
    connection: oracledb.Connection,
    done: (error?: unknown) => void,
  ): Promise<void> {
    let failure: unknown
    try {
      await this.#prepareSession(connection)
    } catch (error) {
      failure = error
    }
    done(failure)
  }

  async #prepareSession(connection: oracledb.Connection): Promise<void> {
    for (const setting of [SESSION_SETTINGS, ...(this.#config.sessionSettings ?? [])]) {
      await connection.execute(setting)
    }
  }
}
