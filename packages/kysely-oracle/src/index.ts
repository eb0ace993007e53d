/** A Kysely dialect for Oracle Database. */

export { OracleDialect, type OracleDialectConfig } from './oracle-dialect.js'
export type { ResultLimit } from './result-limit.js'

// The parts of the dialect, for dialects made of it
export { OracleAdapter } from './oracle-adapter.js'
export { OracleDriver } from './oracle-driver.js'
export { OracleIntrospector } from './oracle-introspector.js'
export { OracleQueryCompiler } from './oracle-query-compiler.js'
export { SESSION_SETTINGS } from './session-settings.js'

// Values of hand-written SQL
export { ColumnValues, ReturnedColumn, type ReturnedType } from './bound-values.js'
