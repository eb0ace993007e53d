export type { DialectName, TestDatabase, TestDialect } from './dialect.js'
export { shopFixture } from './fixtures/shop.js'
export { DIALECTS } from './dialects.js'
