export type { DialectName, TestDatabase, TestDialect } from './dialect.js'
export { odditiesFixture } from './fixtures/oddities.js'
export { shopFixture } from './fixtures/shop.js'
export { DIALECTS } from './dialects.js'
