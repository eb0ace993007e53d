import { DIALECTS } from '@relvar/test-databases'
import { describe, expect, it } from 'vitest'
import { type Answer, openShop, type Shop, type TestUser } from './shop.js'

const HEADER = 'X-Relvar-View-As'

/** A user who reads the shipped orders without their e-mail. */
function seller(shop: Shop): Promise<TestUser> {
  const permissions = { status: { _eq: 'shipped' } }
  return shop.user('seller', {
    grants: [['read', 'orders', { fields: ['id', 'status'], permissions }]],
    values: { first_name: 'Sal' },
  })
}

function viewing(shop: Shop, as: string, request: string, body?: unknown): Promise<Answer> {
  return shop.call(request, body, { headers: { [HEADER]: as } })
}

async function visits(shop: Shop): Promise<readonly unknown[]> {
  return shop.done(
    'GET /activity?fields=collection,item,user_agent&filter[action][_eq]=view_as&sort=id',
  )
}

describe.each(DIALECTS)('looking at data as somebody else on $name', (dialect) => {
  const test = it.skipIf(dialect.skip)

  test('shows what a user, a role and everybody may read', async () => {
    await using shop = await openShop(dialect)
    const { id, role } = await seller(shop)
    const shipped = [{ id: 2, status: 'shipped' }]
    for (const as of [`user:${id}`, `role:${role}`, ` user:${id.toUpperCase()}`]) {
      expect((await viewing(shop, as, 'GET /items/orders')).data).toEqual(shipped)
      expect((await viewing(shop, as, 'GET /items/orders/1')).code).toBe('FORBIDDEN')
      expect((await viewing(shop, as, 'GET /permissions/me')).data).toMatchObject({
        orders: { read: { access: 'partial', fields: ['id', 'status'] } },
      })
    }
    expect((await shop.call(`GET /items/orders?view_as=role:${role}`)).data).toEqual(shipped)
    expect((await viewing(shop, 'public', 'GET /items/orders')).code).toBe('FORBIDDEN')
    expect((await viewing(shop, `user:${id}`, 'GET /users/me')).data).toEqual({ id })
    const search = await viewing(shop, `user:${id}`, 'SEARCH /items/orders', { query: {} })
    expect(search.data).toEqual(shipped)
  })

  test('changes nothing, and manages no credentials', async () => {
    await using shop = await openShop(dialect)
    const admin = await shop.done('GET /users/me?fields=id')
    const as = `user:${String(admin['id'])}`
    const writes: readonly (readonly [request: string, body?: unknown])[] = [
      ['POST /items/orders', { id: 3 }],
      ['PATCH /items/orders/1', { status: 'x' }],
      ['DELETE /items/orders/1'],
      ['PATCH /users/me', { title: 'x' }],
      ['PATCH /users/me/track/page', { last_page: '/x' }],
      ['POST /users/me/api-keys', { name: 'x' }],
      ['GET /users/me/api-keys'],
      ['POST /utils/cache/clear'],
    ]
    for (const [request, body] of writes) {
      const { status, code } = await viewing(shop, as, request, body)
      expect([request, status, code]).toEqual([request, 403, 'FORBIDDEN'])
    }
    expect((await viewing(shop, as, 'GET /items/orders')).data).toHaveLength(2)
  })

  test('is for administrators, as they are at that moment', async () => {
    await using shop = await openShop(dialect)
    const user = await seller(shop)
    const headers = { [HEADER]: 'public' }
    for (const as of [user, null])
      expect((await shop.call('GET /items/orders', undefined, { as, headers })).status).toBe(403)
    const deputy = await shop.user('deputy', { policy: { admin_access: true } })
    const look = (): Promise<Answer> => {
      const parts = { as: deputy, headers: { [HEADER]: `user:${user.id}` } }
      return shop.call('GET /items/orders', undefined, parts)
    }
    expect((await look()).data).toHaveLength(1)
    const [permission] = await shop.done<readonly { id: number }[]>(
      `GET /permissions?filter[policy][_eq]=${user.policy}`,
    )
    await shop.done(`PATCH /permissions/${permission?.id}`, { permissions: {} })
    expect((await look()).data).toHaveLength(2)
    await shop.done(`PATCH /policies/${deputy.policy}`, { admin_access: false })
    expect((await look()).status).toBe(403)
  })

  test('keeps within the scopes of an API key', async () => {
    await using shop = await openShop(dialect)
    const admin = await shop.done('GET /users/me?fields=id')
    const made = await shop.done<{ key: string }>('POST /users/me/api-keys', {
      name: 'narrow',
      scopes: { collections: ['relvar_roles'] },
    })
    const as = { token: made.key }
    const headers = { [HEADER]: `user:${String(admin['id'])}` }
    expect((await shop.call('GET /items/orders', undefined, { as, headers })).status).toBe(403)
    expect((await shop.call('GET /roles', undefined, { as, headers })).status).toBe(200)
  })

  test('is in the books once, when it begins', async () => {
    await using shop = await openShop(dialect)
    const { id, role } = await seller(shop)
    for (const as of [`user:${id}`, `user:${id}`, `role:${role}`, 'public', `role:${role}`])
      await viewing(shop, as, 'GET /server/info')
    expect(await visits(shop)).toMatchObject([
      { collection: 'relvar_users', item: id },
      { collection: 'relvar_roles', item: role },
      { collection: 'relvar_policies', item: 'abf8a154-5b1c-4a46-ac9c-7300570f4f17' },
    ])
  })

  test('asks for somebody who is there, in words that are understood', async () => {
    await using shop = await openShop(dialect)
    const unknown = crypto.randomUUID()
    for (const as of [`user:${unknown}`, `role:${unknown}`, 'user:7', 'everybody', '', 'share:1'])
      expect((await viewing(shop, as, 'GET /items/orders')).code).toBe('INVALID_QUERY')
    const twice = await viewing(shop, 'public', 'GET /items/orders?view_as=public')
    expect(twice.code).toBe('INVALID_QUERY')
    expect(await visits(shop)).toEqual([])
  })
})

describe.each(DIALECTS)('signing in and out on $name', (dialect) => {
  const test = it.skipIf(dialect.skip)

  test('is in the books, with where it came from', async () => {
    await using shop = await openShop(dialect)
    const { id, email } = await shop.user('ada')
    const headers = { 'user-agent': 'Browser/1', origin: shop.server.address }
    const ask = (request: string, body: unknown): Promise<Answer> =>
      shop.call(request, body, { as: null, headers })
    await ask('POST /auth/login', { email, password: 'wrong' })
    const { data } = await ask('POST /auth/login', { email, password: 'a password of everybody' })
    const { refresh_token } = data as { readonly refresh_token: string }
    await ask('POST /auth/logout', { refresh_token })
    await ask('POST /auth/logout', { refresh_token })
    const books = await shop.done(`GET /activity?filter[user][_eq]=${id}&sort=id`)
    const facts = {
      user: id,
      ip: expect.stringMatching(/127\.0\.0\.1|::1/),
      user_agent: 'Browser/1',
      origin: shop.server.address,
      collection: 'relvar_users',
      item: id,
    }
    expect(books).toMatchObject([
      { action: 'login', ...facts },
      { action: 'logout', ...facts },
    ])
  })
})
