import type { Actor, EngineOptions, Session } from '@relvar/query-engine'
import { allowAll, createEngine } from '@relvar/query-engine'
import type { GraphQLOptions } from '@relvar/graphql'
import { createGraphQL } from '@relvar/graphql'
import { connect, introspect } from '@relvar/schema-introspect'
import { applyOverlay, type Overlay } from '@relvar/schema-introspect/model'
import { plainSql, type TestDialect } from '@relvar/test-databases'
import type { KyselyPlugin, PluginTransformResultArgs, QueryResult, UnknownRow } from 'kysely'

/** What the tables of oddities do not declare: a block is about a heading or a paragraph. */
export const BLOCKS_OF_ANY: Overlay = {
  tables: {
    page_blocks: {
      relationships: {
        item: {
          kind: 'many-to-any',
          column: 'item',
          discriminator: 'collection',
          targets: ['headings', 'paragraphs'],
        },
      },
    },
  },
}

export interface Answer {
  readonly status: number
  readonly headers: Headers
  readonly text: string
  /** The parsed body. */
  // oxlint-disable-next-line typescript/no-explicit-any -- answers of every shape are looked into.
  readonly json: any
}

/** A GraphQL API over a database of its own. */
export interface TestApi extends AsyncDisposable {
  readonly session: Session
  /** Of who may do everything, whatever the policy. */
  readonly unrestricted: Session
  /** Statements since the beginning; begin and commit are none. */
  readonly statements: number
  /** Sends a document by POST. */
  send(query: string, variables?: object): Promise<Answer>
  fetch(request: Request): Promise<Response>
  /** The data of an operation that has to succeed. */
  // oxlint-disable-next-line typescript/no-explicit-any -- answers of every shape are looked into.
  data(query: string, variables?: object): Promise<any>
}

export interface TestApiOptions extends Omit<GraphQLOptions, 'session'> {
  readonly overlay?: Overlay
  readonly policy?: EngineOptions<Actor>['policy']
  readonly actor?: Actor
}

const admin: Actor = { id: 'admin', admin: true }

export async function openApi(
  dialect: TestDialect,
  fixture: readonly string[],
  { overlay = {}, policy = allowAll, actor = admin, ...options }: TestApiOptions = {},
): Promise<TestApi> {
  const database = await dialect.createDatabase()
  await database.execute(fixture.map((each) => plainSql(dialect.name, each)))
  const db = await connect(database.url)
  const counter = new StatementCounter()
  const schema = applyOverlay(await introspect(db), overlay)
  const session = createEngine({ db: db.withPlugin(counter), schema, policy }).as(actor)
  const unrestricted = createEngine({ db, schema, policy: allowAll }).as(admin)
  const api = createGraphQL({ ...options, session: () => session })
  const send: TestApi['send'] = async (query, variables) => {
    const response = await api.fetch(post({ query, variables }))
    const text = await response.text()
    return { status: response.status, headers: response.headers, text, json: JSON.parse(text) }
  }
  return {
    session,
    unrestricted,
    get statements() {
      return counter.count
    },
    send,
    fetch: (request) => api.fetch(request),
    async data(query, variables) {
      const { status, json, text } = await send(query, variables)
      const { data, errors } = json as { data?: unknown; errors?: unknown }
      if (status !== 200 || errors !== undefined) throw new Error(`${status}: ${text}`)
      return data
    },
    async [Symbol.asyncDispose]() {
      await db.destroy()
      await database[Symbol.asyncDispose]()
    },
  }
}

/** A request as clients make it. */
export function post(body: unknown, headers: Readonly<Record<string, string>> = {}): Request {
  return new Request('http://localhost/graphql', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  })
}

/** The codes of all errors. */
export function codesOf({ json }: Answer): readonly string[] {
  const { errors = [] } = json as { errors?: readonly { extensions: { code: string } }[] }
  return errors.map((error) => error.extensions.code)
}

/** Counts the statements that a Kysely instance runs. */
class StatementCounter implements KyselyPlugin {
  count = 0

  transformQuery({ node }: Parameters<KyselyPlugin['transformQuery']>[0]): typeof node {
    return node
  }

  transformResult({ result }: PluginTransformResultArgs): Promise<QueryResult<UnknownRow>> {
    this.count += 1
    return Promise.resolve(result)
  }
}
