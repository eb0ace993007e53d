import {
  type Actor,
  allowAll,
  createEngine,
  createHooks,
  type ModuleContext,
  type ModuleRequest,
  type Row,
  type Session,
  SYSTEM,
  type SystemNames,
} from '@relvar/query-engine'
import { allow, createPolicy } from '@relvar/rbac'
import { applyOverlay, connect, introspect, type Overlay } from '@relvar/schema-introspect'
import { openSystem } from '@relvar/system'
import { plainSql, type TestDialect } from '@relvar/test-databases'
import { history } from '../src/index.js'

export const EDITOR = '00000000-0000-4000-8000-00000000000e'
export const READER = '00000000-0000-4000-8000-00000000000f'
const STRANGER = '00000000-0000-4000-8000-000000000010'

/** An administrator, with all that a request tells of where it comes from. */
export const editor: Actor = {
  id: EDITOR,
  admin: true,
  ip: '192.0.2.7',
  userAgent: 'curl/8',
  origin: 'https://app.example',
}
export const reader: Actor = { id: READER, policies: ['reader'] }
const stranger: Actor = { id: STRANGER, policies: ['stranger'] }

const policy = createPolicy({
  reader: [
    allow('read', 'orders', { fields: ['id', 'status'], rows: { id: { _lt: 3 } } }),
    allow('update', 'orders', { fields: ['status'], rows: { id: { _lt: 2 } } }),
    allow('read', 'relvar_revisions'),
    allow('create', 'relvar_comments', { fields: ['collection', 'item', 'comment'] }),
    allow('update', 'relvar_comments'),
    allow('read', 'relvar_comments'),
    allow('create', 'relvar_notifications'),
  ],
  stranger: [allow('create', 'relvar_comments')],
})

const TABLES = [
  'create table orders (id integer not null primary key, status varchar(20), password varchar(60), note varchar(60))',
  'create table parts (order_id integer not null, line integer not null, item varchar(20), primary key (order_id, line), foreign key (order_id) references orders (id))',
  'create table quiet (id integer not null primary key, name varchar(20))',
  'create table counted (id integer not null primary key, name varchar(20))',
  'create table named (name varchar(700) not null primary key)',
  "insert into orders (id, status, password) values (1, 'new', 'canary-stored')",
  "insert into orders (id, status) values (2, 'sent')",
  "insert into orders (id, status) values (3, 'hidden')",
]

const overlay: Overlay = {
  tables: {
    orders: {
      columns: { password: { traits: { secret: 'conceal' } } },
      relationships: { parts: { kind: 'one-to-many', target: 'parts', through: 'order_id' } },
    },
    quiet: { traits: { accountability: null } },
    counted: { traits: { accountability: 'activity' } },
  },
}

/** Users' tables, and history beside them. */
export interface Place extends AsyncDisposable {
  readonly names: SystemNames
  readonly system: Session
  /** The same tables without history. */
  readonly plain: Session
  as(actor: Actor): Session
  activity(filter?: Row): Promise<readonly Row[]>
  revisions(filter?: Row): Promise<readonly Row[]>
  revert(actor: Actor, revision: unknown, body?: unknown): Promise<unknown>
}

export async function openPlace(dialect: TestDialect): Promise<Place> {
  const database = await dialect.createDatabase()
  await database.execute(TABLES.map((each) => plainSql(dialect.name, each)))
  const isFile = database.url.startsWith('sqlite:')
  const attach = { relvar: `${database.url.slice('sqlite:'.length)}.relvar` }
  const db = await connect(database.url, isFile ? { attach } : {})
  const actors = new Map([editor, reader, stranger].map((actor) => [actor.id, actor]))
  const module = history({ actorOf: (user) => Promise.resolve(actors.get(user) ?? null) })
  const names = await openSystem({ db, modules: [module] })
  const hooks = createHooks()
  const schema = applyOverlay(names.withTables(await introspect(db)), overlay)
  const engine = createEngine({ db, schema, policy, hooks })
  const open = createEngine({ db, schema, policy: allowAll })
  const context: ModuleContext = {
    ...names,
    system: () => engine.as(SYSTEM),
    as: (actor) => engine.as(actor),
    unguarded: (actor) => open.as(actor),
  }
  module.hooks?.(hooks, context)
  const system = engine.as(SYSTEM)
  const all = (table: string, filter: Row): Promise<readonly Row[]> =>
    system.read(names.id(table), { filter, sort: ['id'], limit: -1 })
  const [route] = module.routes?.(context) ?? []
  return {
    names,
    system,
    plain: open.as(editor),
    as: (actor) => engine.as(actor),
    activity: (filter = {}) => all('activity', filter),
    revisions: (filter = {}) => all('revisions', filter),
    revert: async (actor, revision, body) =>
      route?.methods.POST?.({
        session: () => Promise.resolve(engine.as(actor)),
        params: { revision: String(revision) },
        body: () => Promise.resolve(body),
        signal: new AbortController().signal,
      } as unknown as ModuleRequest),
    async [Symbol.asyncDispose]() {
      await db.destroy()
      await database[Symbol.asyncDispose]()
    },
  }
}
