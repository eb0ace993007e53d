import { DIALECTS } from '@relvar/test-databases'
import { describe, expect, it } from 'vitest'
import { openShop, type Grant, type Shop, type TestUser } from './shop.js'

const OWN = { permissions: { id: { _eq: '$CURRENT_USER' } } }
const ACCOUNT: readonly Grant[] = [
  ['read', 'relvar_users', OWN],
  ['update', 'relvar_users', OWN],
]

async function administratorRole({ done }: Shop): Promise<string> {
  const me = await done<{ readonly role: string }>('GET /users/me?fields=role')
  return me.role
}

/** A user who holds the policy of another and has no role. */
async function withoutRole({ done, user }: Shop, grants: readonly Grant[]): Promise<TestUser> {
  const made = await user('loner', { grants })
  await done(`PATCH /users/${made.id}`, { role: null })
  await done('POST /access', { user: made.id, policy: made.policy })
  return made
}

async function keyOf({ done }: Shop, scopes: object | null): Promise<{ token: string }> {
  const { key } = await done<{ key: string }>('POST /users/me/api-keys', { name: 'x', scopes })
  return { token: key }
}

describe.each(DIALECTS)('rights on $name', (dialect) => {
  const test = it.skipIf(dialect.skip)

  test('are not taken by another spelling of a role', async () => {
    await using shop = await openShop(dialect)
    const role = await administratorRole(shop)
    const loner = await withoutRole(shop, ACCOUNT)
    for (const given of [role, role.toUpperCase(), ` ${role}`, { id: role.toUpperCase() }]) {
      const { status, code } = await shop.call('PATCH /users/me', { role: given }, { as: loner })
      expect([given, status >= 400, code]).toEqual([given, true, expect.any(String)])
    }
    const globals = await shop.call('GET /policies/me/globals', undefined, { as: loner })
    expect(globals.data).toMatchObject({ admin_access: false })
  })

  test('are not taken by registering under a role that allows more', async () => {
    await using shop = await openShop(dialect)
    const role = await administratorRole(shop)
    const lesser = await shop.done<{ id: string }>('POST /roles', { name: 'Guest' })
    const grants: readonly Grant[] = [
      ['read', 'relvar_settings'],
      ['update', 'relvar_settings'],
    ]
    const clerk = await shop.user('clerk', { grants })
    const write = (given: unknown) =>
      shop.call('PATCH /settings', { public_registration_role: given }, { as: clerk })
    expect((await write(role)).code).toBe('FORBIDDEN')
    expect((await write(role.toUpperCase())).code).toBe('FORBIDDEN')
    expect((await write({ id: role })).code).toBe('FORBIDDEN')
    expect((await write(lesser.id)).status).toBe(200)
    expect((await write(null)).status).toBe(200)
    await shop.done('PATCH /settings', { public_registration_role: role })
  })

  test('are not taken with the id of somebody else', async () => {
    await using shop = await openShop(dialect)
    const grants = ['create', 'read', 'update'].map((action): Grant => [action, 'relvar_users'])
    const clerk = await shop.user('clerk', { grants })
    const owner = await shop.user('owner')
    const guest = await shop.done<{ id: string }>('POST /users', { email: 'guest@example.com' })
    const id = crypto.randomUUID()
    const send = async (request: string, body: object) =>
      (await shop.call(request, body, { as: clerk })).code
    expect(await send(`PATCH /users/${owner.id}`, { id })).toBe('INVALID_PAYLOAD')
    expect(await send(`PATCH /users/${guest.id}`, { id })).toBe('INVALID_PAYLOAD')
    expect(await send('PATCH /users/me', { id })).toBe('INVALID_PAYLOAD')
    expect(await send('POST /users', { id, email: 'new@example.com' })).toBe('FORBIDDEN')
    expect((await shop.call(`PATCH /users/${owner.id}`, { id })).code).toBe('INVALID_PAYLOAD')
    expect(await send(`PATCH /users/${guest.id}`, { id: guest.id, title: 'x' })).toBeUndefined()
    expect(await send('PATCH /users', [{ id: guest.id, title: 'y' }])).toBeUndefined()
    const kept = await shop.done(`GET /users/${guest.id}?fields=id,title`)
    expect(kept).toEqual({ id: guest.id, title: 'y' })
    await shop.done('POST /users', { id, email: 'imported@example.com' })
  })

  test('beyond the scopes of an API key are given by it to nobody', async () => {
    await using shop = await openShop(dialect)
    const role = await administratorRole(shop)
    const clerk = await shop.user('clerk')
    const full = await keyOf(shop, null)
    const limited = await keyOf(shop, { collections: ['relvar_users', 'relvar_settings'] })
    const refused: readonly (readonly [request: string, body: object])[] = [
      [`PATCH /users/${clerk.id}`, { role }],
      ['POST /users', { email: 'new@example.com', role }],
      ['PATCH /settings', { public_registration_role: role }],
    ]
    for (const [request, body] of refused)
      expect((await shop.call(request, body, { as: limited })).code).toBe('FORBIDDEN')
    const invitation = { email: 'invited@example.com', role }
    expect((await shop.call('POST /users/invite', invitation, { as: limited })).status).toBe(204)
    expect(await shop.done('GET /users?filter[status][_eq]=invited')).toEqual([])
    const leaver = { status: 'suspended', title: 'Dr.' }
    expect((await shop.call(`PATCH /users/${clerk.id}`, leaver, { as: limited })).status).toBe(200)
    for (const [request, body] of refused)
      expect((await shop.call(request, body, { as: full })).status).toBe(200)
  })
})
