import type { DialectName, TestDatabase, TestDialect } from './dialect.js'
import { pickedDialects, skipReason, urlVariable } from './environment.js'

type CreateDatabase = (serverUrl: string) => Promise<TestDatabase>

/** Each vendor's driver is loaded by the first database that is made with it. */
const vendors: Readonly<Record<Exclude<DialectName, 'sqlite'>, () => Promise<CreateDatabase>>> = {
  postgres: async () => (await import('./vendors/postgres.js')).createPostgresDatabase,
  mariadb: async () => (await import('./vendors/mysql.js')).createMysqlDatabase,
  mysql: async () => (await import('./vendors/mysql.js')).createMysqlDatabase,
  mssql: async () => (await import('./vendors/mssql.js')).createMssqlDatabase,
  oracle: async () => (await import('./vendors/oracle.js')).createOracleDatabase,
  cockroachdb: async () => (await import('./vendors/postgres.js')).createCockroachDatabase,
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
      return (await vendors[name]())(url)
    },
  }
}
