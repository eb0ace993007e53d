import type { DialectName, TestDialect } from './dialect.js'
import { pickedDialects, skipReason, urlVariable } from './environment.js'
import { createDatabase, dropLeftovers, type Vendor } from './vendors/database.js'

/** Each vendor's driver is loaded by the first database that is made with it. */
const vendors: Readonly<Record<Exclude<DialectName, 'sqlite'>, () => Promise<Vendor>>> = {
  postgres: async () => (await import('./vendors/postgres.js')).vendor,
  mariadb: async () => (await import('./vendors/mysql.js')).vendor,
  mysql: async () => (await import('./vendors/mysql.js')).vendor,
  mssql: async () => (await import('./vendors/mssql.js')).vendor,
  oracle: async () => (await import('./vendors/oracle.js')).vendor,
  cockroachdb: async () => (await import('./vendors/postgres.js')).cockroachdb,
}

/** Drops what tests that failed left on the servers of the matrix. */
export async function cleanServers(): Promise<void> {
  for (const name of pickedDialects()) {
    const url = process.env[urlVariable(name)]
    if (name !== 'sqlite' && url) await dropLeftovers(await vendors[name](), url)
  }
}

/**
 * The test matrix: every vendor that `DIALECTS` picks, those that are missing here with the reason.
 *
 * @example
 * describe.each(DIALECTS)('reads on $name', ({ skip, createDatabase }) => {
 *   it.skipIf(skip)('keeps the order', async () => {
 *     await using database = await createDatabase()
 *   })
 * })
 */
export const DIALECTS: readonly TestDialect[] = pickedDialects().map((name) =>
  name === 'sqlite' ? sqlite() : server(name),
)

function sqlite(): TestDialect {
  return {
    name: 'sqlite',
    skip: null,
    createDatabase: async () => (await import('./vendors/sqlite.js')).createSqliteDatabase(),
  }
}

function server(name: Exclude<DialectName, 'sqlite'>): TestDialect {
  const url = process.env[urlVariable(name)]
  return {
    name,
    skip: skipReason(name),
    async createDatabase() {
      if (!url) throw new Error(`There is no ${name} server: set ${urlVariable(name)}.`)
      return await createDatabase(await vendors[name](), url)
    },
  }
}
