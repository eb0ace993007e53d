import { createSampleShop } from '../src/sample/sample-shop.js'
import { mkdtempDisposableSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { ADMINISTRATOR } from './support/administrator.js'
import { serve, type TestServer } from './support/running-server.js'

const { email, password } = ADMINISTRATOR
const login: RequestInit = {
  method: 'POST',
  headers: { 'Content-Type': 'application/json', authorization: '' },
  body: JSON.stringify({ email, password }),
}

/** Asks again and again, and answers what came at last of it. */
async function onceThere(
  server: TestServer,
  path: string,
  init: RequestInit = {},
): Promise<readonly [number, unknown]> {
  for (;;) {
    const response = await server.request(path, init)
    const body: unknown = await response.json()
    if (response.status !== 503) return [response.status, body]
    expect(body).toMatchObject({
      errors: [{ extensions: { code: 'SERVICE_UNAVAILABLE', service: 'database' } }],
    })
  }
}

describe('a first start', () => {
  it('is over before anybody is told that their credentials are wrong', async () => {
    using folder = mkdtempDisposableSync(join(tmpdir(), 'relvar-first-start-'))
    const file = join(folder.path, 'shop.sqlite')
    createSampleShop(file)
    await using server = await serve({ DATABASE_URL: `sqlite:${file}` }, { wait: false })
    expect((await server.request('/server/ping')).status).toBe(200)
    const [signedIn, byToken, info] = await Promise.all([
      onceThere(server, '/auth/login', login),
      onceThere(server, '/users/me?fields=email'),
      onceThere(server, '/server/info'),
    ])
    expect(signedIn).toEqual([200, { data: expect.objectContaining({ expires: 900_000 }) }])
    expect(byToken).toEqual([200, { data: { email } }])
    expect(info[0]).toBe(200)
  })
})
