import {
  type Actor,
  allowAll,
  createEngine,
  createHooks,
  type ModuleContext,
  type Session,
  SYSTEM,
} from '@relvar/query-engine'
import { allow, createPolicy } from '@relvar/rbac'
import { createRest } from '@relvar/rest'
import { applyOverlay, connect, introspect } from '@relvar/schema-introspect'
import { openSystem } from '@relvar/system'
import { plainSql, type TestDialect } from '@relvar/test-databases'
import { dataModel } from '../src/index.js'

export const READER = '00000000-0000-4000-8000-00000000000f'
export const admin: Actor = { id: '00000000-0000-4000-8000-00000000000a', admin: true }
export const reader: Actor = { id: READER, policies: ['reader'] }

const policy = createPolicy({
  reader: [
    allow('create', 'relvar_presets'),
    allow('read', 'relvar_presets'),
    allow('read', 'chapters', { rows: { id: { _neq: 3 } } }),
    allow('update', 'chapters', { fields: ['position'], rows: { id: { _neq: 3 } } }),
    allow('read', 'relvar_settings', { fields: ['project_name'] }),
  ],
  narrow: [
    allow('create', 'relvar_presets', {
      fields: ['layout'],
      presets: { user: '$CURRENT_USER', layout: 'cards' },
    }),
    allow('read', 'chapters'),
    allow('update', 'chapters', { fields: ['title'] }),
  ],
})

const TABLES = [
  'create table chapters (id integer not null primary key, title varchar(20), position integer)',
  'create table pages (book integer not null, page varchar(10) not null, position integer, primary key (book, page))',
  'create table plain (id integer not null primary key)',
]

export interface Answer {
  readonly status: number
  // oxlint-disable-next-line typescript/no-explicit-any -- answers of every shape are looked into.
  readonly json: any
}

/** A product of this module alone, over HTTP. */
export interface Place extends AsyncDisposable {
  readonly system: Session
  call(actor: Actor, request: string, body?: unknown): Promise<Answer>
}

export async function openPlace(dialect: TestDialect): Promise<Place> {
  const database = await dialect.createDatabase()
  await database.execute(TABLES.map((each) => plainSql(dialect.name, each)))
  const isFile = database.url.startsWith('sqlite:')
  const attach = { relvar: `${database.url.slice('sqlite:'.length)}.relvar` }
  const db = await connect(database.url, isFile ? { attach } : {})
  const module = dataModel()
  const names = await openSystem({ db, modules: [module] })
  const sorted = { traits: { sortColumn: 'position' } }
  const schema = applyOverlay(names.withTables(await introspect(db)), {
    tables: { chapters: sorted, pages: sorted },
  })
  const hooks = createHooks()
  const engine = createEngine({ db, schema, policy, hooks })
  const open = createEngine({ db, schema, policy: allowAll })
  const context: ModuleContext = {
    ...names,
    system: () => engine.as(SYSTEM),
    as: (actor) => engine.as(actor),
    unguarded: (actor) => open.as(actor),
  }
  module.hooks?.(hooks, context)
  const { collections = [] } = module
  const modules = { collections, routes: module.routes?.(context) ?? [] }
  return {
    system: engine.as(SYSTEM),
    async call(actor, request, body) {
      const app = createRest({ modules, session: () => engine.as(actor) })
      const [method = '', path = ''] = request.split(' ')
      const init =
        body === undefined
          ? {}
          : { body: JSON.stringify(body), headers: { 'Content-Type': 'application/json' } }
      const response = await app.request(path, { method, ...init })
      const text = await response.text()
      return { status: response.status, json: text === '' ? undefined : JSON.parse(text) }
    },
    async [Symbol.asyncDispose]() {
      await db.destroy()
      await database[Symbol.asyncDispose]()
    },
  }
}

export function codeOf({ json }: Answer): string {
  const { errors } = json as { errors: readonly { extensions: { code: string } }[] }
  return errors.map((error) => error.extensions.code).join()
}
