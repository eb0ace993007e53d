export type { DialectName, TestDatabase, TestDialect } from './dialect.js'
export { DIALECTS } from './dialects.js'
