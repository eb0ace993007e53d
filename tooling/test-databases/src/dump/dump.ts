import type { TestDatabase } from '../dialect.js'
import { dumpMysql } from './mysql.js'
import { dumpPostgres } from './postgres.js'
import { dumpSqlite } from './sqlite.js'

/**
 * Everything that a back-up of a database holds, as text: the same text, the same database. Made by
 * the vendor's own program where there is one that can.
 *
 * @param schemas PostgreSQL: only these; all unless told
 *
 * @example
 * const before = await dumpOf(database)
 */
export async function dumpOf(database: TestDatabase, schemas?: readonly string[]): Promise<string> {
  const [, scheme = ''] = /^(\w+):/.exec(database.url) ?? []
  switch (scheme) {
    case 'sqlite':
      return dumpSqlite(database)
    case 'postgres':
      return dumpPostgres(database, schemas)
    case 'mariadb':
    case 'mysql':
      return dumpMysql(database)
    default:
      throw new Error(`Nobody knows here how to dump a database of ${scheme}.`)
  }
}
