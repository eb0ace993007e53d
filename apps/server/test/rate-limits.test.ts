import { describe, expect, it } from 'vitest'
import { ADMINISTRATOR } from './support/administrator.js'
import { serve, type TestServer } from './support/running-server.js'

/** Ways to write a path that may lead to the same route, or nowhere. */
const spellings = (path: string): readonly string[] => [
  path,
  `${path}/`,
  `/${path}`,
  path.replaceAll('/', '//'),
  path.toUpperCase(),
  path.replace('i', '%69'),
  `${path}?x=1`,
  `/x/..${path}`,
  `${path};x=1`,
]

/** What clients say of themselves, and whoever is between them and us. */
const claims: readonly Readonly<Record<string, string>>[] = [
  { 'X-Forwarded-For': '192.0.2.1' },
  { 'X-Forwarded-For': '192.0.2.2, 192.0.2.3' },
  { 'X-Real-IP': '192.0.2.4' },
  { Forwarded: 'for=192.0.2.5' },
  { 'CF-Connecting-IP': '192.0.2.6' },
  { 'User-Agent': 'another' },
]

describe('RATE_LIMITER_*', () => {
  it('limits a client, whatever it asks for and says of itself', async () => {
    await using server = await serve({
      RATE_LIMITER_ENABLED: 'true',
      RATE_LIMITER_POINTS: '3',
      RATE_LIMITER_DURATION: '3600',
    })
    const info = await server.json('/server/info')
    expect(info).toMatchObject({ data: { rateLimit: { points: 3, duration: 3600 } } })
    for (const path of ['/nowhere', '/server/ping']) await server.request(path)
    const refused = await server.request('/items/tags')
    expect(refused.status).toBe(429)
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(3500)
    expect(refused.headers.has('x-request-id')).toBe(true)
    expect(await refused.json()).toMatchObject({
      errors: [
        {
          extensions: {
            code: 'REQUESTS_EXCEEDED',
            limit: 3,
            reset: expect.stringMatching(/^\d{4}-.+Z$/) as unknown,
          },
        },
      ],
    })
    for (const path of spellings('/server/ping'))
      expect([path, (await server.request(path)).status]).toEqual([path, 429])
    for (const headers of claims)
      expect([headers, (await server.request('/items/tags', { headers })).status]).toEqual([
        headers,
        429,
      ])
  })

  it('tells clients apart as a proxy that is trusted does', async () => {
    await using server = await serve({
      RATE_LIMITER_ENABLED: 'true',
      RATE_LIMITER_POINTS: '1',
      RATE_LIMITER_DURATION: '3600',
      IP_TRUST_PROXY: '1',
    })
    const statusOf = async (address: string): Promise<number> => {
      const headers = { 'X-Forwarded-For': address }
      return (await server.request('/server/ping', { headers })).status
    }
    expect(await statusOf('192.0.2.1')).toBe(200)
    expect(await statusOf('192.0.2.2')).toBe(200)
    expect(await statusOf('192.0.2.2')).toBe(429)
    // What the client wrote itself is before what the proxy has added.
    expect(await statusOf('198.51.100.9, 192.0.2.2')).toBe(429)
    expect(await statusOf('2001:db8::1')).toBe(200)
    expect(await statusOf('2001:db8::ffff')).toBe(429)
  })

  it('limits all clients together', async () => {
    await using server = await serve({
      RATE_LIMITER_GLOBAL_ENABLED: 'true',
      RATE_LIMITER_GLOBAL_POINTS: '2',
      RATE_LIMITER_GLOBAL_DURATION: '3600',
      IP_TRUST_PROXY: 'true',
    })
    const statuses = []
    for (const number of [1, 2, 3]) {
      const headers = { 'X-Forwarded-For': `192.0.2.${number}` }
      statuses.push((await server.request('/server/ping', { headers })).status)
    }
    expect(statuses).toEqual([200, 200, 429])
  })

  it('limits registrations, unless it is told not to', async () => {
    const register = async (server: TestServer): Promise<number> => {
      const body = JSON.stringify({ email: 'new@example.com', password: 'a new password' })
      const init = { method: 'POST', headers: { 'Content-Type': 'application/json' }, body }
      return (await server.request('/users/register', init)).status
    }
    const settings = { REGISTER_STALL_TIME: '0', RATE_LIMITER_REGISTRATION_POINTS: '1' }
    await using limited = await serve(settings)
    expect([await register(limited), await register(limited)]).toEqual([403, 429])
    await using open = await serve({ ...settings, RATE_LIMITER_REGISTRATION_ENABLED: 'false' })
    expect([await register(open), await register(open)]).toEqual([403, 403])
  })

  it('is off, and says so', async () => {
    await using server = await serve()
    const { data } = (await server.json('/server/info')) as { readonly data: object }
    expect(data).toMatchObject({ rateLimit: false, rateLimitGlobal: false })
    const many = Array.from({ length: 100 }, () => server.request('/server/ping'))
    const statuses = (await Promise.all(many)).map(({ status }) => status)
    expect(new Set(statuses)).toEqual(new Set([200]))
  })
})

describe('the limit of checks of a password', () => {
  const { email } = ADMINISTRATOR

  async function login(
    server: TestServer,
    path: string,
    body: object,
    headers: Readonly<Record<string, string>> = {},
  ): Promise<number> {
    const response = await server.request(path, {
      method: 'POST',
      headers: { authorization: '', 'Content-Type': 'application/json', ...headers },
      body: JSON.stringify(body),
    })
    return response.status
  }

  it('is on, and is not dodged by path, headers or body', async () => {
    await using server = await serve()
    const wrong = { email, password: 'wrong' }
    const first = []
    for (let i = 0; i < 10; i++) first.push(await login(server, '/auth/login', wrong))
    expect(first).toEqual(Array.from({ length: 10 }, () => 401))
    const ways: readonly (readonly [string, object, Readonly<Record<string, string>>])[] = [
      ...[...spellings('/auth/login'), ...spellings('/auth/login/default')].map(
        (path) => [path, wrong, {}] as const,
      ),
      ...claims.map((headers) => ['/auth/login', wrong, headers] as const),
      ...[
        email.toUpperCase(),
        ` ${email} `,
        `\t${email}\n`,
        [email],
        [email, 'other@example.com'],
        { 0: email },
        `${email}\0`,
      ].map((each) => ['/auth/login', { ...wrong, email: each }, {}] as const),
      ['/auth/login', { ...wrong, mode: 'session' }, {}],
      ['/auth/login', { ...wrong, otp: '000000' }, {}],
      ['/auth/login', { ...wrong, x: '1' }, {}],
    ]
    for (const [path, body, headers] of ways) {
      const status = await login(server, path, body, headers)
      // It is counted, or leads nowhere: no password is ever compared.
      expect([path, body, [400, 404, 429].includes(status)]).toEqual([path, body, true])
    }
    expect(await login(server, '/auth/login', wrong)).toBe(429)
    const { password } = ADMINISTRATOR
    expect(await login(server, '/auth/login', { email, password })).toBe(429)
  })

  it('counts all ways to it together', async () => {
    await using server = await serve()
    const statuses = []
    for (let i = 0; i < 6; i++)
      for (const path of ['/auth/login', '/auth/login/default/'])
        statuses.push(await login(server, path, { email, password: 'wrong' }))
    expect(statuses.filter((status) => status === 401)).toHaveLength(10)
    expect(statuses.slice(10)).toEqual([429, 429])
  })
})
