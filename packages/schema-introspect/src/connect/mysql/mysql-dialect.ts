import {
  CompiledQuery,
  type DatabaseIntrospector,
  type Dialect,
  type DialectAdapter,
  type Driver,
  type Kysely,
  MysqlAdapter,
  MysqlIntrospector,
  MysqlQueryCompiler,
  type QueryCompiler,
  type TransactionSettings,
} from 'kysely'
import type { Pool, PoolConnection } from 'mysql2'
import { AtHand } from '../at-hand.js'
import { poolRunner, type PromptLending, type RunnerSlot } from '../statement-runner.js'
import { MysqlConnection, type MysqlControl } from './mysql-connection.js'

export interface MysqlConfig extends MysqlControl {
  /** Takes the runner while the driver is open. */
  readonly slot: RunnerSlot
  readonly createPool: () => Pool
  /** Runs on each new connection before anything else. */
  readonly sessionSettings: readonly string[]
}

/** Kysely's dialect with a driver that keeps the rows of RETURNING and prepares statements. */
export class RelvarMysqlDialect implements Dialect {
  readonly #config: MysqlConfig

  constructor(config: MysqlConfig) {
    this.#config = config
  }

  createAdapter(): DialectAdapter {
    return new MysqlAdapter()
  }

  createDriver(): Driver {
    return new RelvarMysqlDriver(this.#config)
  }

  // oxlint-disable-next-line typescript/no-explicit-any -- the signature of Kysely's interface
  createIntrospector(db: Kysely<any>): DatabaseIntrospector {
    return new MysqlIntrospector(db)
  }

  createQueryCompiler(): QueryCompiler {
    return new MysqlQueryCompiler()
  }
}

class RelvarMysqlDriver implements Driver, PromptLending<MysqlConnection> {
  readonly #config: MysqlConfig
  readonly #pool: Pool
  readonly #atHand = new AtHand<PoolConnection>((raw) => raw.release())
  readonly #ready = new WeakSet<PoolConnection>()
  /** Whether the server is MariaDB, which is known by its first connection; URLs say `mysql:` of both. */
  #isMariadb: boolean | undefined

  constructor(config: MysqlConfig) {
    this.#config = config
    this.#pool = config.createPool()
  }

  init(): Promise<void> {
    this.#config.slot.runner = poolRunner(this)
    return Promise.resolve()
  }

  async acquireConnection(): Promise<MysqlConnection> {
    const raw = this.#atHand.take() ?? (await this.#borrow())
    if (!this.#ready.has(raw)) await this.#prepare(raw)
    return this.#connectionOver(raw)
  }

  takeNow(): MysqlConnection | undefined {
    const raw = this.#atHand.take()
    return raw && this.#connectionOver(raw)
  }

  giveNow(connection: MysqlConnection): void {
    connection.release((raw) => this.#atHand.keep(raw))
  }

  #connectionOver(raw: PoolConnection): MysqlConnection {
    return new MysqlConnection(raw, this.#config, this.#isMariadb === true)
  }

  async #prepare(raw: PoolConnection): Promise<void> {
    const connection = new MysqlConnection(raw, this.#config, false)
    try {
      for (const setting of this.#config.sessionSettings) await connection.run(setting)
      this.#isMariadb ??= await isMariadb(connection)
    } catch (error) {
      connection.release(() => raw.release())
      throw error
    }
    this.#ready.add(raw)
    // One that the server closes leaves the pool by itself.
    const leave = (): void => void this.#atHand.drop(raw)
    raw.on('error', leave)
    raw.on('end', leave)
  }

  beginTransaction(connection: MysqlConnection, settings: TransactionSettings): Promise<void> {
    return connection.begin(settings)
  }

  commitTransaction(connection: MysqlConnection): Promise<void> {
    return connection.commit()
  }

  rollbackTransaction(connection: MysqlConnection): Promise<void> {
    return connection.rollback()
  }

  savepoint(connection: MysqlConnection, name: string): Promise<void> {
    return connection.run(`savepoint ${quote(name)}`)
  }

  rollbackToSavepoint(connection: MysqlConnection, name: string): Promise<void> {
    return connection.rollbackTo(quote(name))
  }

  releaseSavepoint(connection: MysqlConnection, name: string): Promise<void> {
    return connection.run(`release savepoint ${quote(name)}`)
  }

  releaseConnection(connection: MysqlConnection): Promise<void> {
    connection.release((raw) => this.#atHand.keep(raw))
    return Promise.resolve()
  }

  destroy(): Promise<void> {
    this.#config.slot.runner = undefined
    this.#atHand.close()
    return new Promise((resolve, reject) => {
      this.#pool.end((error) => (error === null || error === undefined ? resolve() : reject(error)))
    })
  }

  #borrow(): Promise<PoolConnection> {
    return new Promise((resolve, reject) => {
      this.#pool.getConnection((error, connection) =>
        error === null ? resolve(connection) : reject(error),
      )
    })
  }
}

async function isMariadb(connection: MysqlConnection): Promise<boolean> {
  const query = CompiledQuery.raw('select version() as version')
  const { rows } = await connection.executeQuery<{ readonly version: string }>(query)
  return rows.some(({ version }) => /mariadb/i.test(version))
}

function quote(name: string): string {
  return `\`${name.replaceAll('`', '``')}\``
}
