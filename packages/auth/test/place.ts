import { intersectPolicies } from '@relvar/rbac'
import { isWithin, rightsStore } from '@relvar/rbac/store'
import {
  allowAll,
  createEngine,
  createHooks,
  type Engine,
  type ModuleContext,
  type Session,
  SYSTEM,
} from '@relvar/query-engine'
import { createRest } from '@relvar/rest'
import { connect, introspect } from '@relvar/schema-introspect'
import { changeMark, markPlace, openSystem, readMark } from '@relvar/system'
import { DIALECTS, plainSql, type TestDialect } from '@relvar/test-databases'
import type { Context } from 'hono'
import { getCookie } from 'hono/cookie'
import {
  type AskingParts,
  type Auth,
  type AuthOptions,
  createAuth,
  type IdentifiedActor,
  type Mail,
  revealSecrets,
  scopePolicy,
} from '../src/index.js'

export const SECRET = 'a secret that is long enough for tests'
export const ADMIN = { email: 'admin@example.com', password: 'correct horse' }

/** For what does not depend on the database. */
export const SQLITE: TestDialect = DIALECTS.find(({ name }) => name === 'sqlite') ?? missing()

function missing(): never {
  throw new Error('SQLite runs everywhere.')
}

const TABLES = [
  'create table orders (id integer not null primary key, status varchar(10))',
  "insert into orders (id, status) values (1, 'new')",
]

/** A server with users and rights, and one table of a user. */
export interface Place extends AsyncDisposable {
  readonly auth: Auth
  readonly system: Session
  /** The same rows with secrets in clear. */
  readonly secrets: Session
  readonly mails: Mail[]
  /** Moves the clock, in milliseconds. */
  wait(duration: number): void
  now(): number
  /** How often somebody was found out so far. */
  readonly findings: number
  ask(request: string, parts?: AskParts): Promise<Answer>
  /** Signs in; answers the tokens. */
  login(user?: { readonly email: string; readonly password: string }): Promise<Tokens>
}

export interface AskParts {
  readonly body?: unknown
  readonly token?: string
  readonly cookie?: string
  readonly ip?: string | null
  readonly headers?: Readonly<Record<string, string>>
}

export interface Answer {
  readonly status: number
  readonly data: unknown
  readonly code: string | undefined
  readonly message: string | undefined
  readonly headers: Headers
}

export interface Tokens {
  readonly access_token: string
  readonly refresh_token: string
}

export async function openPlace(
  dialect: TestDialect,
  options: Partial<AuthOptions> = {},
): Promise<Place> {
  const database = await dialect.createDatabase()
  await database.execute(TABLES.map((each) => plainSql(dialect.name, each)))
  const isFile = database.url.startsWith('sqlite:')
  const attach = { relvar: `${database.url.slice('sqlite:'.length)}.relvar` }
  const db = await connect(database.url, isFile ? { attach } : {})
  const rights = rightsStore({ changed: changeMark })
  const mails: Mail[] = []
  let skipped = 0
  let findings = 0
  const now = (): number => Date.now() + skipped
  const auth = createAuth({
    secret: SECRET,
    stallTime: 0,
    now,
    isWithin,
    data: {
      id: (table) => tables.id(table),
      system: () => engine.as(SYSTEM as IdentifiedActor),
      secrets: () => vault.as(SYSTEM),
    },
    mailer: { send: async (mail) => void mails.push(mail) },
    changed: (session) => changeMark(session, tables),
    rights: {
      mark: () => readMark(engine.as(SYSTEM as IdentifiedActor), tables),
      async heldBy(subject) {
        findings++
        await rights.read(engine.as(SYSTEM as IdentifiedActor), tables)
        return rights.heldBy(subject)
      },
      rulesOf: (actor) => rights.permissionsOf(actor),
      mayGrant: (actor, holder) => {
        const held = rights.heldBy({ ...holder, ip: actor.ip ?? null, secondFactor: true })
        return !held.admin && held.policies.every((id) => actor.policies?.includes(id))
      },
      administratorRole: async (session) => {
        const filter = { name: { _eq: 'Administrator' } }
        const [role] = await session.read('relvar_roles', { fields: ['id'], filter })
        return String(role?.['id'])
      },
      hasAdministrator: async (session) => {
        const filter = { status: { _eq: 'active' }, role: { _nnull: true } }
        return (await session.read('relvar_users', { fields: ['id'], filter })).length > 0
      },
    },
    ...options,
  })
  const modules = [rights.module, auth.module]
  const tables = await openSystem({ db, modules })
  const hooks = createHooks()
  const schema = tables.withTables(await introspect(db))
  const engine: Engine<IdentifiedActor> = createEngine<IdentifiedActor>({
    db,
    schema,
    hooks,
    policy: intersectPolicies(rights.policy, scopePolicy),
    freshness: { mark: markPlace(tables), renew: (actor) => auth.renew(actor) },
  })
  const vault = createEngine({ db, schema: revealSecrets(schema, tables), policy: allowAll })
  const context: ModuleContext = {
    ...tables,
    system: () => engine.as(SYSTEM as IdentifiedActor),
    as: (actor) => engine.as(actor as IdentifiedActor),
    unguarded: (actor) => createEngine({ db, schema, policy: allowAll }).as(actor),
  }
  for (const module of modules) module.hooks?.(hooks, context)
  const addressOf = (header: string | null): string | null =>
    header === 'none' ? null : (header ?? '127.0.0.1')
  const partsOf = (asked: Context): AskingParts => ({
    method: asked.req.method,
    headers: asked.req.raw.headers,
    query: new URL(asked.req.url).searchParams,
    cookie: (name) => getCookie(asked, name),
    ip: addressOf(asked.req.header('x-test-ip') ?? null),
  })
  const rest = createRest({
    address: ({ req }) => addressOf(req.header('x-test-ip') ?? null),
    session: async (asked) => engine.as(await auth.authenticate(partsOf(asked))),
    errorHeaders: (error, asked) => auth.errorHeaders(error, partsOf(asked)),
    modules: {
      routes: modules.flatMap((module) => module.routes?.(context) ?? []),
      collections: modules.flatMap(({ collections = [] }) => collections),
    },
  })
  const ask: Place['ask'] = async (request, { body, token, cookie, ip, headers } = {}) => {
    const [method = 'GET', path = ''] = request.split(' ')
    const response = await rest.request(path, {
      method,
      headers: {
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...(token !== undefined && { authorization: `Bearer ${token}` }),
        ...(cookie !== undefined && { cookie }),
        ...(ip !== undefined && { 'x-test-ip': ip ?? 'none' }),
        ...headers,
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    })
    const text = await response.text()
    const json = (text === '' ? {} : JSON.parse(text)) as {
      readonly data?: unknown
      readonly errors?: readonly {
        readonly message: string
        readonly extensions: { readonly code: string }
      }[]
    }
    const [error] = json.errors ?? []
    return {
      status: response.status,
      data: json.data,
      code: error?.extensions.code,
      message: error?.message,
      headers: response.headers,
    }
  }
  return {
    auth,
    system: engine.as(SYSTEM as IdentifiedActor),
    secrets: vault.as(SYSTEM),
    mails,
    now,
    get findings() {
      return findings
    },
    wait: (duration) => {
      skipped += duration
    },
    ask,
    async login(user = ADMIN) {
      const { data, code } = await ask('POST /auth/login', { body: user })
      if (code !== undefined) throw new Error(`The login was answered with ${code}.`)
      return data as Tokens
    },
    async [Symbol.asyncDispose]() {
      await db.destroy()
      await database[Symbol.asyncDispose]()
    },
  }
}

/** The token of the link in the last mail. */
export function lastToken({ mails }: Place): string {
  return new URL(mails.at(-1)?.data.url ?? '').searchParams.get('token') ?? ''
}

/** The id of the first role that there is. */
export async function roleOf({ system }: Place): Promise<unknown> {
  const [role] = await system.read('relvar_roles', { fields: ['id'] })
  return role?.['id']
}
