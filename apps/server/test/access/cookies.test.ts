import { request as httpRequest } from 'node:http'
import { describe, expect, it } from 'vitest'
import { ADMINISTRATOR } from '../support/administrator.js'
import { serve, type TestServer } from '../support/running-server.js'

const { email, password } = ADMINISTRATOR
const JSON_TYPE = { 'Content-Type': 'application/json' }

/** The cookies that a login sets, in session and in cookie mode. */
async function cookiesOf(server: TestServer): Promise<readonly string[]> {
  const cookies = []
  for (const mode of ['session', 'cookie']) {
    const body = JSON.stringify({ email, password, mode })
    const init = { method: 'POST', headers: { ...JSON_TYPE, authorization: '' }, body }
    cookies.push(...(await server.request('/auth/login', init)).headers.getSetCookie())
  }
  return cookies
}

/** Name and attributes, without what differs each time. */
function shapeOf(cookie: string): string {
  return cookie.replace(/=[^;]+/, '').replace(/Expires=[^;]+/, 'Expires')
}

describe('the cookies of a login', () => {
  it.each<[string, Record<string, string>, readonly string[]]>([
    [
      'without https',
      {},
      [
        'relvar_session_token; Max-Age=86400; Expires; Path=/; HttpOnly; SameSite=Lax',
        'relvar_refresh_token; Max-Age=604800; Expires; Path=/; HttpOnly; SameSite=Lax',
      ],
    ],
    [
      'where PUBLIC_URL is https',
      { PUBLIC_URL: 'https://api.example.com' },
      [
        '__Host-relvar_session_token; Max-Age=86400; Expires; Path=/; HttpOnly; Secure; SameSite=Lax',
        '__Host-relvar_refresh_token; Max-Age=604800; Expires; Path=/; HttpOnly; Secure; SameSite=Lax',
      ],
    ],
    [
      'below a path of PUBLIC_URL',
      { PUBLIC_URL: 'https://example.com/tools/' },
      [
        'relvar_session_token; Max-Age=86400; Expires; Path=/tools; HttpOnly; Secure; SameSite=Lax',
        'relvar_refresh_token; Max-Age=604800; Expires; Path=/tools; HttpOnly; Secure; SameSite=Lax',
      ],
    ],
    [
      'of a domain, as told',
      {
        PUBLIC_URL: 'https://api.example.com',
        SESSION_COOKIE_DOMAIN: 'example.com',
        SESSION_COOKIE_NAME: 'mine',
        SESSION_COOKIE_TTL: '1h',
        SESSION_COOKIE_SAME_SITE: 'strict',
        REFRESH_TOKEN_COOKIE_SECURE: 'false',
        SYSTEM_PREFIX: 'shop_',
      },
      [
        'mine; Max-Age=3600; Expires; Path=/; Domain=example.com; HttpOnly; Secure; SameSite=Strict',
        'shop_refresh_token; Max-Age=604800; Expires; Path=/; HttpOnly; SameSite=Lax',
      ],
    ],
  ])('have their attributes %s', async (_when, settings, expected) => {
    await using server = await serve(settings)
    expect((await cookiesOf(server)).map(shapeOf)).toEqual(expected)
  })

  it('write nothing for a page of another origin', async () => {
    await using server = await serve()
    const [cookie = ''] = (await cookiesOf(server)).map((each) => each.split(';')[0])
    const write = (headers: Readonly<Record<string, string>>): Promise<number | undefined> =>
      post(`${server.address}/items/tags`, { cookie, ...JSON_TYPE, ...headers })
    const foreign: readonly Readonly<Record<string, string>>[] = [
      { Origin: 'https://evil.example' },
      { Origin: 'null' },
      { Origin: 'http://localhost.evil.example' },
      { 'Sec-Fetch-Site': 'cross-site' },
      { 'Sec-Fetch-Site': 'same-site' },
      // The type that forms can send without asking first.
      { Origin: 'https://evil.example', 'Content-Type': 'text/plain' },
    ]
    for (const headers of foreign) expect([headers, await write(headers)]).toEqual([headers, 403])
    expect(await write({ Origin: server.address })).toBe(200)
    expect(await write({})).toBe(200)
  })
})

/** fetch lets nobody choose these headers. */
function post(url: string, headers: Readonly<Record<string, string>>): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    httpRequest(url, { method: 'POST', headers }, (response) => {
      response.resume()
      resolve(response.statusCode)
    })
      .on('error', reject)
      .end(JSON.stringify({ name: crypto.randomUUID() }))
  })
}
