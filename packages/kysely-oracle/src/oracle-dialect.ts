import type {
  DatabaseIntrospector,
  Dialect,
  DialectAdapter,
  Driver,
  Kysely,
  QueryCompiler,
} from 'kysely'
import type oracledb from 'oracledb'
import { OracleAdapter } from './oracle-adapter.js'
import { OracleDriver } from './oracle-driver.js'
import { OracleIntrospector } from './oracle-introspector.js'
import { OracleQueryCompiler } from './oracle-query-compiler.js'
import type { ResultLimit } from './result-limit.js'

export interface OracleDialectConfig {
  /** The driver: `import oracledb from 'oracledb'`. */
  readonly oracledb: typeof oracledb
  /** Where to connect, as `oracledb.createPool` takes it. The pool is made by the first query and closed by `db.destroy()`. */
  readonly pool: oracledb.PoolAttributes
  /** Further statements for each new session, run after UTC and the ISO formats are set. */
  readonly sessionSettings?: readonly string[]
  /** Ends a statement that takes longer, in milliseconds; it throws `NJS-123`. No limit unless told. */
  readonly callTimeout?: number
  /** Bounds the rows of one query that are held as a whole; streams have no limit. None unless told. */
  readonly resultLimit?: ResultLimit
}

/**
 * Oracle Database for Kysely.
 *
 * @example
 * import oracledb from 'oracledb'
 *
 * const db = new Kysely<Database>({
 *   dialect: new OracleDialect({
 *     oracledb,
 *     pool: { user: 'shop', password: 'secret', connectString: 'localhost:1521/FREEPDB1' },
 *   }),
 * })
 */
export class OracleDialect implements Dialect {
  readonly #config: OracleDialectConfig

  constructor(config: OracleDialectConfig) {
    this.#config = config
  }

  createAdapter(): DialectAdapter {
    return new OracleAdapter()
  }

  createDriver(): Driver {
    return new OracleDriver(this.#config)
  }

  // oxlint-disable-next-line typescript/no-explicit-any -- the signature of Kysely's interface
  createIntrospector(db: Kysely<any>): DatabaseIntrospector {
    return new OracleIntrospector(db)
  }

  createQueryCompiler(): QueryCompiler {
    return new OracleQueryCompiler()
  }
}
