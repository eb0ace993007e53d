import { PUBLIC_POLICY } from '@relvar/rbac/store'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ADMINISTRATOR } from './support/administrator.js'
import { serve, type TestServer } from './support/running-server.js'

const page = '/server/specs/reference'

describe('the reference page', () => {
  let server: TestServer
  beforeAll(async () => {
    server = await serve()
    const body = { policy: PUBLIC_POLICY, collection: 'products', action: 'read', fields: ['*'] }
    const headers = { 'Content-Type': 'application/json' }
    await server.json('/permissions', { method: 'POST', headers, body: JSON.stringify(body) })
  })
  afterAll(() => server[Symbol.asyncDispose]())

  it('tells nobody in particular what everybody sees, and how to sign in', async () => {
    const text = await read(page, '')
    expect(text).toContain('You are not signed in.')
    expect(collectionsOf(text)).toEqual(['products'])
    expect(commandsOf(await read(`${page}/products`, ''))).toEqual([false, false])
  })

  it('signs in and out as its form does: by a session of a browser, from the same origin', async () => {
    const { email, password } = ADMINISTRATOR
    const refused = await post('/auth/login', { email, password: 'another one' })
    expect(refused.status).toBe(401)
    const answer = await post('/auth/login', { email, password })
    expect(answer.status).toBe(200)
    const cookie = answer.headers.getSetCookie()[0]?.split(';')[0] ?? ''
    const text = await read(page, cookie)
    expect(text).toContain('id="sign-out" data-action="/auth/logout"')
    expect(collectionsOf(text)).toContain('customers')
    expect((await post('/auth/logout', {}, { cookie })).status).toBe(204)
    const after = await server.request(page, { headers: { authorization: '', cookie } })
    expect(after.status).toBe(401)
    expect(after.headers.getSetCookie()[0]).toMatch(/^relvar_session_token=; Max-Age=0;/)
  })

  it('names a token in the commands that not everybody may send', async () => {
    const names = async (path: string) =>
      commandsOf(await (await server.request(`${page}/${path}`)).text())
    expect(new Set(await names('customers'))).toEqual(new Set([true]))
    const ofProducts = await names('products')
    expect(ofProducts.filter((isNamed) => !isNamed)).toHaveLength(2)
    expect(ofProducts.length).toBeGreaterThan(2)
  })

  /** As the page's script does. */
  async function post(
    path: string,
    body: object,
    headers: Readonly<Record<string, string>> = {},
  ): Promise<Response> {
    return server.request(path, {
      method: 'POST',
      headers: {
        authorization: '',
        origin: server.address,
        'sec-fetch-site': 'same-origin',
        'content-type': 'application/json',
        ...headers,
      },
      body: JSON.stringify({ ...body, mode: 'session' }),
    })
  }

  async function read(path: string, cookie: string): Promise<string> {
    const headers = { authorization: '', ...(cookie !== '' && { cookie }) }
    const response = await server.request(path, { headers })
    expect([path, response.status]).toEqual([path, 200])
    return response.text()
  }
})

function collectionsOf(text: string): readonly string[] {
  return [...text.matchAll(/<li data-name="([^"]+)"/g)].map(([, name]) => name ?? '')
}

/** Whether each command has a token. */
function commandsOf(text: string): readonly boolean[] {
  const commands = [...text.matchAll(/<pre tabindex="0"><code>([^]*?)<\/code>/g)]
  return commands.map(([, command = '']) => command.includes('Authorization: Bearer &lt;token&gt;'))
}
