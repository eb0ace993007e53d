import { DIALECTS } from '@relvar/test-databases'
import { TOTP } from 'otpauth'
import { describe, expect, it } from 'vitest'
import { PUBLIC_POLICY } from '@relvar/rbac/store'
import { ADMIN, type AskParts, openPlace, type Place } from './place.js'

const sqlite = DIALECTS.find(({ name }) => name === 'sqlite')
if (sqlite === undefined) throw new Error('SQLite runs everywhere.')

function lastToken({ mails }: Place): string {
  return new URL(mails.at(-1)?.data.url ?? '').searchParams.get('token') ?? ''
}

async function roleOf({ system }: Place): Promise<unknown> {
  const [role] = await system.read('relvar_roles', { fields: ['id'] })
  return role?.['id']
}

describe.each(DIALECTS)('a forgotten password on $name', (dialect) => {
  const test = it.skipIf(dialect.skip)

  test('is replaced by a link that is good once', async () => {
    await using place = await openPlace(dialect)
    await place.auth.createAdministrator(ADMIN)
    const { access_token: before } = await place.login()
    const asked = await place.ask('POST /auth/password/request', { body: { email: ADMIN.email } })
    expect(asked.status).toBe(204)
    expect(place.mails).toMatchObject([{ to: ADMIN.email, template: 'password-reset' }])
    const body = { token: lastToken(place), password: 'another one' }
    const answers = await Promise.all(
      [1, 2, 3].map(() => place.ask('POST /auth/password/reset', { body })),
    )
    expect(answers.map(({ status }) => status).sort((a, b) => a - b)).toEqual([204, 403, 403])
    expect((await place.ask('GET /items/orders', { token: before })).code).toBe(
      'INVALID_CREDENTIALS',
    )
    await place.login({ ...ADMIN, password: 'another one' })
    expect((await place.ask('POST /auth/password/reset', { body })).code).toBe('INVALID_TOKEN')
  })
})

describe('a request for a new password', () => {
  it('is answered alike for those who are not there, and mails nobody', async () => {
    await using place = await openPlace(sqlite)
    await place.system.create('relvar_users', [{ email: 'out@b.c', status: 'suspended' }])
    for (const email of ['nobody@b.c', 'out@b.c']) {
      const answer = await place.ask('POST /auth/password/request', { body: { email } })
      expect(answer).toMatchObject({ status: 204, data: undefined })
    }
    expect(place.mails).toEqual([])
    expect(place.auth.verifications).toBe(0)
  })

  it('is sent to the stored address, whatever was typed', async () => {
    await using place = await openPlace(sqlite)
    await place.auth.createAdministrator(ADMIN)
    const typed = ` ${ADMIN.email.toUpperCase()} `
    await place.ask('POST /auth/password/request', { body: { email: typed } })
    expect(place.mails.map(({ to }) => to)).toEqual([ADMIN.email])
    for (const email of [[ADMIN.email, 'evil@example.com'], `${ADMIN.email},evil@example.com`])
      await place.ask('POST /auth/password/request', { body: { email } })
    expect(place.mails).toHaveLength(1)
  })

  it('leads to allowed pages only', async () => {
    const urls = { passwordReset: ['https://shop.example/reset'] }
    await using place = await openPlace(sqlite, { urls })
    await place.auth.createAdministrator(ADMIN)
    const ask = (reset_url: string): ReturnType<Place['ask']> =>
      place.ask('POST /auth/password/request', { body: { email: ADMIN.email, reset_url } })
    expect((await ask('https://shop.example/reset?lang=de')).status).toBe(204)
    expect(place.mails[0]?.data.url).toMatch(/^https:\/\/shop\.example\/reset\?lang=de&token=ey/)
    for (const url of [
      'https://evil.example/reset',
      'https://shop.example/reset/../x',
      'https://shop.example@evil.example/reset',
      'https://u:p@shop.example/reset',
      'https://shop.example.evil.example/reset',
      'http://shop.example/reset',
      'javascript:alert(1)',
      '/reset',
    ])
      expect([url, (await ask(url)).code]).toEqual([url, 'INVALID_PAYLOAD'])
  })

  it('is void once the password changed, and not good for an invitation', async () => {
    await using place = await openPlace(sqlite)
    const id = await place.auth.createAdministrator(ADMIN)
    await place.ask('POST /auth/password/request', { body: { email: ADMIN.email } })
    const body = { token: lastToken(place), password: 'yet another' }
    expect((await place.ask('POST /users/invite/accept', { body })).code).toBe('INVALID_TOKEN')
    expect((await place.ask('GET /users/me', { token: body.token })).code).toBe('INVALID_TOKEN')
    await place.system.update('relvar_users', { keys: [id] }, { password: 'changed since' })
    expect((await place.ask('POST /auth/password/reset', { body })).code).toBe('INVALID_TOKEN')
  })

  it('takes a password of eight characters, whatever they are, and none that is shorter', async () => {
    await using place = await openPlace(sqlite)
    await place.auth.createAdministrator(ADMIN)
    const { access_token: token } = await place.login()
    const change = (password: string): ReturnType<Place['ask']> =>
      place.ask('PATCH /users/me', { token, body: { password } })
    for (const short of ['a', 'seven77', '🐎🐎🐎🐎🐎🐎🐎'])
      expect([short, (await change(short)).code]).toEqual([short, 'FAILED_VALIDATION'])
    for (const password of ['        ', '🐎🐎🐎🐎🐎🐎🐎🐎'])
      expect([password, (await change(password)).status]).toEqual([password, 200])
    await place.login({ email: ADMIN.email, password: '🐎🐎🐎🐎🐎🐎🐎🐎' })
  })

  it('may be as short as the policy of passwords allows', async () => {
    const settings = async (): Promise<object> => ({ auth_password_policy: '/^.{2,}$/' })
    await using place = await openPlace(sqlite, { settings })
    await place.auth.createAdministrator({ ...ADMIN, password: 'ab' })
    await expect(place.login({ email: ADMIN.email, password: 'ab' })).resolves.toBeDefined()
  })

  it('keeps to the policy of passwords, and can be tried again', async () => {
    const settings = async (): Promise<object> => ({ auth_password_policy: '/^.{8,}$/' })
    await using place = await openPlace(sqlite, { settings })
    await place.auth.createAdministrator(ADMIN)
    await place.ask('POST /auth/password/request', { body: { email: ADMIN.email } })
    const token = lastToken(place)
    const reset = (password: string): ReturnType<Place['ask']> =>
      place.ask('POST /auth/password/reset', { body: { token, password } })
    expect((await reset('short')).code).toBe('FAILED_VALIDATION')
    expect((await reset('long enough')).status).toBe(204)
  })
})

describe('an invitation', () => {
  it('makes a user who is active once it is accepted', async () => {
    await using place = await openPlace(sqlite)
    await place.auth.createAdministrator(ADMIN)
    const { access_token: token } = await place.login()
    const body = { email: ['New@b.c', 'new@b.c'], role: await roleOf(place) }
    expect((await place.ask('POST /users/invite', { token, body })).status).toBe(204)
    expect(place.mails.map(({ to }) => to)).toEqual(['new@b.c'])
    const accept = { body: { token: lastToken(place), password: 'mine alone' } }
    expect((await place.ask('POST /users/invite/accept', accept)).status).toBe(204)
    expect((await place.ask('POST /users/invite/accept', accept)).code).toBe('INVALID_INVITE')
    await place.login({ email: 'new@b.c', password: 'mine alone' })
    // Somebody who is there already is not sent another, and keeps their role.
    await place.ask('POST /users/invite', { token, body })
    expect(place.mails).toHaveLength(1)
  })

  it('of somebody who may not is answered alike, and does nothing', async () => {
    await using place = await openPlace(sqlite)
    const body = { email: 'new@b.c', role: await roleOf(place) }
    expect((await place.ask('POST /users/invite', { body })).status).toBe(204)
    expect(place.mails).toEqual([])
    expect(await place.system.read('relvar_users')).toEqual([])
  })
})

describe('registration', () => {
  const open = { public_registration: true }
  const body = { email: 'new@b.c', password: 'mine alone' }

  it('is off', async () => {
    await using place = await openPlace(sqlite)
    expect((await place.ask('POST /users/register', { body })).code).toBe('FORBIDDEN')
  })

  it('sends a link that makes the user active, once', async () => {
    await using place = await openPlace(sqlite, { settings: async () => open })
    expect((await place.ask('POST /users/register', { body })).status).toBe(204)
    expect((await place.ask('POST /auth/login', { body })).code).toBe('INVALID_CREDENTIALS')
    const path = `GET /users/register/verify-email?token=${lastToken(place)}`
    const verified = await place.ask(path)
    expect(verified.status).toBe(302)
    expect(verified.headers.get('location')).toMatch(/^\/admin\/users\/[\w-]{36}$/)
    expect((await place.ask(path)).code).toBe('INVALID_TOKEN')
    await place.login(body)
    const again = { ...body, password: 'somebody else' }
    expect((await place.ask('POST /users/register', { body: again })).status).toBe(204)
    await place.login(body)
    expect(place.mails).toHaveLength(1)
  })

  it('answers a known address like an unknown one, whatever else is sent', async () => {
    const limits = { registration: { points: 100, duration: 60_000 } }
    const settings = async (): Promise<object> => ({ ...open, auth_password_policy: '/^.{4,}$/' })
    await using place = await openPlace(sqlite, { settings, limits, registerStallTime: 0 })
    await place.auth.createAdministrator(ADMIN)
    const answerTo = async (email: string, given: object): Promise<unknown> => {
      const { status, code } = await place.ask('POST /users/register', {
        body: { ...body, email, ...given },
      })
      return { status, code }
    }
    const answers = []
    for (const given of [
      {},
      { first_name: 'x'.repeat(51) },
      { last_name: 'x\0' },
      { first_name: '\ud800' },
      { first_name: ['x'] },
      { password: 'abc' },
      { verification_url: 'https://evil.example' },
    ]) {
      const known = await answerTo(ADMIN.email, given)
      expect(known).toEqual(await answerTo(`${answers.length}@b.c`, given))
      answers.push(known)
    }
    expect(answers.filter((each) => (each as { status: number }).status === 204)).toHaveLength(1)
  })

  it('does one hash for a known address as for an unknown one', async () => {
    await using place = await openPlace(sqlite, { settings: async () => open })
    await place.auth.createAdministrator(ADMIN)
    for (const email of [ADMIN.email, 'new@b.c', 'new@b.c']) {
      const { hashes, verifications } = place.auth
      expect((await place.ask('POST /users/register', { body: { ...body, email } })).status).toBe(
        204,
      )
      expect([email, place.auth.hashes - hashes]).toEqual([email, 1])
      expect(place.auth.verifications).toBe(verifications)
    }
  })

  it('holds to the filter, to what may be said of oneself, and to five a minute', async () => {
    const settings = {
      ...open,
      public_registration_email_filter: { email: { _ends_with: '@b.c' } },
    }
    await using place = await openPlace(sqlite, { settings: async () => settings })
    const codes = []
    for (const given of [
      { ...body, email: 'new@evil.example' },
      { ...body, email: 'no address' },
      { ...body, status: 'active' },
      { ...body, role: await roleOf(place) },
      { email: body.email },
      body,
    ])
      codes.push((await place.ask('POST /users/register', { body: given })).code)
    expect(codes).toEqual([
      'FORBIDDEN',
      'FAILED_VALIDATION',
      'INVALID_PAYLOAD',
      'INVALID_PAYLOAD',
      'INVALID_PAYLOAD',
      'REQUESTS_EXCEEDED',
    ])
    expect((await place.ask('POST /users/register', { body, ip: '192.0.2.9' })).status).toBe(204)
  })
})

describe('oneself', () => {
  it('is told with the rights that one has, or the id alone', async () => {
    await using place = await openPlace(sqlite)
    const id = await place.auth.createAdministrator(ADMIN)
    await place.auth.createAdministrator({ ...ADMIN, email: 'second@example.com' })
    const { access_token: token } = await place.login()
    const own = await place.ask('GET /users/me?fields=email,password', { token })
    expect(own.data).toEqual({ email: ADMIN.email, password: '**********' })
    const named = { token, body: { first_name: 'Ada' } }
    expect((await place.ask('PATCH /users/me', named)).data).toMatchObject({ first_name: 'Ada' })
    expect((await place.ask('DELETE /users/me', { token })).code).toBe('FORBIDDEN')
    expect((await place.ask('GET /users/me')).code).toBe('INVALID_CREDENTIALS')
    await place.system.update('relvar_users', { keys: [id] }, { role: null })
    expect((await place.ask('GET /users/me', { token })).data).toEqual({ id })
    expect((await place.ask('PATCH /users/me', named)).code).toBe('FORBIDDEN')
    const page = { token, body: { last_page: '/content' } }
    expect((await place.ask('PATCH /users/me/track/page', page)).status).toBe(204)
    expect(await place.system.readOne('relvar_users', id, { fields: ['last_page'] })).toEqual({
      last_page: '/content',
    })
  })
})

describe('a second factor', () => {
  it('is asked for at login, and each code is good once', async () => {
    await using place = await openPlace(sqlite)
    const id = await place.auth.createAdministrator(ADMIN)
    const { access_token: token } = await place.login()
    const { password } = ADMIN
    const wrong = { token, body: { password: 'wrong' } }
    expect((await place.ask('POST /users/me/tfa/generate', wrong)).code).toBe('INVALID_CREDENTIALS')
    const made = await place.ask('POST /users/me/tfa/generate', { token, body: { password } })
    const { secret, otpauth_url } = made.data as { secret: string; otpauth_url: string }
    expect(otpauth_url).toMatch(/^otpauth:\/\/totp\//)
    const code = (): string => new TOTP({ secret }).generate({ timestamp: place.now() })
    const bad = { token, body: { secret, otp: code() === '000000' ? '111111' : '000000' } }
    expect((await place.ask('POST /users/me/tfa/enable', bad)).code).toBe('INVALID_OTP')
    const enable = { token, body: { secret, otp: code() } }
    expect((await place.ask('POST /users/me/tfa/enable', enable)).status).toBe(204)
    expect((await place.ask('POST /auth/login', { body: ADMIN })).code).toBe('INVALID_OTP')
    const login = { body: { ...ADMIN, otp: code() } }
    const answers = [1, 2].map(() => place.ask('POST /auth/login', login))
    const statuses = (await Promise.all(answers)).map(({ status }) => status)
    expect(statuses.sort((a, b) => a - b)).toEqual([200, 401])
    const codes = await place.ask('POST /users/me/tfa/recovery-codes', {
      token,
      body: { password },
    })
    const [otp] = (codes.data as { codes: readonly string[] }).codes
    const recovery = { body: { ...ADMIN, otp } }
    expect((await place.ask('POST /auth/login', recovery)).status).toBe(200)
    expect((await place.ask('POST /auth/login', recovery)).code).toBe('INVALID_OTP')
    place.wait(61_000)
    const patch = { token, body: { tfa_secret: null } }
    expect((await place.ask(`PATCH /users/${id}`, patch)).code).toBe('INVALID_PAYLOAD')
    const off = { token, body: { otp: code() } }
    expect((await place.ask('POST /users/me/tfa/disable', off)).status).toBe(204)
    await place.login()
  })

  it('is limited with the password of the same account', async () => {
    const limits = { account: { points: 3, duration: 60_000 } }
    await using place = await openPlace(sqlite, { limits })
    await place.auth.createAdministrator(ADMIN)
    const { access_token: token } = await place.login()
    const wrong = { token, body: { password: 'wrong' } }
    const codes = []
    for (const request of [
      'POST /users/me/tfa/generate',
      'POST /users/me/tfa/recovery-codes',
      'POST /users/me/tfa/generate',
      'POST /users/me/tfa/recovery-codes',
      'POST /auth/login',
    ])
      codes.push(
        (await place.ask(request, request.endsWith('login') ? { body: ADMIN } : wrong)).code,
      )
    const [refused, exceeded] = ['INVALID_CREDENTIALS', 'REQUESTS_EXCEEDED']
    expect(codes).toEqual([refused, refused, exceeded, exceeded, exceeded])
  })

  it('is taken away by administrators only', async () => {
    await using place = await openPlace(sqlite)
    await place.auth.createAdministrator(ADMIN)
    const { access_token: token } = await place.login()
    const user = { email: 'b@b.c', password: 'mine alone' }
    const [key] = await place.system.create('relvar_users', [
      { ...user, tfa_secret: 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP' },
    ])
    const path = `POST /users/${String(key?.['id'])}/tfa/disable`
    expect((await place.ask(path)).code).toBe('INVALID_CREDENTIALS')
    expect((await place.ask(path, { token })).status).toBe(204)
    const { access_token: users } = await place.login(user)
    expect((await place.ask(path, { token: users })).code).toBe('FORBIDDEN')
  })
})

describe('the first administrator', () => {
  const body = { admin: ADMIN }

  it('is made from this machine, once', async () => {
    await using place = await openPlace(sqlite)
    const answers = [1, 2, 3].map((number) =>
      place.ask('POST /server/setup', {
        body: { admin: { ...ADMIN, email: `${number}@example.com` } },
      }),
    )
    const statuses = (await Promise.all(answers)).map(({ status }) => status)
    expect(statuses.sort((a, b) => a - b)).toEqual([204, 403, 403])
    expect(await place.system.read('relvar_users')).toHaveLength(1)
  })

  it('is made from elsewhere with the token only', async () => {
    const limits = { account: { points: 100, duration: 60_000 } }
    await using place = await openPlace(sqlite, { setupToken: 'one-time', limits })
    const headers: readonly Readonly<Record<string, string>>[] = [
      { 'x-forwarded-for': '127.0.0.1' },
      { 'X-Forwarded-Proto': 'https' },
      { forwarded: 'for=127.0.0.1' },
      { via: '1.1 proxy' },
      { 'x-real-ip': '127.0.0.1' },
      { 'x-original-host': 'localhost' },
      { 'true-client-ip': '127.0.0.1' },
      { 'cf-connecting-ip': '127.0.0.1' },
    ]
    const elsewhere: readonly AskParts[] = [
      { ip: '192.0.2.1' },
      { ip: null },
      { ip: '::ffff:192.0.2.1' },
      ...headers.map((each) => ({ headers: each })),
    ]
    for (const from of elsewhere)
      expect((await place.ask('POST /server/setup', { body, ...from })).code).toBe('FORBIDDEN')
    const wrong = { body: { ...body, token: 'another' }, ip: '192.0.2.1' }
    expect((await place.ask('POST /server/setup', wrong)).code).toBe('FORBIDDEN')
    const right = { body: { ...body, token: 'one-time' }, ip: '192.0.2.1' }
    expect((await place.ask('POST /server/setup', right)).status).toBe(204)
    expect((await place.ask('POST /server/setup', right)).code).toBe('FORBIDDEN')
    await place.login()
  })

  it('is made under a name of this machine or of PUBLIC_URL, and under no other', async () => {
    const limits = { account: { points: 100, duration: 60_000 } }
    const urls = { public: 'https://api.example.com' }
    await using place = await openPlace(sqlite, { limits, urls })
    const ask = (host: string, password: string): ReturnType<Place['ask']> =>
      place.ask(`POST http://${host}/server/setup`, { body: { admin: { ...ADMIN, password } } })
    for (const host of [
      'evil.example',
      'evil.example:8055',
      '192.168.0.1',
      '0.0.0.0',
      'localhost.evil.example',
      'evillocalhost',
      '127.0.0.1.evil.example',
      'api.example.com.evil.example',
      '[::ffff:192.168.0.1]',
    ])
      expect([host, (await ask(host, 'theirs')).code]).toEqual([host, 'FORBIDDEN'])
    // The right names get past that, and to the password that is not there.
    for (const host of [
      'localhost:8055',
      'LOCALHOST',
      'shop.localhost',
      '127.0.0.1',
      '[::1]:8055',
      'api.example.com',
    ])
      expect([host, (await ask(host, '')).code]).toEqual([host, 'INVALID_PAYLOAD'])
    expect((await ask('localhost', 'mine alone')).status).toBe(204)
  })
})

describe('users', () => {
  it('are written in the form in which they are kept', async () => {
    await using place = await openPlace(sqlite)
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
    await using place = await openPlace(sqlite)
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
})
