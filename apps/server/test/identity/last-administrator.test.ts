import { DIALECTS } from '@relvar/test-databases'
import { describe, expect, it } from 'vitest'
import { openShop, PASSWORD, type Shop } from './shop.js'

interface Administrator {
  readonly user: string
  readonly role: string
  readonly policy: string
  readonly access: string
}

/** The one that every server of tests has. */
async function theAdministrator({ done }: Shop): Promise<Administrator> {
  const me = await done('GET /users/me?fields=id,role')
  const [access] = await done<readonly Record<string, string>[]>(
    `GET /access?filter[role][_eq]=${String(me['role'])}`,
  )
  const { id = '', policy = '' } = access ?? {}
  return { user: String(me['id']), role: String(me['role']), policy, access: id }
}

async function anotherAdministrator({ done }: Shop, role: string): Promise<string> {
  const row = { email: 'second@example.com', password: PASSWORD, role }
  return (await done<{ id: string }>('POST /users', row)).id
}

describe.each(DIALECTS)('the last administrator on $name', (dialect) => {
  const test = it.skipIf(dialect.skip)

  test('stays, whichever write would take them away', async () => {
    await using shop = await openShop(dialect)
    const { user, role, policy, access } = await theAdministrator(shop)
    const other = await shop.done<{ id: string }>('POST /roles', { name: 'Other' })
    const nobody = await shop.done<{ id: string }>('POST /users', { email: 'x@example.com' })
    const writes: readonly (readonly [request: string, body?: unknown])[] = [
      [`DELETE /users/${user}`],
      ['DELETE /users', [nobody.id, user]],
      [`PATCH /users/${user}`, { status: 'suspended' }],
      [`PATCH /users/${user}`, { role: null }],
      [
        'PATCH /users',
        [
          { id: nobody.id, title: 'x' },
          { id: user, role: other.id },
        ],
      ],
      ['PATCH /users', { query: { filter: { id: { _eq: user } } }, data: { status: 'archived' } }],
      ['PATCH /users/me', { status: 'draft' }],
      [`DELETE /roles/${role}`],
      [`PATCH /roles/${role}`, { users: [] }],
      [`PATCH /roles/${role}`, { policies: { delete: [access] } }],
      ['POST /roles', { name: 'Taker', users: [{ id: user }] }],
      [`DELETE /policies/${policy}`],
      [`PATCH /policies/${policy}`, { admin_access: false }],
      [`PATCH /policies/${policy}`, { roles: [] }],
      [`DELETE /access/${access}`],
      [`PATCH /access/${access}`, { role: other.id }],
      [`PATCH /access/${access}`, { policy: 'abf8a154-5b1c-4a46-ac9c-7300570f4f17' }],
      ['POST /notifications', { recipient: { id: user, status: 'draft' }, subject: 'x' }],
    ]
    for (const [request, body] of writes) {
      const { status, code } = await shop.call(request, body)
      expect([request, body, status, code]).toEqual([request, body, 422, 'UNPROCESSABLE_CONTENT'])
    }
    expect(await theAdministrator(shop)).toEqual({ user, role, policy, access })
  })

  test('may hand over to another one, in one request too', async () => {
    await using shop = await openShop(dialect)
    const { user, role } = await theAdministrator(shop)
    const second = await anotherAdministrator(shop, role)
    await shop.done(`PATCH /users/${second}`, { status: 'suspended' })
    const swap = [
      { id: user, status: 'suspended' },
      { id: second, status: 'active' },
    ]
    expect((await shop.call('PATCH /users', swap)).status).toBe(200)
    expect((await shop.call('GET /users/me')).status).toBe(401)
  })

  test('by way of a role above theirs counts as well', async () => {
    await using shop = await openShop(dialect)
    const { user, role } = await theAdministrator(shop)
    const below = await shop.done<{ id: string }>('POST /roles', { name: 'Below', parent: role })
    expect((await shop.call(`PATCH /users/${user}`, { role: below.id })).status).toBe(200)
    const cut = await shop.call(`PATCH /roles/${below.id}`, { parent: null })
    expect([cut.status, cut.code]).toEqual([422, 'UNPROCESSABLE_CONTENT'])
    expect((await shop.call('GET /roles')).status).toBe(200)
  })

  test('is one of two who are taken away at the same moment', async () => {
    await using shop = await openShop(dialect)
    const { user, role } = await theAdministrator(shop)
    const second = await anotherAdministrator(shop, role)
    const suspend = (id: string) => ({
      query: { filter: { id: { _eq: id } } },
      data: { status: 'suspended' },
    })
    const answers = await Promise.all([
      shop.call('PATCH /users', suspend(user)),
      shop.call('PATCH /users', suspend(second)),
    ])
    // Whoever is suspended first may have been the one who asked.
    const statuses = answers.map(({ status }) => status).toSorted((a, b) => a - b)
    expect([
      [200, 401],
      [200, 422],
    ]).toContainEqual(statuses)
    const body = { email: 'second@example.com', password: PASSWORD }
    const login = await shop.call('POST /auth/login', body, { as: null })
    const first = await shop.call('GET /users/me')
    expect([first.status, login.status].toSorted((a, b) => a - b)).toEqual([200, 401])
  })

  test('is not suspended by wrong passwords', async () => {
    await using shop = await openShop(dialect)
    await shop.done('PATCH /settings', { auth_login_attempts: 1 })
    const wrong = { email: 'admin@example.com', password: 'wrong' }
    for (let count = 0; count < 4; count++)
      expect((await shop.call('POST /auth/login', wrong, { as: null })).status).toBe(401)
    expect((await shop.call('GET /users/me')).status).toBe(200)
  })

  test('who deletes a role suspends its users, who have none any more', async () => {
    await using shop = await openShop(dialect)
    const ada = await shop.user('ada')
    expect((await shop.call(`DELETE /roles/${ada.role}`)).status).toBe(204)
    const row = await shop.done(`GET /users/${ada.id}?fields=status,role`)
    expect(row).toEqual({ status: 'suspended', role: null })
    expect((await shop.call('GET /users/me', undefined, { as: ada })).status).toBe(401)
  })
})
