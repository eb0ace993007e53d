import { decodeJwt } from 'jose'
import { DIALECTS } from '@relvar/test-databases'
import { describe, expect, it } from 'vitest'
import { ADMIN, openPlace, SQLITE } from './place.js'

describe.each(DIALECTS)('login on $name', (dialect) => {
  const test = it.skipIf(dialect.skip)

  test('answers tokens that are good until they are logged out', async () => {
    await using place = await openPlace(dialect)
    await place.auth.createAdministrator(ADMIN)
    const { data } = await place.ask('POST /auth/login', { body: ADMIN })
    expect(data).toEqual({
      access_token: expect.any(String) as unknown,
      refresh_token: expect.stringMatching(/^[\w-]{64}$/) as unknown,
      expires: 900_000,
    })
    const { access_token: token, refresh_token } = data as Record<string, string>
    const read = { token: String(token) }
    expect((await place.ask('GET /items/orders', read)).data).toEqual([{ id: 1, status: 'new' }])
    expect((await place.ask('POST /auth/logout', { body: { refresh_token } })).status).toBe(204)
    expect(await place.ask('GET /items/orders', read)).toMatchObject({
      status: 401,
      code: 'INVALID_CREDENTIALS',
    })
  })

  test('does the same work and gives the same answer, whatever is wrong', async () => {
    await using place = await openPlace(dialect)
    await place.auth.createAdministrator(ADMIN)
    await place.system.create('relvar_users', [
      { email: 'out@example.com', password: 'right horse', status: 'suspended' },
      { email: 'none@example.com', status: 'active' },
    ])
    const wrong = [
      { email: ADMIN.email, password: 'wrong' },
      { email: 'nobody@example.com', password: 'wrong' },
      { email: 'out@example.com', password: 'right horse' },
      { email: 'none@example.com', password: 'wrong' },
    ]
    for (const body of wrong) {
      const before = place.auth.verifications
      const answer = await place.ask('POST /auth/login', { body })
      expect(answer).toMatchObject({ status: 401, code: 'INVALID_CREDENTIALS' })
      expect(place.auth.verifications - before).toBe(1)
    }
    expect((await place.ask('POST /auth/login', { body: { email: 'a' } })).code).toBe(
      'INVALID_PAYLOAD',
    )
  })

  test('rotates refresh tokens, and closes everything where an old one comes back', async () => {
    await using place = await openPlace(dialect)
    await place.auth.createAdministrator(ADMIN)
    const first = await place.login()
    const refreshed = await place.ask('POST /auth/refresh', {
      body: { refresh_token: first.refresh_token },
    })
    expect(refreshed.status).toBe(200)
    const second = refreshed.data as typeof first
    const token = second.access_token
    expect((await place.ask('GET /items/orders', { token })).status).toBe(200)
    const again = { body: { refresh_token: first.refresh_token } }
    expect((await place.ask('POST /auth/refresh', again)).code).toBe('INVALID_CREDENTIALS')
    expect((await place.ask('GET /items/orders', { token })).code).toBe('INVALID_CREDENTIALS')
    const last = { body: { refresh_token: second.refresh_token } }
    expect((await place.ask('POST /auth/refresh', last)).code).toBe('INVALID_CREDENTIALS')
  })

  test('ends no session by a token that is made up around its id', async () => {
    await using place = await openPlace(dialect)
    await place.auth.createAdministrator(ADMIN)
    const { access_token, refresh_token } = await place.login()
    const { session } = decodeJwt<{ readonly session: string }>(access_token)
    expect(refresh_token.startsWith(session.replaceAll('-', ''))).toBe(true)
    for (const end of ['A'.repeat(32), refresh_token.slice(32, 63) + other(refresh_token.at(63))]) {
      const body = { refresh_token: session.replaceAll('-', '') + end }
      expect((await place.ask('POST /auth/refresh', { body })).code).toBe('INVALID_CREDENTIALS')
      expect((await place.ask('POST /auth/logout', { body })).status).toBe(204)
    }
    place.wait(16 * 60_000)
    const cookie = `relvar_session_token=${access_token}`
    const body = { mode: 'session' }
    expect((await place.ask('POST /auth/refresh', { cookie, body })).code).toBe('TOKEN_EXPIRED')
    expect((await place.ask('POST /auth/logout', { cookie, body })).status).toBe(204)
    const good = { body: { refresh_token } }
    expect((await place.ask('POST /auth/refresh', good)).status).toBe(200)
  })

  test('exchanges a refresh token once, however many try at the same time', async () => {
    await using place = await openPlace(dialect)
    await place.auth.createAdministrator(ADMIN)
    const { refresh_token } = await place.login()
    const answers = await Promise.all(
      Array.from({ length: 5 }, () => place.ask('POST /auth/refresh', { body: { refresh_token } })),
    )
    expect(answers.map(({ status }) => status).sort((a, b) => a - b)).toEqual([
      200, 401, 401, 401, 401,
    ])
    expect(await place.system.read('relvar_sessions')).toEqual([])
  })

  test('keeps no token in clear', async () => {
    await using place = await openPlace(dialect)
    await place.auth.createAdministrator(ADMIN)
    const { refresh_token } = await place.login()
    const [session] = await place.secrets.read('relvar_sessions')
    expect(session?.['token']).toMatch(/^[0-9a-f]{64}$/)
    expect(JSON.stringify(session)).not.toContain(refresh_token)
    const [user] = await place.secrets.read('relvar_users', { fields: ['password'] })
    expect(user?.['password']).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/)
    expect(await place.system.read('relvar_users', { fields: ['password', 'token'] })).toEqual([
      { password: '**********', token: null },
    ])
  })

  test('suspends a user after too many wrong passwords', async () => {
    await using place = await openPlace(dialect, {
      settings: async () => ({ auth_login_attempts: 2 }),
    })
    await place.auth.createAdministrator(ADMIN)
    await place.auth.createAdministrator({ ...ADMIN, email: 'second@example.com' })
    const { access_token: token } = await place.login()
    for (let i = 0; i < 3; i++)
      await place.ask('POST /auth/login', { body: { ...ADMIN, password: 'wrong' } })
    expect((await place.ask('POST /auth/login', { body: ADMIN })).code).toBe('INVALID_CREDENTIALS')
    expect((await place.ask('GET /items/orders', { token })).code).toBe('INVALID_CREDENTIALS')
  })
})

describe('the modes of login', () => {
  it('cookie: keeps the refresh token in a cookie', async () => {
    await using place = await openPlace(SQLITE)
    await place.auth.createAdministrator(ADMIN)
    const answer = await place.ask('POST /auth/login', { body: { ...ADMIN, mode: 'cookie' } })
    expect(answer.data).toEqual({ access_token: expect.any(String) as unknown, expires: 900_000 })
    const [cookie = ''] = answer.headers.getSetCookie()
    expect(cookie).toMatch(
      /^relvar_refresh_token=[\w-]{64}; Max-Age=604800; Expires=[^;]+; Path=\/; HttpOnly; SameSite=Lax$/,
    )
    const refreshed = await place.ask('POST /auth/refresh', { cookie: pairOf(cookie), body: {} })
    expect(refreshed.data).toHaveProperty('access_token')
    const [next = ''] = refreshed.headers.getSetCookie()
    const left = await place.ask('POST /auth/logout', { cookie: pairOf(next), body: {} })
    expect(left.headers.getSetCookie()[0]).toMatch(/^relvar_refresh_token=; Max-Age=0;/)
    expect(await place.system.read('relvar_sessions')).toEqual([])
  })

  it('session: the cookie alone is enough, and its refresh leaves the old one a moment', async () => {
    await using place = await openPlace(SQLITE, {
      cookies: { session: { secure: true }, refresh: { secure: true } },
    })
    await place.auth.createAdministrator(ADMIN)
    const answer = await place.ask('POST /auth/login', { body: { ...ADMIN, mode: 'session' } })
    expect(answer.data).toEqual({ expires: 86_400_000 })
    const [set = ''] = answer.headers.getSetCookie()
    expect(set).toMatch(/^__Host-relvar_session_token=.+; Max-Age=86400; .*; Secure; /)
    const cookie = pairOf(set)
    expect((await place.ask('GET /items/orders', { cookie })).status).toBe(200)
    expect((await place.ask('POST /auth/refresh', { cookie, body: {} })).code).toBe(
      'INVALID_PAYLOAD',
    )
    const body = { mode: 'session' }
    const [one = ''] = (
      await place.ask('POST /auth/refresh', { cookie, body })
    ).headers.getSetCookie()
    const twice = await place.ask('POST /auth/refresh', { cookie, body })
    expect(twice.status).toBe(200)
    expect(await place.system.read('relvar_sessions')).toHaveLength(2)
    expect((await place.ask('GET /items/orders', { cookie })).status).toBe(200)
    place.wait(11_000)
    expect((await place.ask('GET /items/orders', { cookie })).code).toBe('INVALID_CREDENTIALS')
    expect((await place.ask('GET /items/orders', { cookie: pairOf(one) })).status).toBe(200)
    expect((await place.ask('POST /auth/refresh', { cookie, body })).code).toBe(
      'INVALID_CREDENTIALS',
    )
    expect((await place.ask('GET /items/orders', { cookie: pairOf(one) })).code).toBe(
      'INVALID_CREDENTIALS',
    )
  })

  it('can be left by whoever is out already', async () => {
    await using place = await openPlace(SQLITE)
    const unknown = { body: { refresh_token: 'unknown' } }
    expect((await place.ask('POST /auth/logout', unknown)).status).toBe(204)
    for (const token of ['unknown', 'eyJhbGciOiJub25lIn0.eyJpc3MiOiJyZWx2YXIifQ.'])
      expect(
        await place.ask('POST /auth/logout', {
          cookie: `relvar_session_token=${token}`,
          body: { mode: 'session' },
        }),
      ).toMatchObject({ status: 204 })
    expect((await place.ask('POST /auth/logout', { body: {} })).code).toBe('INVALID_PAYLOAD')
  })

  it('refuses any other', async () => {
    await using place = await openPlace(SQLITE)
    await place.auth.createAdministrator(ADMIN)
    const answer = await place.ask('POST /auth/login', { body: { ...ADMIN, mode: 'basic' } })
    expect(answer.code).toBe('INVALID_PAYLOAD')
  })
})

describe('attempts to sign in', () => {
  it('are limited by address where they refresh what is not theirs, and not where they do it well', async () => {
    const limits = { address: { points: 2, duration: 60_000 } }
    await using place = await openPlace(SQLITE, { limits })
    await place.auth.createAdministrator(ADMIN)
    const ip = '192.0.2.7'
    let { refresh_token } = await place.login()
    for (let turn = 0; turn < 4; turn++) {
      const answer = await place.ask('POST /auth/refresh', { body: { refresh_token }, ip })
      expect(answer.status).toBe(200)
      ;({ refresh_token } = answer.data as { readonly refresh_token: string })
    }
    const wrong = { body: { refresh_token: 'unknown' }, ip }
    const statuses = []
    for (let turn = 0; turn < 3; turn++)
      statuses.push((await place.ask('POST /auth/refresh', wrong)).status)
    expect(statuses).toEqual([401, 401, 429])
    expect((await place.ask('POST /auth/login', { body: ADMIN, ip })).status).toBe(429)
  })

  it('are limited by account, however it is spelled and wherever they come from', async () => {
    const limits = { account: { points: 2, duration: 60_000 } }
    await using place = await openPlace(SQLITE, { limits })
    const spellings = ['A@example.com', ' a@EXAMPLE.com', 'a@example.com ']
    const answers = []
    for (const [index, email] of spellings.entries())
      answers.push(
        await place.ask('POST /auth/login', {
          body: { email, password: 'x' },
          ip: `192.0.2.${index}`,
        }),
      )
    expect(answers.map(({ status }) => status)).toEqual([401, 401, 429])
    const seconds = Number(answers[2]?.headers.get('retry-after'))
    expect(seconds).toBeGreaterThan(50)
    expect(seconds).toBeLessThanOrEqual(60)
    place.wait(60_001)
    const body = { email: 'a@example.com', password: 'x' }
    expect((await place.ask('POST /auth/login', { body })).status).toBe(401)
  })

  it('are limited by address, whatever headers say', async () => {
    const limits = { address: { points: 2, duration: 60_000 } }
    await using place = await openPlace(SQLITE, { limits })
    const statuses = []
    for (let i = 0; i < 3; i++) {
      const headers = { 'x-forwarded-for': `192.0.2.${i}` }
      const body = { email: `${i}@example.com`, password: 'x' }
      statuses.push((await place.ask('POST /auth/login', { body, headers })).status)
    }
    expect(statuses).toEqual([401, 401, 429])
  })

  it('take as long as is set, whatever they find', async () => {
    await using place = await openPlace(SQLITE, { stallTime: 300 })
    const start = performance.now()
    await place.ask('POST /auth/login', { body: { email: 'a@b.c', password: 'x' } })
    expect(performance.now() - start).toBeGreaterThanOrEqual(299)
  })
})

function pairOf(cookie: string): string {
  return cookie.split(';')[0] ?? ''
}

/** Another character that a token may have. */
function other(character: string | undefined): string {
  return character === 'A' ? 'B' : 'A'
}
