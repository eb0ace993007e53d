import {
  allowAll,
  createEngine,
  createHooks,
  type HookRegistry,
  type Row,
  type Session,
  SYSTEM,
} from '@relvar/query-engine'
import { connect, type Database, introspect } from '@relvar/schema-introspect'
import { openSystem, type System } from '@relvar/system'
import { plainSql, type TestDatabase, type TestDialect } from '@relvar/test-databases'
import { type Bell, createBell, type Queue, queueModule, tableQueue } from '../src/index.js'
import type { TableQueueOptions } from '../src/index.js'

/** A queue as one server has it. */
export interface Server extends AsyncDisposable {
  readonly db: Database
  readonly system: System
  readonly session: Session
  readonly hooks: HookRegistry
  readonly bell: Bell
  readonly queue: Queue
  /** All jobs as they are kept, by id. */
  jobs(): Promise<readonly Row[]>
}

export type QueueOptions = Omit<TableQueueOptions, 'db' | 'system' | 'session'>

/** What a test waits at most until time has done its work in the database. */
export const SOON = { timeout: 10_000, interval: 20 }

export async function openServer(url: string, options: QueueOptions = {}): Promise<Server> {
  const isFile = url.startsWith('sqlite:')
  const attach = { relvar: `${url.slice('sqlite:'.length)}.relvar` }
  const db = await connect(url, isFile ? { attach } : {})
  const bell = createBell()
  const module = queueModule({ bell })
  const system = await openSystem({ db, modules: [module] })
  const hooks = createHooks()
  const schema = system.withTables(await introspect(db))
  const engine = createEngine({ db, schema, policy: allowAll, hooks })
  const session = engine.as(SYSTEM)
  module.hooks?.(hooks, {
    id: (table) => system.id(table),
    system: () => session,
    as: (actor) => engine.as(actor),
    unguarded: (actor) => engine.as(actor),
  })
  const queue = tableQueue({ db, system, session: () => session, sweepInterval: 0, ...options })
  return {
    db,
    system,
    session,
    hooks,
    bell,
    queue,
    jobs: () => session.read('relvar_jobs', { sort: ['id'], limit: -1 }),
    [Symbol.asyncDispose]: () => db.destroy(),
  }
}

const ORDERS = 'create table orders (id integer not null primary key, item varchar(40))'

/** A user's database with one table, and a server before it. */
export interface Place extends Server {
  readonly database: TestDatabase
}

export async function openPlace(dialect: TestDialect, options: QueueOptions = {}): Promise<Place> {
  const database = await dialect.createDatabase()
  await database.execute(plainSql(dialect.name, ORDERS))
  const server = await openServer(database.url, options)
  return {
    ...server,
    database,
    async [Symbol.asyncDispose]() {
      await server[Symbol.asyncDispose]()
      await database[Symbol.asyncDispose]()
    },
  }
}
