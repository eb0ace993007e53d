import { describe, expect, it } from 'vitest'
import { PUBLIC_POLICY } from '@relvar/rbac/store'
import { ADMIN, openPlace, roleOf, SQLITE } from './place.js'

describe('users', () => {
  it('are written in the form in which they are kept', async () => {
    await using place = await openPlace(SQLITE)
    const { system } = place
    await system.create('relvar_users', [{ email: 'Ada@Example.com' }])
    await expect(system.create('relvar_users', [{ email: 'ADA@example.com' }])).rejects.toThrow(
      'unique',
    )
    for (const email of ['no address', 'a@b@c', '<a@b.c>', 7])
      await expect(system.create('relvar_users', [{ email }])).rejects.toMatchObject({
        details: { field: 'email', type: 'email' },
      })
    await expect(system.create('relvar_users', [{ status: 'boss' }])).rejects.toThrow('"status"')
    await expect(system.create('relvar_users', [{ token: 'short' }])).rejects.toThrow('"token"')
  })

  it('are not given, or taken, more than whoever writes them holds', async () => {
    await using place = await openPlace(SQLITE)
    const admin = await place.auth.createAdministrator(ADMIN)
    const role = await roleOf(place)
    for (const action of ['create', 'read', 'update', 'delete'])
      await place.system.create('relvar_permissions', [
        { policy: PUBLIC_POLICY, collection: 'relvar_users', action, fields: ['*'] },
      ])
    const user = { email: 'b@b.c', password: 'mine alone' }
    const [key] = await place.system.create('relvar_users', [user])
    const own = String(key?.['id'])
    const { access_token: token } = await place.login(user)
    const attempts: readonly (readonly [string, object])[] = [
      [`PATCH /users/${own}`, { role }],
      [`PATCH /users/me`, { role: { id: role } }],
      [`PATCH /users/${own}`, { provider: 'other' }],
      [`PATCH /users/${own}`, { external_identifier: 'x' }],
      [`PATCH /users/${admin}`, { password: 'taken over' }],
      [`PATCH /users/${admin}`, { email: 'mine@b.c' }],
      [`PATCH /users/${admin}`, { token: 'a-token-of-my-own' }],
      [`PATCH /users/${admin}`, { status: 'suspended' }],
      [`POST /users`, { email: 'c@b.c', role }],
    ]
    for (const [request, body] of attempts)
      expect([request, body, (await place.ask(request, { token, body })).code]).toEqual([
        request,
        body,
        'FORBIDDEN',
      ])
    expect((await place.ask(`DELETE /users/${admin}`, { token })).code).toBe('FORBIDDEN')
    const nothing = { token, body: { title: 'Dr.' } }
    expect((await place.ask(`PATCH /users/${own}`, nothing)).status).toBe(200)
    await place.login()
  })

  it('have signed in when they have, whatever is written', async () => {
    await using place = await openPlace(SQLITE)
    const id = await place.auth.createAdministrator(ADMIN)
    const { access_token: token } = await place.login()
    const seen = (): Promise<unknown> =>
      place.system.readOne('relvar_users', id, { fields: ['last_access', 'title'] })
    const before = (await seen()) as object
    const forged = { token, body: { title: 'Dr.', last_access: '2001-01-01T00:00:00Z' } }
    expect((await place.ask('PATCH /users/me', forged)).status).toBe(200)
    expect(await seen()).toEqual({ ...before, title: 'Dr.' })
    const made = { token, body: { email: 'b@b.c', last_access: '2001-01-01T00:00:00Z' } }
    expect((await place.ask('POST /users', made)).data).toMatchObject({ last_access: null })
  })
})
