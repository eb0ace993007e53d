import { PUBLIC_POLICY } from '@relvar/rbac/store'
import { DIALECTS } from '@relvar/test-databases'
import { decodeJwt, SignJWT, UnsecuredJWT } from 'jose'
import { describe, expect, it } from 'vitest'
import { ADMIN, openPlace, SECRET, SQLITE } from './place.js'

function sign(claims: object, secret: string = SECRET, issuer: string = 'relvar'): Promise<string> {
  return new SignJWT({ ...claims })
    .setProtectedHeader({ alg: 'HS256' })
    .setIssuer(issuer)
    .setIssuedAt()
    .setExpirationTime('15m')
    .sign(new TextEncoder().encode(secret))
}

describe('an access token', () => {
  it('says who it is for, and is believed in nothing else', async () => {
    await using place = await openPlace(SQLITE)
    const id = await place.auth.createAdministrator(ADMIN)
    const { access_token } = await place.login()
    const claims = decodeJwt(access_token)
    expect(claims).toMatchObject({ id, iss: 'relvar', app_access: true, admin_access: true })
    const { iat, exp, iss, ...own } = claims
    expect((exp ?? 0) - (iat ?? 0)).toBe(900)
    expect(iss).toBe('relvar')
    const [other] = await place.system.create('relvar_users', [{ email: 'b@example.com' }])
    // Signed with our own key, so nothing but the session decides who it is.
    const token = await sign({ ...own, id: other?.['id'], admin_access: false })
    expect((await place.ask('GET /items/orders', { token })).status).toBe(200)
    const nobodys = await sign({ ...own, session: crypto.randomUUID() })
    expect((await place.ask('GET /items/orders', { token: nobodys })).code).toBe(
      'INVALID_CREDENTIALS',
    )
  })

  it('is refused where it was made by others, changed, or for something else', async () => {
    await using place = await openPlace(SQLITE)
    await place.auth.createAdministrator(ADMIN)
    const { access_token } = await place.login()
    const claims = decodeJwt(access_token)
    const [head, body, signature] = access_token.split('.')
    const changed = Buffer.from(JSON.stringify({ ...claims, admin_access: true, x: 1 }))
    const tokens = {
      none: new UnsecuredJWT(claims).encode(),
      key: await sign(claims, 'another secret that is long enough too'),
      swapped: [head, changed.toString('base64url'), signature].join('.'),
      unsigned: [head, body, ''].join('.'),
      scope: await sign({ ...claims, scope: 'password-reset' }),
    }
    for (const [name, token] of Object.entries(tokens))
      expect([name, await place.ask('GET /items/orders', { token })]).toMatchObject([
        name,
        { status: 403, code: 'INVALID_TOKEN' },
      ])
    const foreign = await sign(claims, SECRET, 'somebody else')
    expect(await place.ask('GET /items/orders', { token: foreign })).toMatchObject({
      status: 401,
      code: 'INVALID_CREDENTIALS',
    })
  })

  it('expires', async () => {
    await using place = await openPlace(SQLITE)
    await place.auth.createAdministrator(ADMIN)
    const { access_token: token } = await place.login()
    place.wait(901_000)
    expect(await place.ask('GET /items/orders', { token })).toMatchObject({
      status: 401,
      code: 'TOKEN_EXPIRED',
    })
  })

  it('comes in the header or the query, and not in both', async () => {
    await using place = await openPlace(SQLITE)
    await place.auth.createAdministrator(ADMIN)
    const { access_token: token } = await place.login()
    const path = `GET /items/orders?access_token=${token}`
    expect((await place.ask(path)).status).toBe(200)
    expect((await place.ask(path, { token })).code).toBe('INVALID_PAYLOAD')
    expect((await place.ask(`${path}&access_token=${token}`)).code).toBe('INVALID_PAYLOAD')
    const headers = { authorization: `bEARER ${token}` }
    expect((await place.ask('GET /items/orders', { headers })).status).toBe(200)
    const basic = { authorization: 'Basic YTpi' }
    expect((await place.ask('GET /items/orders', { headers: basic })).code).toBe('FORBIDDEN')
    expect((await place.ask('GET /items/orders', { token: 'nobodys' })).code).toBe(
      'INVALID_CREDENTIALS',
    )
  })
})

describe('rules about who asks', () => {
  it('are given what they name of the user', async () => {
    await using place = await openPlace(SQLITE)
    const rule = { status: { _eq: '$CURRENT_USER.title' } }
    await place.system.create('relvar_permissions', [
      {
        policy: PUBLIC_POLICY,
        collection: 'orders',
        action: 'read',
        fields: ['id'],
        permissions: rule,
      },
    ])
    const user = { email: 'b@example.com', password: 'right horse' }
    const [key] = await place.system.create('relvar_users', [{ ...user, title: 'old' }])
    const { access_token: token } = await place.login(user)
    expect((await place.ask('GET /items/orders', { token })).data).toEqual([])
    const id = String(key?.['id'])
    await place.system.update('relvar_users', { keys: [id] }, { title: 'new' })
    expect((await place.ask('GET /items/orders', { token })).data).toEqual([{ id: 1 }])
    expect((await place.ask('GET /items/orders')).data).toEqual([])
  })
})

describe.each(DIALECTS)('what was revoked on $name', (dialect) => {
  const test = it.skipIf(dialect.skip)

  test('is met by the next call', async () => {
    await using place = await openPlace(dialect)
    await place.auth.createAdministrator(ADMIN)
    const { access_token: admin } = await place.login()
    const [role] = await place.system.read('relvar_roles', { fields: ['id'] })
    const user = { email: 'b@example.com', password: 'right horse' }
    const [key] = await place.system.create('relvar_users', [{ ...user, role: role?.['id'] }])
    const target = `PATCH /users/${String(key?.['id'])}`
    const changes = [
      { status: 'suspended' },
      { password: 'another horse' },
      { email: 'c@example.com' },
    ]
    for (const body of changes) {
      await place.system.update(
        'relvar_users',
        { keys: [String(key?.['id'])] },
        {
          ...user,
          status: 'active',
        },
      )
      const { access_token: token } = await place.login(user)
      expect((await place.ask('GET /items/orders', { token })).status).toBe(200)
      expect((await place.ask(target, { token: admin, body })).status).toBe(200)
      expect((await place.ask('GET /items/orders', { token })).code).toBe('INVALID_CREDENTIALS')
    }
    await place.system.update(
      'relvar_users',
      { keys: [String(key?.['id'])] },
      {
        ...user,
        status: 'active',
      },
    )
    const { access_token: token } = await place.login(user)
    expect((await place.ask(target, { token: admin, body: { role: null } })).status).toBe(200)
    expect((await place.ask('GET /items/orders', { token })).code).toBe('FORBIDDEN')
  })

  test('a static token is kept as its digest, unique, and good while its user is active', async () => {
    await using place = await openPlace(dialect)
    const id = await place.auth.createAdministrator(ADMIN)
    const token = 'a-static-token-of-mine'
    await place.system.update('relvar_users', { keys: [id] }, { token })
    expect((await place.ask('GET /items/orders', { token })).status).toBe(200)
    const [row] = await place.secrets.read('relvar_users', { fields: ['token'] })
    expect(row?.['token']).toMatch(/^[0-9a-f]{64}$/)
    await expect(place.system.create('relvar_users', [{ token }])).rejects.toMatchObject({
      code: 'RECORD_NOT_UNIQUE',
      details: { field: 'token', value: null },
    })
    await place.system.update('relvar_users', { keys: [id] }, { token: '**********' })
    expect((await place.ask('GET /items/orders', { token })).status).toBe(200)
    await place.auth.createAdministrator({ ...ADMIN, email: 'second@example.com' })
    await place.system.update('relvar_users', { keys: [id] }, { status: 'archived' })
    expect((await place.ask('GET /items/orders', { token })).code).toBe('INVALID_CREDENTIALS')
  })

  test('an API key is held to its scopes, its addresses and its time', async () => {
    await using place = await openPlace(dialect)
    await place.auth.createAdministrator(ADMIN)
    const { access_token } = await place.login()
    const create = async (body: object): Promise<{ readonly id: string; readonly key: string }> => {
      const answer = await place.ask('POST /users/me/api-keys', { token: access_token, body })
      return answer.data as { id: string; key: string }
    }
    const scopes = { collections: ['orders'], actions: ['read'], addresses: ['192.0.2.0/24'] }
    const expires = new Date(place.now() + 60_000).toISOString()
    const { id, key } = await create({ name: 'reader', scopes, expires })
    const as = { token: key, ip: '192.0.2.7' }
    expect((await place.ask('GET /items/orders', as)).status).toBe(200)
    expect((await place.ask('GET /users', as)).code).toBe('FORBIDDEN')
    expect((await place.ask('POST /items/orders', { ...as, body: { id: 2 } })).code).toBe(
      'FORBIDDEN',
    )
    expect((await place.ask('GET /items/orders', { ...as, ip: '198.51.100.1' })).code).toBe(
      'INVALID_IP',
    )
    expect((await place.ask('GET /items/orders', { ...as, ip: null })).code).toBe('INVALID_IP')
    const page = { ...as, body: { last_page: '/content' } }
    expect((await place.ask('PATCH /users/me/track/page', page)).code).toBe('FORBIDDEN')
    for (const request of [
      'POST /users/me/api-keys',
      'POST /users/me/tfa/enable',
      'POST /users/me/tfa/recovery-codes',
      `POST /users/${crypto.randomUUID()}/tfa/disable`,
    ])
      expect([request, (await place.ask(request, { ...as, body: {} })).code]).toEqual([
        request,
        'FORBIDDEN',
      ])
    const own = { token: access_token }
    const writes = { collections: ['relvar_users'], actions: ['create', 'update'] }
    const writer = await create({ name: 'writer', scopes: writes })
    const asWriter = { token: writer.key }
    for (const [request, body] of [
      ['PATCH /users/me', { token: 'a-token-without-limits' }],
      ['PATCH /users/me', { password: 'mine alone' }],
      ['PATCH /users/me', { email: 'mine@example.com' }],
      ['POST /users', { email: 'b@example.com', password: 'mine alone' }],
    ] as const)
      expect([request, body, (await place.ask(request, { ...asWriter, body })).code]).toEqual([
        request,
        body,
        'FORBIDDEN',
      ])
    const title = { ...asWriter, body: { title: 'Dr.' } }
    expect((await place.ask('PATCH /users/me', title)).code).toBeUndefined()
    const explained = { ...asWriter, body: { action: 'read', collection: 'orders' } }
    expect((await place.ask('POST /permissions/explain', explained)).code).toBe('FORBIDDEN')
    await place.ask(`DELETE /users/me/api-keys/${writer.id}`, own)
    const { data: listed } = await place.ask('GET /users/me/api-keys', own)
    expect(listed).toMatchObject([{ id, name: 'reader', prefix: key.slice(0, 10), scopes }])
    expect((listed as readonly { last_used: unknown }[])[0]?.last_used).not.toBeNull()
    expect(JSON.stringify(listed)).not.toContain(key)
    const rotated = await place.ask(`POST /users/me/api-keys/${id}/rotate`, own)
    const next = { ...as, token: (rotated.data as { key: string }).key }
    expect((await place.ask('GET /items/orders', as)).code).toBe('INVALID_CREDENTIALS')
    expect((await place.ask('GET /items/orders', next)).status).toBe(200)
    place.wait(61_000)
    expect((await place.ask('GET /items/orders', next)).code).toBe('INVALID_CREDENTIALS')
  })
})
