import {
  type Actor,
  allowAll,
  createEngine,
  createHooks,
  type ModuleContext,
  type ModuleMethod,
  type ModuleRequest,
  type Session,
  SYSTEM,
} from '@relvar/query-engine'
import { connect, introspect } from '@relvar/schema-introspect'
import { changeMark, markPlace, openSystem, readMark } from '@relvar/system'
import { plainSql, type TestDialect } from '@relvar/test-databases'
import { type RightsStore, rightsStore, type Subject } from '../../src/store/index.js'

const TABLES = [
  'create table orders (id integer not null primary key, status varchar(10), email varchar(40))',
  "insert into orders (id, status, email) values (1, 'new', 'a@b.c')",
  "insert into orders (id, status, email) values (2, 'shipped', 'd@e.f')",
]

/** A user's table, and rights in tables beside it. */
export interface Place extends AsyncDisposable {
  readonly rights: RightsStore
  readonly system: Session
  readonly context: ModuleContext
  /** Reads the rights anew and answers a session of somebody who holds what they say. */
  as(subject?: Partial<Subject>): Promise<Session>
  /** The data that a route answers: `ask('GET /permissions/me', session)`. */
  ask(
    request: string,
    session: Session,
    parts?: { readonly params?: Readonly<Record<string, string>>; readonly body?: unknown },
  ): Promise<unknown>
}

const nobody: Subject = { user: null, role: null, ip: '127.0.0.1', secondFactor: false }

export async function openPlace(dialect: TestDialect): Promise<Place> {
  const database = await dialect.createDatabase()
  await database.execute(TABLES.map((each) => plainSql(dialect.name, each)))
  const isFile = database.url.startsWith('sqlite:')
  const attach = { relvar: `${database.url.slice('sqlite:'.length)}.relvar` }
  const db = await connect(database.url, isFile ? { attach } : {})
  const rights = rightsStore({ changed: changeMark })
  const tables = await openSystem({ db, modules: [rights.module] })
  const hooks = createHooks()
  const context: ModuleContext = {
    ...tables,
    system: () => engine.as(SYSTEM),
    as: (actor: Actor) => engine.as(actor),
    unguarded: (actor: Actor) => open.as(actor),
  }
  rights.module.hooks?.(hooks, context)
  const schema = tables.withTables(await introspect(db))
  const subjects = new Map<string | null, Subject>()
  const actorOf = async (subject: Subject): Promise<Actor> => {
    const mark = await readMark(engine.as(SYSTEM), tables)
    await rights.read(engine.as(SYSTEM), tables)
    return { id: subject.user, role: subject.role, ip: subject.ip, ...rights.heldBy(subject), mark }
  }
  const freshness = {
    mark: markPlace(tables),
    renew: ({ id }: Actor) => actorOf(subjects.get(id) ?? nobody),
  }
  const engine = createEngine({ db, schema, policy: rights.policy, hooks, freshness })
  const open = createEngine({ db, schema, policy: allowAll })
  const routes = rights.module.routes?.(context) ?? []
  return {
    rights,
    system: engine.as(SYSTEM),
    context,
    async as(parts = {}) {
      const subject = { ...nobody, ...parts }
      subjects.set(subject.user, subject)
      return engine.as(await actorOf(subject))
    },
    async ask(request, session, { params = {}, body } = {}) {
      const [method = 'GET', path = ''] = request.split(' ')
      const route = routes.find((each) => each.path === path)
      const handler = route?.methods[method as ModuleMethod]
      if (handler === undefined) throw new Error(`There is no route ${request}.`)
      return (await handler(requestOf(method, session, params, body))).data
    },
    async [Symbol.asyncDispose]() {
      await db.destroy()
      await database[Symbol.asyncDispose]()
    },
  }
}

/** Who holds the role that is there after installation. */
export async function administrator({ system }: Place): Promise<Partial<Subject>> {
  const [role] = await system.read('relvar_roles', {
    fields: ['id'],
    filter: { name: { _eq: 'Administrator' } },
  })
  return { user: crypto.randomUUID(), role: String(role?.['id']) }
}

function requestOf(
  method: string,
  session: Session,
  params: Readonly<Record<string, string>>,
  body: unknown,
): ModuleRequest {
  return {
    session: () => Promise.resolve(session),
    method: method as ModuleMethod,
    url: new URL('http://localhost/'),
    headers: new Headers(),
    params,
    query: {},
    body: () => Promise.resolve(body),
    file: () => Promise.resolve(JSON.stringify(body)),
    cookie: () => undefined,
    ip: null,
    signal: new AbortController().signal,
  }
}
