import type { Actor, Policy } from '@relvar/query-engine'
import { allowAll, anonymous, createEngine } from '@relvar/query-engine'
import type { RestOptions } from '@relvar/rest'
import { createRest } from '@relvar/rest'
import type { Overlay } from '@relvar/schema-introspect'
import { applyOverlay, connect, type ConnectOptions, introspect } from '@relvar/schema-introspect'
import { plainSql, type TestDialect } from '@relvar/test-databases'
import type { Hono } from 'hono'

export interface Answer {
  readonly status: number
  readonly headers: Headers
  readonly text: string
  /** The parsed body. */
  // oxlint-disable-next-line typescript/no-explicit-any -- answers of every shape are looked into.
  readonly json: any
}

/** A running API over a database of its own. */
export interface TestApi extends AsyncDisposable {
  readonly app: Hono
  /** `call('PATCH /items/a/1', { name: 'x' })`; a text body is sent as it is. */
  call(request: string, body?: unknown, headers?: Readonly<Record<string, string>>): Promise<Answer>
  /** The data of a read that has to succeed. */
  data(path: string): Promise<unknown>
}

export interface TestApiOptions extends Omit<RestOptions, 'session' | 'everybody'> {
  /** Who asks. Default: an administrator. */
  readonly actor?: Actor
  /** Whether the API is told what everybody may do. Default false. */
  readonly knowsEverybody?: boolean
  readonly overlay?: Overlay
  readonly policy?: Policy<unknown>
  readonly connect?: ConnectOptions
}

const admin = { id: 'admin', admin: true }

export async function openApi(
  dialect: TestDialect,
  fixture: readonly string[],
  { overlay = {}, policy = allowAll, connect: connection = {}, ...rest }: TestApiOptions = {},
): Promise<TestApi> {
  const { actor = admin, knowsEverybody = false, ...options } = rest
  const database = await dialect.createDatabase()
  await database.execute(fixture.map((each) => plainSql(dialect.name, each)))
  const db = await connect(database.url, connection)
  const engine = createEngine({ db, schema: applyOverlay(await introspect(db), overlay), policy })
  const app = createRest({
    ...options,
    session: () => engine.as(actor),
    ...(knowsEverybody && { everybody: () => engine.as(anonymous) }),
  })
  const close = async (): Promise<void> => {
    await db.destroy()
    await database[Symbol.asyncDispose]()
  }
  return { ...testApi(app), [Symbol.asyncDispose]: close }
}

export function testApi(app: Hono): Omit<TestApi, typeof Symbol.asyncDispose> {
  const call: TestApi['call'] = async (request, body, headers = {}) => {
    const [method = 'GET', path = '/'] = request.split(/ (.*)/s)
    const response = await app.request(path, { method, ...bodyOf(body, headers) })
    const text = await response.text()
    const isJson = response.headers.get('content-type')?.includes('json') === true
    return {
      status: response.status,
      headers: response.headers,
      text,
      json: isJson && text !== '' ? JSON.parse(text) : undefined,
    }
  }
  const data: TestApi['data'] = async (path) => {
    const answer = await call(`GET ${path}`)
    if (answer.status !== 200) throw new Error(`${path} answered ${answer.status}: ${answer.text}`)
    return (answer.json as { data: unknown }).data
  }
  return { app, call, data }
}

function bodyOf(body: unknown, headers: Readonly<Record<string, string>>): RequestInit {
  if (body === undefined) return { headers }
  const text = typeof body === 'string' ? body : JSON.stringify(body)
  return { body: text, headers: { 'Content-Type': 'application/json', ...headers } }
}

/** The code of the only error. */
export function codeOf(answer: Answer): string {
  const { errors } = answer.json as { errors: readonly { extensions: { code: string } }[] }
  return errors.map((error) => error.extensions.code).join()
}

/** Name and value of a query string, encoded. */
export function query(parameters: Readonly<Record<string, unknown>>): string {
  const texts = Object.entries(parameters).map(([name, value]): [string, string] => [
    name,
    typeof value === 'string' ? value : JSON.stringify(value),
  ])
  return `?${new URLSearchParams(texts).toString()}`
}
