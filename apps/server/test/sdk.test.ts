import {
  aggregate,
  authentication,
  createDirectus,
  createItem,
  createItems,
  createNotification,
  createPermissions,
  createPolicy,
  createPreset,
  createRole,
  createUser,
  deleteItem,
  deleteItems,
  deleteNotification,
  deletePermissions,
  deletePolicy,
  deletePreset,
  deleteRole,
  deleteUser,
  inviteUser,
  passwordRequest,
  type Query,
  readActivities,
  readItem,
  readItemPermissions,
  readItems,
  readMe,
  readNotifications,
  readPermissions,
  readPolicies,
  readPolicyGlobals,
  readPresets,
  readProviders,
  readRevisions,
  readRoles,
  readRolesMe,
  readSettings,
  readUser,
  readUserPermissions,
  readUsers,
  rest,
  serverHealth,
  serverInfo,
  serverPing,
  staticToken,
  updateItem,
  updateItems,
  updateItemsBatch,
  updateMe,
  updateNotification,
  updatePermission,
  updatePolicy,
  updatePreset,
  updateRole,
  updateSettings,
  updateUser,
  withSearch,
  withToken,
} from '@directus/sdk'
import { DIALECTS, shopFixture, type TestDialect } from '@relvar/test-databases'
import { describe, expect, it } from 'vitest'
import { ADMINISTRATOR } from './support/administrator.js'
import { serve, type TestServer } from './support/running-server.js'

/** The shop, as far as it is asked for here. */
interface Shop {
  readonly tags: { id: number; name: string }[]
  readonly sales: { id: number; status: string; customer_id: { id: number; name: string } }[]
}

async function serveShop(dialect: TestDialect): Promise<AsyncDisposable & { server: TestServer }> {
  const database = await dialect.createDatabase()
  await database.execute(shopFixture(dialect.name))
  const server = await serve({ DATABASE_URL: database.url, SYSTEM_PREFIX: 'directus_' })
  return {
    server,
    async [Symbol.asyncDispose]() {
      await server[Symbol.asyncDispose]()
      await database[Symbol.asyncDispose]()
    },
  }
}

/** One that may do everything. */
function administrator({ address }: TestServer) {
  return createDirectus<Shop>(address).with(staticToken(ADMINISTRATOR.token)).with(rest())
}

describe.each(DIALECTS)('the published SDK of this wire on $name', (dialect) => {
  const test = it.skipIf(dialect.skip)

  test('logs in, refreshes and logs out', async () => {
    await using place = await serveShop(dialect)
    const { address } = place.server
    const client = createDirectus<Shop>(address)
      .with(authentication('json', { autoRefresh: false }))
      .with(rest())
    await expect(client.login({ email: 'a@b.c', password: 'x' })).rejects.toMatchObject({
      errors: [{ extensions: { code: 'INVALID_CREDENTIALS' } }],
    })
    const { email, password } = ADMINISTRATOR
    const first = await client.login({ email, password })
    expect(first.expires).toBe(900_000)
    expect(await client.request(readMe({ fields: ['email'] }))).toEqual({ email })
    const second = await client.refresh()
    expect(second.refresh_token).not.toBe(first.refresh_token)
    expect(await client.request(readMe({ fields: ['email'] }))).toEqual({ email })
    const token = await client.getToken()
    await client.logout()
    expect(await client.getToken()).toBeNull()
    await expect(client.request(withToken(token ?? '', readMe()))).rejects.toMatchObject({
      errors: [{ extensions: { code: 'INVALID_CREDENTIALS' } }],
    })
  })

  test('reads and writes items', async () => {
    await using place = await serveShop(dialect)
    const client = administrator(place.server)
    const made = await client.request(createItem('tags', { name: 'seasonal' }))
    expect(made).toEqual({ id: expect.any(Number) as unknown, name: 'seasonal' })
    expect(await client.request(readItem('tags', made.id))).toEqual(made)
    const changed = await client.request(updateItem('tags', made.id, { name: 'autumn' }))
    expect(changed).toEqual({ ...made, name: 'autumn' })
    const more = await client.request(createItems('tags', [{ name: 'one' }, { name: 'two' }]))
    const keys = more.map(({ id }) => id)
    const batch = keys.map((id) => ({ id, name: `tag ${id}` }))
    expect(await client.request(updateItemsBatch('tags', batch))).toEqual(batch)
    const same = await client.request(updateItems('tags', [made.id], { name: 'winter' }))
    expect(same).toEqual([{ ...made, name: 'winter' }])
    const counted = await client.request(aggregate('tags', { aggregate: { count: '*' } }))
    expect(counted).toEqual([{ count: '8' }])
    const shipped = readItems<Shop, 'sales', Query<Shop, Shop['sales'][number]>>('sales', {
      fields: ['id', { customer_id: ['name'] }],
      filter: { status: { _eq: 'shipped' } },
      sort: ['-id'],
      limit: 1,
    })
    const sales = [{ id: 11, customer_id: { name: '日本 太郎' } }]
    expect(await client.request(shipped)).toEqual(sales)
    expect(await client.request(withSearch(shipped))).toEqual(sales)
    await client.request(deleteItem('tags', made.id))
    await client.request(deleteItems('tags', keys))
    await expect(client.request(readItem('tags', made.id))).rejects.toMatchObject({
      errors: [{ extensions: { code: 'FORBIDDEN' } }],
    })
  })

  test('administers users, roles, policies and permissions, which count at once', async () => {
    await using place = await serveShop(dialect)
    const client = administrator(place.server)
    const policy = await client.request(createPolicy({ name: 'Reads tags', app_access: true }))
    const [permission] = await client.request(
      createPermissions([
        {
          policy: policy.id,
          collection: 'tags',
          action: 'read',
          fields: ['id', 'name'],
          permissions: { id: { _lte: 2 } },
        },
      ]),
    )
    const role = await client.request(
      // The types know whole rows only; `policies` of a role are rows of access.
      createRole({ name: 'Readers', policies: [{ policy: policy.id }] as never }),
    )
    const user = await client.request(
      createUser({ email: 'Ada@Example.com', password: 'correct horse', role: role.id }),
    )
    expect(user).toMatchObject({ email: 'ada@example.com', password: '**********' })
    const nested = { fields: ['role.name' as never] }
    expect(await client.request(readUser(user.id, nested))).toEqual({ role: { name: 'Readers' } })
    const reader = createDirectus<Shop>(place.server.address)
      .with(authentication('json', { autoRefresh: false }))
      .with(rest())
    await reader.login({ email: 'ada@example.com', password: 'correct horse' })
    expect(await reader.request(readItems('tags'))).toHaveLength(2)
    const held = await reader.request(readUserPermissions())
    expect(held).toMatchObject({
      tags: { read: { access: 'partial', fields: ['id', 'name'] }, create: { access: 'none' } },
    })
    expect(await reader.request(readItemPermissions('tags', 1))).toMatchObject({
      update: { access: false },
    })
    expect(await reader.request(readRolesMe({ fields: ['name'] }))).toEqual([{ name: 'Readers' }])
    expect(await reader.request(readPolicyGlobals())).toEqual({
      app_access: true,
      admin_access: false,
      enforce_tfa: false,
    })
    await client.request(updatePermission(permission?.id ?? 0, { permissions: {} }))
    expect(await reader.request(readItems('tags'))).toHaveLength(5)
    await client.request(updatePolicy(policy.id, { name: 'Read tags' }))
    await client.request(updateRole(role.id, { description: 'Readers' }))
    const named = await client.request(
      readPolicies({ filter: { name: { _eq: 'Read tags' } }, fields: ['id', 'roles'] }),
    )
    expect(named).toEqual([{ id: policy.id, roles: [expect.any(String)] }])
    expect(await client.request(readRoles({ fields: ['name'], sort: ['name'] }))).toEqual([
      { name: 'Administrator' },
      { name: 'Readers' },
    ])
    expect(
      await client.request(
        readPermissions({
          fields: ['collection', 'action'],
          filter: { policy: { _eq: policy.id } },
        }),
      ),
    ).toContainEqual({ collection: 'tags', action: 'read' })
    await client.request(updateUser(user.id, { first_name: 'Ada', status: 'suspended' }))
    await expect(reader.request(readItems('tags'))).rejects.toMatchObject({
      errors: [{ extensions: { code: 'INVALID_CREDENTIALS' } }],
    })
    await client.request(deletePermissions([permission?.id ?? 0]))
    await client.request(deleteUser(user.id))
    await client.request(deleteRole(role.id))
    await client.request(deletePolicy(policy.id))
    expect(await client.request(readUsers({ fields: ['email'] }))).toEqual([
      { email: ADMINISTRATOR.email },
    ])
  })

  test('keeps presets, settings and notifications, and reads what has happened', async () => {
    await using place = await serveShop(dialect)
    const client = administrator(place.server)
    const me = await client.request(readMe({ fields: ['id', 'first_name'] }))
    const preset = await client.request(
      createPreset({ collection: 'tags', bookmark: 'Mine', user: me.id }),
    )
    await client.request(updatePreset(preset.id, { search: 'new' }))
    expect(
      await client.request(readPresets({ fields: ['bookmark', 'search', 'layout', 'user'] })),
    ).toEqual([{ bookmark: 'Mine', search: 'new', layout: 'tabular', user: me.id }])
    await client.request(deletePreset(preset.id))
    await client.request(updateSettings({ project_name: 'Shop', module_bar: null }))
    expect(await client.request(readSettings({ fields: ['project_name'] }))).toEqual({
      project_name: 'Shop',
    })
    const note = await client.request(
      createNotification({ recipient: me.id, subject: 'Hello', message: 'there' }),
    )
    await client.request(updateNotification(note.id, { status: 'archived' }))
    expect(
      await client.request(readNotifications({ fields: ['subject', 'status', 'recipient'] })),
    ).toEqual([{ subject: 'Hello', status: 'archived', recipient: me.id }])
    await client.request(deleteNotification(note.id))
    await client.request(updateMe({ first_name: 'Grace' }))
    const [activity] = await client.request(
      readActivities({
        filter: { collection: { _eq: 'directus_users' } },
        sort: ['-id'],
        limit: 1,
      }),
    )
    expect(activity).toMatchObject({ action: 'update', item: me.id, user: me.id })
    const [revision] = await client.request(readRevisions({ sort: ['-id'], limit: 1 }))
    expect(revision).toMatchObject({ delta: { first_name: 'Grace' } })
  })

  test('asks what a server is, and for mails', async () => {
    await using place = await serveShop(dialect)
    const client = administrator(place.server)
    expect(await client.request(serverPing())).toBe('pong')
    expect(await client.request(serverHealth())).toMatchObject({ status: 'ok' })
    expect(await client.request(serverInfo())).toMatchObject({ queryLimit: { default: 100 } })
    expect(await client.request(readProviders())).toEqual([])
    const [role] = await client.request(readRoles({ fields: ['id'] }))
    await client.request(passwordRequest('nobody@example.com'))
    await client.request(inviteUser('guest@example.com', role?.id ?? ''))
    expect(
      await client.request(
        readUsers({ fields: ['status'], filter: { email: { _eq: 'guest@example.com' } } }),
      ),
    ).toEqual([{ status: 'invited' }])
  })
})

describe('the published SDK with cookies', () => {
  const [sqlite] = DIALECTS.filter(({ name }) => name === 'sqlite')

  it.each([
    ['cookie', 'directus_refresh_token'],
    ['session', 'directus_session_token'],
  ] as const)('logs in, refreshes and logs out in %s mode', async (mode, cookieName) => {
    await using place = await serveShop(sqlite as TestDialect)
    const jar = new Map<string, string>()
    const client = createDirectus<Shop>(place.server.address, {
      globals: { fetch: (url, init) => fetchWithCookies(jar, url, init) },
    })
      .with(authentication(mode, { autoRefresh: false, credentials: 'include' }))
      .with(rest({ credentials: 'include' }))
    const { email, password } = ADMINISTRATOR
    await client.login({ email, password })
    expect([...jar.keys()]).toEqual([cookieName])
    const first = jar.get(cookieName)
    expect(await client.request(readMe({ fields: ['email'] }))).toEqual({ email })
    await client.refresh()
    expect(jar.get(cookieName)).not.toBe(first)
    expect(await client.request(readMe({ fields: ['email'] }))).toEqual({ email })
    await client.logout()
    expect(jar.get(cookieName)).toBe('')
    await expect(client.request(readMe())).rejects.toMatchObject({
      errors: [{ extensions: { code: 'INVALID_CREDENTIALS' } }],
    })
  })
})

/** What a browser does with cookies, as far as one server sets and wants them. */
async function fetchWithCookies(
  jar: Map<string, string>,
  url: string,
  init: RequestInit = {},
): Promise<Response> {
  const headers = new Headers(init.headers)
  const cookies = [...jar].filter(([, value]) => value !== '')
  headers.set('cookie', cookies.map((pair) => pair.join('=')).join('; '))
  const response = await fetch(url, { ...init, headers })
  for (const cookie of response.headers.getSetCookie()) {
    const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(cookie) ?? []
    jar.set(name, value)
  }
  return response
}
