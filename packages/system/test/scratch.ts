import { type ConnectOptions, connect, type Database } from '@relvar/schema-introspect'
import { plainSql, type TestDatabase, type TestDialect } from '@relvar/test-databases'

const TABLES = [
  'create table orders (id integer not null primary key, item varchar(40), owner integer)',
  "insert into orders (id, item, owner) values (1, 'Laptop', 1)",
]

/** A user's database with one table, and how the server would connect to it. */
export interface Scratch extends AsyncDisposable {
  readonly database: TestDatabase
  readonly db: Database
  /** Another connection to the same, as a second server has. */
  connect(options?: ConnectOptions): Promise<Database>
}

export async function scratch(dialect: TestDialect): Promise<Scratch> {
  const database = await dialect.createDatabase()
  await database.execute(TABLES.map((each) => plainSql(dialect.name, each)))
  const opened: Database[] = []
  const open = async (options?: ConnectOptions): Promise<Database> => {
    const db = await connect(database.url, { ...optionsFor(database.url), ...options })
    opened.push(db)
    return db
  }
  return {
    database,
    db: await open(),
    connect: open,
    async [Symbol.asyncDispose]() {
      for (const db of opened) await db.destroy()
      await database[Symbol.asyncDispose]()
    },
  }
}

function optionsFor(url: string): ConnectOptions {
  if (!url.startsWith('sqlite:')) return {}
  return { attach: { relvar: `${url.slice('sqlite:'.length)}.relvar` } }
}
