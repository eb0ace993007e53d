import { PUBLIC_POLICY } from '@relvar/rbac/store'
import { describe, expect, it } from 'vitest'
import { ADMIN, openPlace, type Place, SQLITE } from './place.js'

/** Answered by a statement, which looks at the mark, and by a route of a module. */
const REQUESTS = ['GET /items/orders', 'GET /users/me']

async function openWithAdministrator(): Promise<Place> {
  const place = await openPlace(SQLITE)
  await place.auth.createAdministrator(ADMIN)
  return place
}

/** The cookie of a session that was opened or refreshed, as a browser sends it back. */
function cookieOf(headers: Headers): string {
  return headers.getSetCookie()[0]?.split(';')[0] ?? ''
}

describe('whoever was found out', () => {
  it('is looked up again after a minute, or where they come from elsewhere', async () => {
    await using place = await openWithAdministrator()
    const { access_token: token } = await place.login()
    const lookedUp = async (ip = '192.0.2.1'): Promise<number> => {
      const before = place.findings
      expect((await place.ask('GET /items/orders', { token, ip })).status).toBe(200)
      return place.findings - before
    }
    expect([await lookedUp(), await lookedUp(), await lookedUp()]).toEqual([1, 0, 0])
    expect([await lookedUp('192.0.2.2'), await lookedUp()]).toEqual([1, 0])
    place.wait(60_000)
    expect([await lookedUp(), await lookedUp()]).toEqual([1, 0])
  })

  it('is looked up once where their rights have changed', async () => {
    await using place = await openWithAdministrator()
    const { access_token: token } = await place.login()
    await place.ask('GET /items/orders', { token })
    await place.system.create('relvar_roles', [{ name: 'New' }])
    const before = place.findings
    for (let request = 0; request < 3; request++) await place.ask('GET /items/orders', { token })
    expect(place.findings - before).toBe(1)
  })

  it('is nobody once their access token has expired, for another token may still be good', async () => {
    await using place = await openWithAdministrator()
    const { access_token: token, refresh_token } = await place.login()
    place.wait(890_000)
    const refreshed = await place.ask('POST /auth/refresh', { body: { refresh_token } })
    const next = (refreshed.data as { readonly access_token: string }).access_token
    for (const request of REQUESTS)
      for (const each of [token, next])
        expect((await place.ask(request, { token: each })).status).toBe(200)
    place.wait(11_000)
    for (const request of REQUESTS) {
      expect((await place.ask(request, { token: next })).status).toBe(200)
      expect((await place.ask(request, { token })).code).toBe('TOKEN_EXPIRED')
    }
  })

  it('is nobody once their API key has expired', async () => {
    await using place = await openWithAdministrator()
    const { access_token } = await place.login()
    const body = { name: 'short', expires: new Date(place.now() + 30_000).toISOString() }
    const made = await place.ask('POST /users/me/api-keys', { token: access_token, body })
    const { key: token } = made.data as { readonly key: string }
    for (const request of REQUESTS) expect((await place.ask(request, { token })).status).toBe(200)
    place.wait(30_000)
    for (const request of REQUESTS)
      expect((await place.ask(request, { token })).code).toBe('INVALID_CREDENTIALS')
  })

  it('is nobody once the session ended that another has followed', async () => {
    await using place = await openWithAdministrator()
    const body = { mode: 'session' }
    const opened = await place.ask('POST /auth/login', { body: { ...ADMIN, ...body } })
    const cookie = cookieOf(opened.headers)
    expect((await place.ask('GET /items/orders', { cookie })).status).toBe(200)
    const refreshed = await place.ask('POST /auth/refresh', { body, cookie })
    const next = cookieOf(refreshed.headers)
    for (const request of REQUESTS) expect((await place.ask(request, { cookie })).status).toBe(200)
    place.wait(10_001)
    for (const request of REQUESTS) {
      expect((await place.ask(request, { cookie })).code).toBe('INVALID_CREDENTIALS')
      expect((await place.ask(request, { cookie: next })).status).toBe(200)
    }
  })

  it('is asked anew for what changes without a mark', async () => {
    await using place = await openWithAdministrator()
    const rule = { status: { _eq: '$CURRENT_USER.last_page' } }
    const permission = { collection: 'orders', action: 'read', fields: ['id'], permissions: rule }
    await place.system.create('relvar_permissions', [{ policy: PUBLIC_POLICY, ...permission }])
    const user = { email: 'b@example.com', password: 'right horse' }
    await place.system.create('relvar_users', [user])
    const { access_token: token } = await place.login(user)
    expect((await place.ask('GET /items/orders', { token })).data).toEqual([])
    const body = { last_page: 'new' }
    expect((await place.ask('PATCH /users/me/track/page', { token, body })).status).toBe(204)
    const before = place.findings
    expect((await place.ask('GET /items/orders', { token })).data).toEqual([{ id: 1 }])
    expect(place.findings).toBe(before)
  })
})

describe("a session's cookie", () => {
  const open = async (place: Place): Promise<string> => {
    const body = { ...ADMIN, mode: 'session' }
    return cookieOf((await place.ask('POST /auth/login', { body })).headers)
  }

  it('is cleared with the answer that it is good for nobody', async () => {
    await using place = await openWithAdministrator()
    for (const request of REQUESTS) {
      const cookie = await open(place)
      expect((await place.ask(request, { cookie })).status).toBe(200)
      await place.system.delete('relvar_sessions', { query: { limit: -1 } })
      // Whoever ends sessions changes the mark.
      await place.system.create('relvar_roles', [{ name: 'Any' }])
      const { status, headers } = await place.ask(request, { cookie })
      expect([request, status]).toEqual([request, 401])
      expect(headers.getSetCookie()).toEqual([
        expect.stringMatching(/^relvar_session_token=; Max-Age=0; .*Path=\/; HttpOnly/),
      ])
    }
  })

  it('stays where something else was wrong', async () => {
    await using place = await openWithAdministrator()
    const cookie = await open(place)
    const wrong = { body: { password: 'wrong' }, cookie }
    const answers = [
      await place.ask('POST /users/me/tfa/generate', wrong),
      await place.ask('POST /auth/login', { body: { ...ADMIN, password: 'wrong' }, cookie }),
      await place.ask('GET /items/orders', { token: 'nobodys', cookie }),
    ]
    for (const { code, headers } of answers)
      expect([code, headers.getSetCookie()]).toEqual(['INVALID_CREDENTIALS', []])
    expect((await place.ask('GET /items/orders', { cookie })).status).toBe(200)
  })
})
