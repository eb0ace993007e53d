import { ADMINISTRATOR, AUTHORIZATION } from '../support/administrator.js'
import type { TestServer } from '../support/running-server.js'

/** Somebody who asks, and what their header says. */
export interface Caller {
  readonly name: 'anonymous' | 'viewer' | 'editor' | 'administrator'
  /** '' for nobody. */
  readonly authorization: string
}

type Grant = readonly [action: string, collection: string, parts?: object]

const own = (column: string): object => ({ [column]: { _eq: '$CURRENT_USER' } })
const PRODUCT = ['id', 'sku', 'name', 'category_id', 'price', 'available']

/** Looks at the shop's goods, and works with the Studio. */
const VIEWER: readonly Grant[] = [
  ['read', 'products', { fields: PRODUCT, permissions: { available: { _eq: true } } }],
  ['read', 'categories'],
  ['read', 'tags'],
]

/** Keeps the goods, and what the Studio recommends to those who work with it. */
const EDITOR: readonly Grant[] = [
  ...['create', 'read', 'update', 'delete'].flatMap((action): readonly Grant[] => [
    [action, 'products'],
    [action, 'tags'],
  ]),
  ['read', 'categories'],
  ['read', 'sales', { fields: ['id', 'status', 'sold_at', 'total'] }],
  ['update', 'sales', { fields: ['status'], permissions: { status: { _neq: 'cancelled' } } }],
  [
    'read',
    'relvar_users',
    { fields: ['id', 'first_name', 'last_name', 'email', 'role', 'status'] },
  ],
  ['read', 'relvar_roles'],
  ['read', 'relvar_activity'],
  ['read', 'relvar_revisions'],
  [
    'update',
    'relvar_users',
    { fields: ['first_name', 'last_name', 'email', 'password', 'title'], permissions: own('id') },
  ],
]

/** The four who ask, all with one password: nobody, two with policies as people make them, and the administrator. */
export async function makeCallers(server: TestServer): Promise<readonly Caller[]> {
  return [
    { name: 'anonymous', authorization: '' },
    await makeCaller(server, 'viewer', VIEWER),
    await makeCaller(server, 'editor', EDITOR),
    { name: 'administrator', authorization: AUTHORIZATION },
  ]
}

async function makeCaller(
  server: TestServer,
  name: Caller['name'],
  grants: readonly Grant[],
): Promise<Caller> {
  const role = await create(server, '/roles', { name })
  const policy = await create(server, '/policies', { name, app_access: true })
  await create(server, '/access', { role, policy })
  for (const [action, collection, parts] of grants)
    await create(server, '/permissions', { policy, action, collection, fields: ['*'], ...parts })
  const token = `a-static-token-of-${name}`
  await create(server, '/users', {
    email: `${name}@example.com`,
    password: ADMINISTRATOR.password,
    role,
    token,
  })
  return { name, authorization: `Bearer ${token}` }
}

/** Makes a row as the administrator; answers its key. */
export async function create(server: TestServer, path: string, body: object): Promise<string> {
  const { data } = (await server.json(path, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  })) as { readonly data: { readonly id: string | number } }
  return String(data.id)
}
