import {
  type DatabaseIntrospector,
  type Dialect,
  type DialectAdapter,
  type Driver,
  type Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  type QueryCompiler,
  type TransactionSettings,
} from 'kysely'
import type pg from 'pg'
import { AtHand } from '../at-hand.js'
import { quoteName } from '../quote.js'
import type { PromptLending, RunnerSlot } from '../statement-runner.js'
import { BriefReads } from './brief-reads.js'
import { RelvarPostgresCompiler } from './postgres-compiler.js'
import { PostgresConnection, type PostgresParts } from './postgres-connection.js'

export interface PostgresConfig extends PostgresParts {
  /** Takes the runner while the driver is open. */
  readonly slot: RunnerSlot
  readonly Pool: typeof pg.Pool
}

/** Kysely's dialect with a driver that prepares statements and sets types per connection. */
export class RelvarPostgresDialect implements Dialect {
  readonly #config: PostgresConfig

  constructor(config: PostgresConfig) {
    this.#config = config
  }

  createAdapter(): DialectAdapter {
    return new PostgresAdapter()
  }

  createDriver(): Driver {
    return new RelvarPostgresDriver(this.#config)
  }

  // oxlint-disable-next-line typescript/no-explicit-any -- the signature of Kysely's interface
  createIntrospector(db: Kysely<any>): DatabaseIntrospector {
    return new PostgresIntrospector(db)
  }

  createQueryCompiler(): QueryCompiler {
    return new RelvarPostgresCompiler()
  }
}

class RelvarPostgresDriver implements Driver, PromptLending<PostgresConnection> {
  readonly #config: PostgresConfig
  readonly #pool: pg.Pool
  readonly #atHand = new AtHand<pg.PoolClient>((client) => client.release())

  constructor(config: PostgresConfig) {
    this.#config = config
    this.#pool = new config.Pool(config.config)
    // A client that breaks leaves the pool by itself, and the query it was running, if any, fails.
    // The event is for telling; without a listener it would end the process.
    this.#pool.on('error', () => undefined)
    this.#pool.on('connect', (client) => {
      const leave = (): void => {
        if (this.#atHand.drop(client)) client.release(true)
      }
      client.on('error', leave)
      client.on('end', leave)
    })
  }

  init(): Promise<void> {
    this.#config.slot.runner = new BriefReads(this)
    return Promise.resolve()
  }

  async acquireConnection(): Promise<PostgresConnection> {
    const client = this.#atHand.take() ?? (await this.#pool.connect())
    return new PostgresConnection(client, this.#config)
  }

  takeNow(): PostgresConnection | undefined {
    const client = this.#atHand.take()
    return client && new PostgresConnection(client, this.#config)
  }

  giveNow(connection: PostgresConnection): void {
    connection.release(this.#atHand)
  }

  beginTransaction(connection: PostgresConnection, settings: TransactionSettings): Promise<void> {
    return connection.begin(settings)
  }

  commitTransaction(connection: PostgresConnection): Promise<void> {
    return connection.commit()
  }

  rollbackTransaction(connection: PostgresConnection): Promise<void> {
    return connection.rollback()
  }

  async savepoint(connection: PostgresConnection, name: string): Promise<void> {
    await connection.run(`savepoint ${quoteName(name)}`)
  }

  async rollbackToSavepoint(connection: PostgresConnection, name: string): Promise<void> {
    await connection.rollbackTo(name)
  }

  async releaseSavepoint(connection: PostgresConnection, name: string): Promise<void> {
    await connection.run(`release savepoint ${quoteName(name)}`)
  }

  releaseConnection(connection: PostgresConnection): Promise<void> {
    connection.release(this.#atHand)
    return Promise.resolve()
  }

  destroy(): Promise<void> {
    this.#config.slot.runner = undefined
    this.#atHand.close()
    return this.#pool.end()
  }
}
