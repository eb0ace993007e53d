import type { DialectName } from '../model/schema-model.js'
import type { RunnerSlot } from './statement-runner.js'

/** How to connect. Everything has a default. */
export interface ConnectOptions {
  /** Ends every statement that runs longer, in milliseconds. Without it the database's own limit counts. */
  readonly statementTimeout?: number
  /**
   * The most that one statement may answer, in bytes, where the answer is held as a whole; larger ones
   * are an `AnswerTooLargeError`. Streams have no limit. SQL Server and Oracle count the characters and
   * bytes of the values instead; no limit unless told.
   */
  readonly maxAnswerSize?: number
  /** The most connections at one time. 10 unless told; SQLite needs few, see the README. */
  readonly maxConnections?: number
  /**
   * How long to wait for a free connection, in milliseconds; 10,000 unless told. Then it is a
   * `DatabaseBusyError`.
   */
  readonly acquireTimeout?: number
  /** Refuses every write, on each connection. */
  readonly readOnly?: boolean
  /**
   * SQLite: makes the file where there is none, for nobody to read but its owner. Without it a missing
   * file is an error.
   */
  readonly create?: boolean
  /**
   * SQLite: further files under a schema name each, made where they are missing, for their owner alone:
   * `{ relvar: 'shop.relvar.sqlite' }`. Their tables are `relvar.users`; statements may join them. A
   * transaction whose first statement names only them, quoted, locks none but that file.
   */
  readonly attach?: Readonly<Record<string, string>>
  /** PostgreSQL: false for proxies that pool transactions and cannot keep prepared statements. */
  readonly preparedStatements?: boolean
}

/** What a server's dialect is made from. */
export interface ServerTarget {
  readonly url: URL
  readonly dialect: DialectName
  readonly options: ConnectOptions
  /** Takes the runner of the driver. */
  readonly slot: RunnerSlot
}

export const DEFAULT_MAX_CONNECTIONS = 10
export const DEFAULT_ACQUIRE_TIMEOUT_MS = 10_000
