import { DIALECTS, type TestDialect } from '@relvar/test-databases'
import { connect, type ConnectOptions, type Database } from '../src/index.js'

/** The databases that this package speaks to so far. */
export const SUPPORTED: readonly TestDialect[] = DIALECTS.filter(({ name }) =>
  ['sqlite', 'postgres', 'mariadb', 'mysql', 'cockroachdb'].includes(name),
)

export interface Scratch extends AsyncDisposable {
  readonly db: Database
  readonly url: string
  readonly execute: (sql: string | readonly string[]) => Promise<void>
  /** A further connection of its own, closed with the first. */
  readonly connect: (options?: ConnectOptions, url?: string) => Promise<Database>
}

/** A database of its own, filled by `statements`, and a connection made by the code under test. */
export async function scratch(
  dialect: TestDialect,
  statements: string | readonly string[] = [],
  options: ConnectOptions = {},
): Promise<Scratch> {
  const database = await dialect.createDatabase()
  const opened: Database[] = []
  const open = async (more: ConnectOptions = {}, url = database.url): Promise<Database> => {
    const db = await connect(url, more)
    opened.push(db)
    return db
  }
  await database.execute(statements)
  return {
    db: await open(options),
    url: database.url,
    execute: database.execute,
    connect: open,
    async [Symbol.asyncDispose](): Promise<void> {
      await Promise.all(opened.map((db) => db.destroy()))
      await database[Symbol.asyncDispose]()
    },
  }
}
