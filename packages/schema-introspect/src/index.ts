/** Connect to any SQL database and read its schema as one immutable JSON model. */

// Connecting
export { connect, type Database } from './connect/connect.js'
export { type DatabaseUrl, parseDatabaseUrl } from './connect/database-url.js'
export type { ConnectOptions } from './connect/options.js'
export { streamTurnsOf } from './connect/stream-turns.js'
export type { Turns } from './connect/turns.js'
export { type AnyDatabase, detectDialect, dialectOf } from './connect/dialect-of.js'

export type { SharedParameter } from './connect/shared-parameter.js'
export { type StatementRunner, statementRunnerOf } from './connect/statement-runner.js'
export { setWhereKnown } from './connect/set-where-known.js'
export { asBriefRead, isBriefRead } from './connect/brief-read.js'
export { onAbort } from './connect/on-abort.js'
export { asOneText } from './connect/one-text.js'
export { withoutAnswer } from './connect/unawaited.js'

// Reading the schema
export { introspect, readVersion } from './introspect/introspect.js'
export type { IntrospectOptions } from './introspect/options.js'
export { type SchemaWatch, type WatchOptions, watchSchema } from './watch/watch-schema.js'

// Working with the model; all of it is in `@relvar/schema-introspect/model`
export { applyOverlay, getTable, overlayProblems, UnknownTableError } from './model/index.js'
export type { Overlay, SchemaModel } from './model/index.js'

// Failures
export {
  AnswerTooLargeError,
  ConnectionLostError,
  DatabaseBusyError,
  InvalidDatabaseUrlError,
  MissingFileError,
  MissingDriverError,
  StatementTimeoutError,
  UnsupportedDialectError,
} from './connect/errors.js'
