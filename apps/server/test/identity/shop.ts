import { plainSql, type TestDialect } from '@relvar/test-databases'
import { AUTHORIZATION } from '../support/administrator.js'
import { serve, type TestServer } from '../support/running-server.js'

const TABLES = [
  'create table orders (id integer not null primary key, status varchar(10), email varchar(40))',
  "insert into orders (id, status, email) values (1, 'new', 'a@b.c')",
  "insert into orders (id, status, email) values (2, 'shipped', 'd@e.f')",
]

export const PASSWORD = 'a password of everybody'

/** A running server over a database with one table of a user. */
export interface Shop extends AsyncDisposable {
  readonly server: TestServer
  readonly databaseUrl: string
  /** `call('PATCH /users/7', { status: 'draft' }, { as: user })`; as the administrator unless told. */
  readonly call: (request: string, body?: unknown, options?: CallParts) => Promise<Answer>
  /** As `call`, for what has to succeed: answers `data`. */
  readonly done: <T = Readonly<Record<string, unknown>>>(
    request: string,
    body?: unknown,
  ) => Promise<T>
  /** A user with a role of their own, which may do this. */
  readonly user: (name: string, parts?: UserParts) => Promise<TestUser>
}

export interface CallParts {
  /** null is nobody. */
  readonly as?: Pick<TestUser, 'token'> | null
  readonly headers?: Readonly<Record<string, string>>
}

export interface Answer {
  readonly status: number
  readonly code: string | undefined
  readonly data: unknown
  readonly headers: Headers
}

/** Of a permission: `['read', 'orders', { fields: ['id'] }]`; all fields unless told. */
export type Grant = readonly [action: string, collection: string, parts?: object]

export interface UserParts {
  readonly grants?: readonly Grant[]
  /** Of the policy: `{ app_access: true }`. */
  readonly policy?: object
  /** Of the user: `{ first_name: 'Ada' }`. */
  readonly values?: object
}

export interface TestUser {
  readonly id: string
  readonly role: string
  readonly policy: string
  readonly email: string
  /** A static token. */
  readonly token: string
}

export async function openShop(
  dialect: TestDialect,
  settings: Readonly<Record<string, string>> = {},
): Promise<Shop> {
  const database = await dialect.createDatabase()
  await database.execute(TABLES.map((each) => plainSql(dialect.name, each)))
  const server = await serve({ DATABASE_URL: database.url, ...settings })
  const call: Shop['call'] = async (request, body, { as, headers = {} } = {}) => {
    const [method = '', path = ''] = request.split(' ')
    const authorization = as === undefined ? AUTHORIZATION : as === null ? '' : `Bearer ${as.token}`
    const response = await server.request(path, {
      method,
      redirect: 'manual',
      headers: { 'content-type': 'application/json', authorization, ...headers },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    })
    return answerOf(response)
  }
  const done: Shop['done'] = async <T>(request: string, body?: unknown): Promise<T> => {
    const { status, code, data } = await call(request, body)
    if (status >= 300) throw new Error(`${request} was answered with ${status} ${code}.`)
    return data as T
  }
  const user: Shop['user'] = async (name, { grants = [], policy = {}, values = {} } = {}) => {
    const role = await done<{ id: string }>('POST /roles', { name })
    const held = await done<{ id: string }>('POST /policies', { name, ...policy })
    await done('POST /access', { role: role.id, policy: held.id })
    for (const [action, collection, parts] of grants) {
      const what = { action, collection, fields: ['*'], ...parts }
      await done('POST /permissions', { policy: held.id, ...what })
    }
    const token = `a-static-token-of-${name}`
    const email = `${name}@example.com`
    const row = { email, password: PASSWORD, token, role: role.id, ...values }
    const { id } = await done<{ id: string }>('POST /users', row)
    return { id, role: role.id, policy: held.id, email, token }
  }
  return {
    server,
    databaseUrl: database.url,
    call,
    done,
    user,
    async [Symbol.asyncDispose]() {
      await server[Symbol.asyncDispose]()
      await database[Symbol.asyncDispose]()
    },
  }
}

async function answerOf(response: Response): Promise<Answer> {
  const { status, headers } = response
  const text = await response.text()
  const json = headers.get('content-type')?.includes('json') === true ? JSON.parse(text) : {}
  return { status, headers, data: json.data, code: json.errors?.[0]?.extensions.code }
}
