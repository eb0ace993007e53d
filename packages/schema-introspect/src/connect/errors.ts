import type { DialectName } from '../model/schema-model.js'

/** The URL cannot be understood. Its message never holds the password. */
export class InvalidDatabaseUrlError extends Error {
  override readonly name = 'InvalidDatabaseUrlError'
  readonly code = 'RELVAR_INVALID_DATABASE_URL'

  constructor(reason: string, options?: ErrorOptions) {
    super(`The database URL cannot be used: ${reason}`, options)
  }
}

/** SQLite's file is not there, or may not be looked at. `connect(url, { create: true })` makes one. */
export class MissingFileError extends Error {
  override readonly name = 'MissingFileError'
  readonly code = 'RELVAR_MISSING_FILE'
  readonly path: string

  constructor(path: string, options?: ErrorOptions) {
    super(`There is no readable file "${path}".`, options)
    this.path = path
  }
}

/** The driver that a URL needs is an optional peer dependency, and it is not installed. */
export class MissingDriverError extends Error {
  override readonly name = 'MissingDriverError'
  readonly code = 'RELVAR_MISSING_DRIVER'
  readonly package: string

  constructor(packageName: string, dialect: DialectName, options?: ErrorOptions) {
    super(
      `Connecting to ${dialect} needs the package "${packageName}". Install it: npm install ${packageName}`,
      options,
    )
    this.package = packageName
  }
}

/** A database that Relvar knows by name but cannot serve yet. */
export class UnsupportedDialectError extends Error {
  override readonly name = 'UnsupportedDialectError'
  readonly code = 'RELVAR_UNSUPPORTED_DIALECT'
  readonly dialect: DialectName | null

  constructor(dialect: DialectName | null, reason: string) {
    super(reason)
    this.dialect = dialect
  }
}

/** A statement ran longer than `statementTimeout` allows, and was ended. */
export class StatementTimeoutError extends Error {
  override readonly name = 'StatementTimeoutError'
  readonly code = 'RELVAR_STATEMENT_TIMEOUT'
  /** The limit, in milliseconds. */
  readonly timeout: number

  constructor(timeout: number, consequence = '') {
    super(`The statement did not finish within ${timeout} ms.${consequence}`)
    this.timeout = timeout
  }
}

/** An answer that is held as a whole was larger than `maxAnswerSize` allows; the statement was ended. */
export class AnswerTooLargeError extends Error {
  override readonly name = 'AnswerTooLargeError'
  readonly code = 'RELVAR_ANSWER_TOO_LARGE'
  /** The limit, in bytes. */
  readonly limit: number

  constructor(limit: number, options?: ErrorOptions) {
    super(`The answer is larger than ${limit} bytes.`, options)
    this.limit = limit
  }
}

/** Every connection was in use for as long as one may wait for one. */
export class DatabaseBusyError extends Error {
  override readonly name = 'DatabaseBusyError'
  readonly code = 'RELVAR_DATABASE_BUSY'

  /** @param waited the limit, in milliseconds */
  constructor(waited: number) {
    super(`All connections are in use; none became free within ${waited} ms.`)
  }
}

/** The other end of a connection is gone. The next statement gets a new connection. */
export class ConnectionLostError extends Error {
  override readonly name = 'ConnectionLostError'
  readonly code = 'RELVAR_CONNECTION_LOST'
}
