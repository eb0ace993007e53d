/**
 * The sample shop for other parts of this repository: measurements and tests that want more of it,
 * or want it in another database than SQLite. Not part of the published package.
 */
export { createSampleShop } from './sample-shop.js'
export { sampleShopRows, type SampleShopOptions } from './rows.js'
export { sampleShopTables, type SampleDialect } from './tables.js'
export type { SampleRow, SampleTable, SampleValue } from './table.js'
