import { ADMINISTRATOR } from '../support/administrator.js'
import type { TestServer } from '../support/running-server.js'
import { create } from './callers.js'

const { password } = ADMINISTRATOR

/** A request that a route has something to do with, for whoever may. */
export interface SampleRequest {
  readonly path: string
  readonly body?: object
}

type Body = object | ((server: TestServer) => Promise<object>)

/** A row that can be made, and what can be changed of it, for each path with the usual routes. */
interface Rows {
  readonly made: Body
  readonly change: Body
}

const newPolicy = (server: TestServer): Promise<string> =>
  create(server, '/policies', { name: unique('policy') })

const rows: Readonly<Record<string, Rows>> = {
  '/items/tags': { made: named('name'), change: named('name') },
  '/items/employees': {
    made: async () => ({
      first_name: 'x',
      last_name: 'x',
      email: `${unique('employee')}@example.com`,
      job_title: 'x',
      hired_on: '2026-01-01',
      salary: 1,
    }),
    change: { first_name: 'y' },
  },
  '/items/relvar_users': { made: { title: 'x' }, change: { title: 'y' } },
  '/users': {
    made: async () => ({ email: `${unique('user')}@example.com` }),
    change: { title: 'Dr.' },
  },
  '/roles': { made: named('name'), change: { description: 'x' } },
  '/policies': { made: named('name'), change: { description: 'x' } },
  '/access': {
    made: async (server) => ({ policy: await newPolicy(server) }),
    change: { sort: 7 },
  },
  '/permissions': {
    made: async (server) => ({
      policy: await newPolicy(server),
      collection: 'tags',
      action: 'read',
      fields: ['id'],
    }),
    change: { fields: ['name'] },
  },
  '/presets': { made: { collection: 'tags' }, change: { search: 'x' } },
  '/translations': {
    made: async () => ({ language: 'en-US', key: unique('key'), value: 'x' }),
    change: { value: 'y' },
  },
  '/comments': {
    made: { collection: 'tags', item: '1', comment: 'x' },
    change: { comment: 'y' },
  },
  '/notifications': {
    made: async (server) => ({ recipient: await administrator(server), subject: 'x' }),
    change: { status: 'archived' },
  },
}

/** `PATCH` of the one row, and of it by its key. */
const SETTINGS = { project_descriptor: 'x' }

/** What is sent to routes of their own kind. A route that is not named here is sent `{}`. */
const bodies: Readonly<Record<string, Body>> = {
  'POST /auth/login': { email: 'viewer@example.com', password },
  'POST /auth/login/default': { email: 'nobody@example.com', password },
  'POST /auth/refresh': { refresh_token: 'unknown' },
  'POST /auth/logout': { refresh_token: 'unknown' },
  'POST /auth/password/request': { email: 'nobody@example.com' },
  'POST /auth/password/reset': { token: 'unknown', password },
  'POST /graphql': { query: '{ tags { id } }' },
  'POST /graphql/system': { query: '{ users { id email } }' },
  'POST /permissions/explain': { action: 'read', collection: 'tags' },
  'POST /server/setup': { admin: { email: 'x@example.com', password } },
  'PATCH /settings': SETTINGS,
  'PATCH /settings/:key': SETTINGS,
  'POST /settings/owner': { org_name: 'x' },
  'POST /collections': named('collection'),
  'PATCH /collections': [{ collection: 'tags', meta: { note: 'x' } }],
  'PATCH /collections/:collection': { meta: { note: 'x' } },
  'POST /fields/:collection': async () => ({ field: unique('field'), type: 'alias' }),
  'PATCH /fields/:collection': [{ field: 'name', meta: { note: 'x' } }],
  'PATCH /fields/:collection/:field': { meta: { note: 'x' } },
  'POST /relations': {
    collection: 'products',
    field: 'category_id',
    related_collection: 'categories',
  },
  'PATCH /relations/:collection/:field': { meta: { sort_field: null } },
  'POST /users/invite': async (server) => ({
    email: `${unique('guest')}@example.com`,
    role: await create(server, '/roles', { name: 'guest' }),
  }),
  'POST /users/invite/accept': { token: 'unknown', password },
  'POST /users/me/api-keys': { name: 'x' },
  'POST /users/me/tfa/disable': { otp: '000000' },
  'POST /users/me/tfa/enable': { secret: 'x', otp: '000000' },
  'POST /users/me/tfa/generate': { password },
  'POST /users/me/tfa/recovery-codes': { password },
  'PATCH /users/me': { first_name: 'x' },
  'PATCH /users/me/track/page': { last_page: '/x' },
  'POST /users/register': { email: 'x@example.com', password },
  'POST /utils/sort/:collection': { item: 1, to: 2 },
}

/** The parameters of routes of their own kind. A row of its own is made for each request. */
const parameters: Readonly<Record<string, (server: TestServer) => Promise<string>>> = {
  '/activity/:key': (server) => newest(server, '/activity'),
  '/revisions/:key': (server) => newest(server, '/revisions'),
  '/utils/revert/:revision': revisionOfTag,
  '/users/:key/tfa/disable': (server) => made(server, '/users'),
  '/users/me/api-keys/:id': newApiKey,
  '/users/me/api-keys/:id/rotate': newApiKey,
  '/settings/:key': async () => '1',
  '/permissions/me/:collection/:key?': async () => 'tags/1',
  '/server/specs/graphql/:scope?': async () => 'items',
  '/server/specs/reference/:collection': async () => 'tags',
  '/utils/sort/:collection': async () => 'tags',
  '/collections/:collection': async () => 'tags',
  '/fields/:collection': async () => 'tags',
  '/fields/:collection/:field': newAlias,
  '/relations/:collection': async () => 'products',
  '/relations/:collection/:field': async () => 'products/category_id',
  'DELETE /collections/:collection': newFolder,
  'POST /schema/forget/:collection': newFolder,
  'DELETE /relations/:collection/:field': newLink,
}

/** Collections under `/items`: one that the policies speak of, one that they do not, one of ours. */
const ITEMS = ['tags', 'employees', 'relvar_users']

/** The paths that a route is asked under, each to be completed by {@link sampleRequest}. */
export function pathsOf(route: string): readonly string[] {
  if (!route.startsWith('/items/:collection')) return [route]
  return ITEMS.map((name) => route.replace(':collection', name))
}

/** Something to send to a route; it is good once. */
export async function sampleRequest(
  server: TestServer,
  method: string,
  route: string,
): Promise<SampleRequest> {
  const base = route.replace(/\/:key$/, '')
  const kind = rows[base]
  if (kind !== undefined) return usualRequest(server, method, base, route !== base)
  const parameter = await (parameters[`${method} ${route}`] ?? parameters[route])?.(server)
  const path = route.replace(/:.*?(?=\/[^:]|$)/, parameter ?? crypto.randomUUID())
  if (method === 'GET') return { path }
  return { path, body: await bodyOf(server, bodies[`${method} ${route}`] ?? {}) }
}

async function usualRequest(
  server: TestServer,
  method: string,
  base: string,
  isItem: boolean,
): Promise<SampleRequest> {
  const { made: row, change } = rows[base] as Rows
  if (method === 'GET' && !isItem) return { path: base }
  if (method === 'SEARCH') return { path: base, body: { query: { limit: 1 } } }
  if (method === 'POST') return { path: base, body: await bodyOf(server, row) }
  const data = await bodyOf(server, change)
  const key = await made(server, base)
  if (isItem) return { path: `${base}/${key}`, ...(method === 'PATCH' && { body: data }) }
  return { path: base, body: method === 'PATCH' ? { keys: [key], data } : { keys: [key] } }
}

/** The key of a new row; that of nothing under a name that is nobody's. */
async function made(server: TestServer, base: string): Promise<string> {
  if (base === '/items/relvar_users') return crypto.randomUUID()
  return create(server, base, await bodyOf(server, (rows[base] as Rows).made))
}

async function revisionOfTag(server: TestServer): Promise<string> {
  await made(server, '/items/tags')
  return newest(server, '/revisions')
}

function newApiKey(server: TestServer): Promise<string> {
  return create(server, '/users/me/api-keys', { name: unique('key') })
}

async function newAlias(server: TestServer): Promise<string> {
  const { field } = await post(server, '/fields/tags', { field: unique('field'), type: 'alias' })
  return `tags/${String(field)}`
}

async function newFolder(server: TestServer): Promise<string> {
  const { collection } = await post(server, '/collections', { collection: unique('folder') })
  return String(collection)
}

async function newLink(server: TestServer): Promise<string> {
  const field = unique('field')
  await post(server, '/fields/tags', { field, type: 'integer' })
  const link = { collection: 'tags', field, related_collection: 'tags', schema: null }
  await post(server, '/relations', link)
  return `tags/${field}`
}

async function post(server: TestServer, path: string, data: unknown): Promise<Answer> {
  const headers = { 'content-type': 'application/json' }
  const made = await server.json(path, { method: 'POST', headers, body: JSON.stringify(data) })
  return (made as { readonly data: Answer }).data
}

type Answer = Readonly<Record<string, unknown>>

async function newest(server: TestServer, base: string): Promise<string> {
  const found = (await server.json(`${base}?sort=-id&limit=1&fields=id`)) as {
    readonly data: readonly { readonly id: number }[]
  }
  return String(found.data[0]?.id)
}

async function administrator(server: TestServer): Promise<string> {
  const { data } = (await server.json('/users/me?fields=id')) as { readonly data: { id: string } }
  return data.id
}

function named(field: string): Body {
  return async () => ({ [field]: unique('name') })
}

async function bodyOf(server: TestServer, body: Body): Promise<object> {
  return typeof body === 'function' ? body(server) : body
}

function unique(start: string): string {
  return `${start}-${crypto.randomUUID().slice(0, 8)}`
}
