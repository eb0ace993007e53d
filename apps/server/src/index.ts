/** The server as a library: to start it from a program, and to make the sample shop elsewhere. */

// The server
export { startServer } from './server.js'
export type { RunningServer, ServerOptions } from './server.js'
export { createLogger } from './log/logger.js'
export type { LoggerOptions } from './log/logger.js'

// Its settings
export { readConfig } from './config/config.js'
export type { Config } from './config/config.js'
export type { Settings } from './config/variables.js'
export { ConfigError } from './config/config-error.js'
export type { Problem } from './config/config-error.js'

// The sample shop: as a SQLite file, or as statements and rows for any database
export { createSampleShop } from './sample/sample-shop.js'
export { sampleShopRows } from './sample/rows.js'
export type { SampleShopOptions } from './sample/rows.js'
export { sampleShopTables } from './sample/tables.js'
export type { SampleDialect } from './sample/tables.js'
export type { SampleRow, SampleTable, SampleValue } from './sample/table.js'
