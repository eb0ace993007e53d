import { join } from 'node:path'
import { PUBLIC_POLICY } from '@relvar/rbac/store'
import { DIALECTS, plainSql, type TestDialect } from '@relvar/test-databases'
import { describe, expect, it } from 'vitest'
import { readConfig } from '../src/config/config.js'
import { createLogger } from '../src/log/logger.js'
import { createProduct } from '../src/product/product.js'
import { IDENTITY } from './support/administrator.js'
import { serve, type TestServer } from './support/running-server.js'

const SHOP = [
  'create table orders (id integer not null primary key, status varchar(20))',
  "insert into orders (id, status) values (1, 'new')",
]
const USER = { email: 'reader@example.com', password: 'the password of a reader' }
const JSON_BODY = { 'content-type': 'application/json' }
const TOKEN = 'a-static-token-of-a-reader'

/** Two servers on one database, and a user of theirs who may read orders and look into the Studio. */
interface Cluster extends AsyncDisposable {
  /** Where everything is changed. */
  readonly here: TestServer
  /** What has to hear of it by itself. */
  readonly there: TestServer
  readonly servers: readonly TestServer[]
  /** The id of the user's policy, of its permission to read orders, and of the user. */
  readonly policy: string
  readonly permission: number
  readonly user: string
  /** Changes something as the administrator, and answers `data`. */
  readonly change: (request: string, body?: unknown) => Promise<unknown>
}

async function openCluster(dialect: TestDialect): Promise<Cluster> {
  const database = await dialect.createDatabase()
  await database.execute(SHOP.map((each) => plainSql(dialect.name, each)))
  const settings = { DATABASE_URL: database.url }
  const here = await serve(settings)
  const there = await serve(settings)
  const change: Cluster['change'] = async (request, body) => {
    const [method = '', path = ''] = request.split(' ')
    const answer = await here.request(path, {
      method,
      ...(body !== undefined && { body: JSON.stringify(body), headers: JSON_BODY }),
    })
    if (!answer.ok) throw new Error(`${request}: ${answer.status} ${await answer.text()}`)
    const text = await answer.text()
    return text === '' ? undefined : (JSON.parse(text) as { readonly data: unknown }).data
  }
  const made = async (request: string, body: object): Promise<unknown> =>
    ((await change(request, body)) as { readonly id: unknown }).id
  const policy = String(await made('POST /policies', { name: 'Readers', app_access: true }))
  const rule = { policy, collection: 'orders', action: 'read', fields: ['*'], permissions: {} }
  const permission = Number(await made('POST /permissions', rule))
  const user = String(await made('POST /users', { ...USER, token: TOKEN }))
  await made('POST /access', { user, policy })
  return {
    here,
    there,
    servers: [here, there],
    policy,
    permission,
    user,
    change,
    async [Symbol.asyncDispose]() {
      await there[Symbol.asyncDispose]()
      await here[Symbol.asyncDispose]()
      await database[Symbol.asyncDispose]()
    },
  }
}

interface Answer {
  readonly status: number
  readonly code: string | undefined
  readonly text: string
}

async function ask(
  server: TestServer,
  request: string,
  token: string,
  init: RequestInit = {},
): Promise<Answer> {
  const [method = '', path = ''] = request.split(' ')
  const authorization = token === '' ? '' : `Bearer ${token}`
  const headers = new Headers(init.headers)
  headers.set('authorization', authorization)
  if (init.body !== undefined) headers.set('content-type', JSON_BODY['content-type'])
  const response = await server.request(path, { ...init, method, headers })
  const text = await response.text()
  const code = /"code":"(\w+)"/.exec(text)?.[1]
  return { status: response.status, code, text }
}

/** Asks for orders, so that the server knows who has the token. */
async function remember(server: TestServer, token: string): Promise<void> {
  const answer = await ask(server, 'GET /items/orders', token)
  if (answer.status !== 200) throw new Error(`${answer.status} ${answer.text}`)
}

interface Tokens {
  readonly access_token: string
  readonly refresh_token: string
}

async function login(server: TestServer, email: string): Promise<Tokens> {
  const body = JSON.stringify({ ...USER, email })
  const answer = await ask(server, 'POST /auth/login', '', { body })
  return (JSON.parse(answer.text) as { readonly data: Tokens }).data
}

/** One of each kind: answered by a statement, by a module, by the server, by the schema alone. */
const KINDS = [
  'GET /items/orders',
  'GET /items/orders/1,2',
  'GET /items/orders?fields=status.no',
  'GET /items/orders?limit=-1',
  'GET /items/orders?export=csv',
  'PATCH /items/orders/1',
  'GET /permissions/me',
  'GET /server/info',
  'GET /server/specs/oas',
]

const dead = { status: 401, code: 'INVALID_CREDENTIALS' }

describe.each(DIALECTS)('somebody whom a server remembers, on $name', (dialect) => {
  const test = it.skipIf(dialect.skip)

  test('is met by their suspension, on every server, whatever they ask', async () => {
    await using cluster = await openCluster(dialect)
    const { change, user, servers } = cluster
    for (const [place, server] of servers.entries())
      for (const request of KINDS) {
        await change(`PATCH /users/${user}`, { status: 'active' })
        await remember(server, TOKEN)
        await change(`PATCH /users/${user}`, { status: 'suspended' })
        const answer = await ask(server, request, TOKEN, bodyFor(request))
        expect([place, request, answer]).toMatchObject([place, request, dead])
      }
  })

  test('is met by the end of their session', async () => {
    await using cluster = await openCluster(dialect)
    const { change, servers, policy } = cluster
    const { id: role } = (await change('POST /roles', { name: 'Readers' })) as { id: string }
    await change('POST /access', { role, policy })
    const ends: Readonly<Record<string, (user: string, tokens: Tokens) => Promise<unknown>>> = {
      'another password': (user) =>
        change(`PATCH /users/${user}`, { password: 'another password' }),
      'signed out': (_, { refresh_token }) => change('POST /auth/logout', { refresh_token }),
    }
    const requests = KINDS.filter((each) => !each.includes('?'))
    for (const [name, end] of Object.entries(ends))
      for (const [place, server] of servers.entries())
        for (const request of requests) {
          // Attempts are limited for each account.
          const email = `${crypto.randomUUID()}@example.com`
          const { id } = (await change('POST /users', { ...USER, email, role })) as { id: string }
          const tokens = await login(cluster.here, email)
          await remember(server, tokens.access_token)
          await end(id, tokens)
          const answer = await ask(server, request, tokens.access_token, bodyFor(request))
          expect([name, place, request, answer]).toMatchObject([name, place, request, dead])
        }
  })

  test('is met by rights that were taken and given', async () => {
    await using cluster = await openCluster(dialect)
    const { change, permission, policy, servers } = cluster
    const rule = { policy, collection: 'orders', action: 'read', fields: ['*'], permissions: {} }
    let id: unknown = permission
    for (const server of servers)
      for (const request of KINDS.filter((each) => !each.startsWith('PATCH'))) {
        await remember(server, TOKEN)
        const before = await ask(server, request, TOKEN)
        await remember(server, TOKEN)
        await change(`DELETE /permissions/${String(id)}`)
        const { status, text } = await ask(server, request, TOKEN)
        if (request.includes('/items/')) expect([request, status]).toEqual([request, 403])
        else if (request !== 'GET /server/info')
          expect(text).not.toMatch(/"orders"|\/items\/orders/)
        id = ((await change('POST /permissions', rule)) as { readonly id: unknown }).id
        const again = await ask(server, request, TOKEN)
        expect([request, again.status, again.text]).toEqual([request, before.status, before.text])
      }
  })

  test('bears the same traces after their rights were found anew', async () => {
    await using cluster = await openCluster(dialect)
    const { change, policy, there } = cluster
    await remember(there, TOKEN)
    const rule = { policy, collection: 'orders', action: 'create', fields: ['*'] }
    await change('POST /permissions', { ...rule, permissions: {} })
    const body = JSON.stringify({ id: 2, status: 'new' })
    const headers = { 'user-agent': 'a reader of tests' }
    expect(await ask(there, 'POST /items/orders', TOKEN, { body, headers })).toMatchObject({
      status: 200,
    })
    const query = 'filter[collection][_eq]=orders&fields=user,user_agent,action'
    expect(await change(`GET /activity?${query}`)).toEqual([
      { user: cluster.user, user_agent: 'a reader of tests', action: 'create' },
    ])
  })

  test('may be nobody at all', async () => {
    await using cluster = await openCluster(dialect)
    const { change, servers } = cluster
    const rule = { policy: PUBLIC_POLICY, collection: 'orders', action: 'read', fields: ['id'] }
    const { id } = (await change('POST /permissions', { ...rule, permissions: {} })) as {
      readonly id: number
    }
    for (const server of servers) await remember(server, '')
    await change(`DELETE /permissions/${id}`)
    for (const server of servers)
      expect(await ask(server, 'GET /items/orders', '')).toMatchObject({ code: 'FORBIDDEN' })
  })
})

function bodyFor(request: string): RequestInit {
  return request.startsWith('PATCH') ? { body: '{}' } : {}
}

const sqlite = DIALECTS.find(({ name }) => name === 'sqlite')
if (sqlite === undefined) throw new Error('SQLite runs everywhere.')

/** Routes that ask nobody who they are: what they take says it. */
const OPEN = [
  'GET /auth',
  'POST /auth/login',
  'POST /auth/login/default',
  'POST /auth/logout',
  'POST /auth/password/request',
  'POST /auth/password/reset',
  'POST /auth/refresh',
  'GET /server/ping',
  'GET /server/setup',
  'POST /server/setup',
  'POST /users/invite/accept',
  'POST /users/register',
  'GET /users/register/verify-email',
  // Nobody may.
  'DELETE /users/me',
  'GET /utils/random/string',
]

/** What is looked at before it is asked who sends it. */
const BODIES: Readonly<Record<string, object>> = {
  'POST /utils/sort/:collection': { item: 1, to: 2 },
  'POST /settings/owner': { org_name: 'Ours' },
  'POST /users/invite': { email: 'c@example.com', role: crypto.randomUUID() },
}

describe('every route', () => {
  it('meets a user who was suspended on another server', async () => {
    await using cluster = await openCluster(sqlite)
    const { change, user, there } = cluster
    for (const route of await routesOf(there)) {
      await change(`PATCH /users/${user}`, { status: 'active' })
      await remember(there, TOKEN)
      await change(`PATCH /users/${user}`, { status: 'suspended' })
      const body = route.startsWith('GET') ? undefined : JSON.stringify(BODIES[route] ?? {})
      const path = route.replaceAll(/\/:\w+\??/g, '/1')
      const answer = await ask(there, path, TOKEN, { ...(body !== undefined && { body }) })
      expect([route, answer]).toMatchObject([route, dead])
    }
  })

  it('meets an administrator who is none any more', async () => {
    await using cluster = await openCluster(sqlite)
    const { change, user, there, policy } = cluster
    /** What somebody is answered who was an administrator a moment ago. */
    const askAfter = async (request: string): Promise<Answer> => {
      const body = JSON.stringify({ action: 'read', collection: 'orders', user })
      const init = request.startsWith('POST') ? { body } : {}
      await change(`PATCH /policies/${policy}`, { admin_access: true })
      await remember(there, TOKEN)
      expect([request, (await ask(there, request, TOKEN, init)).status]).toEqual([request, 200])
      await change(`PATCH /policies/${policy}`, { admin_access: false })
      return ask(there, request, TOKEN, init)
    }
    for (const request of ['/utils/cache/clear', '/permissions/explain'])
      expect(await askAfter(`POST ${request}`)).toMatchObject({ status: 403 })
    expect(await askAfter('GET /items/orders?explain')).toMatchObject({ status: 403 })
    expect((await askAfter('GET /server/health')).text).toBe('{"status":"ok"}')
    expect((await askAfter('GET /permissions/me')).text).not.toContain('"relvar_policies"')
  })
})

/** All that this server answers and that asks who sends it, as `GET /users/:key`. */
async function routesOf({ folder }: TestServer): Promise<readonly string[]> {
  const config = readConfig({ CONFIG_PATH: join(folder, '.env'), ...IDENTITY })
  const logger = createLogger({ level: 'silent', style: 'raw', secrets: [] })
  const secret = { text: 'a secret for tests, which is long enough', origin: 'setting' } as const
  const product = await createProduct({ config, secret, setupToken: '', logger })
  const ofModules = product.modules.flatMap((module) => [
    ...(module.routes?.(product.door) ?? []).flatMap(({ path, methods }) =>
      Object.keys(methods).map((method) => `${method} ${path}`),
    ),
    ...(module.collections ?? []).flatMap(({ path, methods = ['GET'] }) =>
      methods.map((method) => `${method} ${path}`),
    ),
  ])
  const ofServer = [
    'POST /utils/cache/clear',
    'GET /server/info',
    'GET /server/health',
    'GET /server/specs/graphql/items',
    'GET /server/specs/oas',
    'GET /server/specs/reference',
    'GET /server/specs/reference/orders',
  ]
  return [...ofModules, ...ofServer].filter((route) => !OPEN.includes(route))
}
