import { once } from 'node:events'
import { request as httpRequest } from 'node:http'
import { connect } from 'node:net'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { describe, expect, it } from 'vitest'
import manifest from '../package.json' with { type: 'json' }
import { AUTHORIZATION } from './support/administrator.js'
import { serve } from './support/running-server.js'

const { version } = manifest
const json = { 'Content-Type': 'application/json' }

/** fetch refuses to send a Host of one's own choice. */
function statusFor(address: string, headers: Record<string, string>): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    httpRequest(`${address}/items/tags`, { headers }, (response) => {
      response.resume()
      resolve(response.statusCode)
    })
      .on('error', reject)
      .end()
  })
}

/** Sends bytes as they are and answers all that comes back until the server hangs up. */
async function rawRequest(address: string, bytes: string): Promise<string> {
  const { hostname, port } = new URL(address)
  const socket = connect(Number(port), hostname)
  socket.write(bytes)
  return (await socket.setEncoding('utf8').toArray()).join('')
}

describe('the server', () => {
  it('reads nested, writes, and tells who it is', async () => {
    await using server = await serve()
    const sale = await server.json(
      '/items/sales/7?fields=customer_id.email,sale_lines.product_id.name',
    )
    expect(sale).toMatchObject({ data: { customer_id: { email: expect.stringContaining('@') } } })
    const body = JSON.stringify({ name: 'seasonal' })
    const created = await server.json('/items/tags', { method: 'POST', headers: json, body })
    expect(created).toEqual({ data: { id: 31, name: 'seasonal' } })
    expect((await server.request('/items/tags/31', { method: 'DELETE' })).status).toBe(204)
    expect(await (await server.request('/server/ping')).text()).toBe('pong')
    expect(await server.json('/server/info')).toMatchObject({ data: { version } })
  })

  it('reports its health', async () => {
    const settings = { PUBLIC_URL: 'https://api.example.com', METADATA_URL: '' }
    await using server = await serve(settings)
    const jobs = {
      status: 'ok',
      componentType: 'queue',
      observedValue: expect.any(Number),
      observedUnit: 'jobs',
    }
    expect(await server.json('/server/health')).toEqual({
      status: 'ok',
      releaseId: version,
      serviceId: 'https://api.example.com',
      checks: {
        'sqlite:responseTime': [
          {
            status: 'ok',
            componentType: 'datastore',
            observedValue: expect.any(Number),
            observedUnit: 'ms',
            threshold: 150,
            version: expect.stringMatching(/^3\.\d+/),
          },
        ],
        'queue:waiting': [jobs],
        'queue:running': [jobs],
        'queue:dead': [{ ...jobs, observedValue: 0 }],
      },
    })
  })

  it('leaves out what is switched off', async () => {
    await using server = await serve({
      HEALTHCHECK_ENABLED: 'false',
      OPENAPI_ENABLED: 'false',
      SERVE_APP: 'false',
    })
    for (const path of [
      '/server/health',
      '/server/specs/oas',
      '/server/specs/reference',
      '/admin',
      '/',
    ]) {
      expect([path, (await server.request(path)).status]).toEqual([path, 404])
    }
  })

  it('serves robots.txt and leads / where it is told', async () => {
    await using server = await serve({
      ROBOTS_TXT: 'User-agent: *\\nAllow: /',
      ROOT_REDIRECT: '/items/tags',
    })
    expect(await (await server.request('/robots.txt')).text()).toBe('User-agent: *\nAllow: /\n')
    const root = await server.request('/', { redirect: 'manual' })
    expect([root.status, root.headers.get('location')]).toEqual([302, '/items/tags'])
  })

  it('answers unknown routes in the envelope', async () => {
    await using server = await serve()
    const response = await server.request('/nowhere')
    expect(response.status).toBe(404)
    expect(await response.json()).toMatchObject({
      errors: [{ extensions: { code: 'ROUTE_NOT_FOUND' } }],
    })
  })

  it('passes the limits on', async () => {
    await using server = await serve({
      QUERY_LIMIT_DEFAULT: '3',
      QUERY_LIMIT_MAX: '5',
      MAX_PAYLOAD_SIZE: '1kb',
      MAX_BATCH_MUTATION: '2',
      MAX_RELATIONAL_DEPTH: '1',
    })
    expect(await server.json('/items/tags')).toMatchObject({ data: { length: 3 } })
    const code = async (path: string, init?: RequestInit): Promise<unknown> => {
      const { errors } = (await (await server.request(path, init)).json()) as {
        errors?: { extensions: { code: string } }[]
      }
      return errors?.[0]?.extensions.code
    }
    expect(await code('/items/tags?limit=6')).toBe('INVALID_QUERY')
    expect(await code('/items/sales?fields=sale_lines.product_id.name')).toBe('INVALID_QUERY')
    const post = (body: unknown): RequestInit => ({
      method: 'POST',
      headers: json,
      body: JSON.stringify(body),
    })
    expect(await code('/items/tags', post({ name: 'x'.repeat(2000) }))).toBe('INVALID_PAYLOAD')
    expect(await code('/items/tags', post([{ name: 'a' }, { name: 'b' }, { name: 'c' }]))).toMatch(
      /INVALID/,
    )
    expect(await code('/items/tags', post({ name: 'a', nom: 'b' }))).toBe('INVALID_PAYLOAD')
  })

  it('drops unknown keys where PAYLOAD_UNKNOWN_FIELDS says so', async () => {
    await using server = await serve({ PAYLOAD_UNKNOWN_FIELDS: 'ignore' })
    const body = JSON.stringify({ name: 'seasonal', nom: 'x' })
    expect(await server.json('/items/tags', { method: 'POST', headers: json, body })).toMatchObject(
      { data: { name: 'seasonal' } },
    )
  })

  it('serves no excluded table', async () => {
    await using server = await serve({ DB_EXCLUDE_TABLES: 'employees' })
    expect((await server.request('/items/employees')).status).toBe(403)
    expect((await server.request('/items/sales?limit=1')).status).toBe(200)
  })
})

describe('a schema changed from outside', () => {
  async function change(folder: string, statement: string): Promise<void> {
    const database = new DatabaseSync(join(folder, 'shop.sqlite'), { timeout: 5_000 })
    database.exec(statement)
    database.close()
  }

  it('is noticed within 5 seconds', async () => {
    await using server = await serve()
    const status = async (): Promise<number> => (await server.request('/items/coupons')).status
    expect(await status()).toBe(403)
    await change(server.folder, 'create table coupons (id integer primary key, code text)')
    await expect.poll(status, { timeout: 5000 }).toBe(200)
    await change(server.folder, 'alter table coupons add column percent integer')
    const fields = async (): Promise<number> =>
      (await server.request('/items/coupons?fields=percent')).status
    await expect.poll(fields, { timeout: 5000 }).toBe(200)
    await change(server.folder, 'drop table coupons')
    await expect.poll(status, { timeout: 5000 }).toBe(403)
  })

  it('is noticed at once after POST /utils/cache/clear', async () => {
    await using server = await serve({ DB_SCHEMA_INTERVAL: '1h' })
    await change(server.folder, 'create table coupons (id integer primary key, code text)')
    expect((await server.request('/items/coupons')).status).toBe(403)
    const cleared = await server.request('/utils/cache/clear', { method: 'POST' })
    expect([cleared.status, await cleared.text()]).toEqual([200, ''])
    expect((await server.request('/items/coupons')).status).toBe(200)
  })

  it('is noticed by the request that meets a table that is gone or altered', async () => {
    await using server = await serve({ DB_SCHEMA_INTERVAL: '1h' })
    await change(server.folder, 'alter table tags rename column name to label')
    expect(await server.json('/items/tags/1')).toEqual({ data: { id: 1, label: 'new' } })
    await change(server.folder, 'drop view monthly_sales')
    expect((await server.request('/items/monthly_sales')).status).toBe(403)
  })
})

describe('browsers', () => {
  it('is closed to other hosts and to writes of other origins', async () => {
    await using server = await serve({ PUBLIC_URL: 'https://api.example.com' })
    const authorization = AUTHORIZATION
    expect(await statusFor(server.address, { Host: 'evil.example', authorization })).toBe(403)
    expect(await statusFor(server.address, { Host: 'api.example.com', authorization })).toBe(200)
    const write = { method: 'POST', body: '{"name":"x"}' }
    const response = await server.request('/items/tags', {
      ...write,
      headers: { ...json, Origin: 'https://evil.example' },
    })
    expect(response.status).toBe(403)
    expect(
      (await server.request('/items/tags?limit=-1')).headers.get('access-control-allow-origin'),
    ).toBeNull()
  })

  it.each([
    ['/', 'GET,HEAD'],
    ['/robots.txt', 'GET,HEAD'],
    ['/utils/cache/clear', 'POST'],
  ])('lists the methods of %s', async (path, methods) => {
    await using server = await serve()
    const response = await server.request(path, { method: 'OPTIONS' })
    expect([response.status, await response.text(), response.headers.get('allow')]).toEqual([
      200,
      methods,
      methods,
    ])
    expect((await server.request(path, { method: 'PUT', headers: json })).status).toBe(404)
  })

  it('is open to the origins that CORS lets in', async () => {
    await using server = await serve({ CORS_ENABLED: 'true', CORS_ORIGIN: 'https://app.example' })
    const headers = { ...json, Origin: 'https://app.example' }
    const preflight = await server.request('/items/tags', {
      method: 'OPTIONS',
      headers: { ...headers, 'Access-Control-Request-Method': 'POST' },
    })
    expect(preflight.headers.get('access-control-allow-origin')).toBe('https://app.example')
    expect(preflight.headers.get('access-control-allow-methods')).toBe('GET,POST,PATCH,DELETE')
    const created = await server.request('/items/tags', {
      method: 'POST',
      headers,
      body: '{"name":"x"}',
    })
    expect([created.status, created.headers.get('access-control-allow-origin')]).toEqual([
      200,
      'https://app.example',
    ])
    const foreign = await server.request('/items/tags', {
      headers: { Origin: 'https://evil.example' },
    })
    expect(foreign.headers.get('access-control-allow-origin')).toBeNull()
  })
})

describe('every answer', () => {
  const isGuarded = ({ headers }: Response): boolean =>
    headers.get('x-content-type-options') === 'nosniff' &&
    headers.has('content-security-policy') &&
    headers.has('x-request-id') &&
    headers.get('x-powered-by') === 'Relvar'

  it.each([
    ['GET', '/items/tags', {}, 200],
    ['GET', '/items/tags/', {}, 200],
    ['GET', '/items/tags/1/', {}, 200],
    ['GET', '/items/tags//', {}, 404],
    ['GET', '/nowhere', {}, 404],
    ['GET', '/robots.txt', {}, 200],
    ['GET', '/', {}, 302],
    ['POST', '/utils/cache/clear', {}, 200],
    ['POST', '/items/tags', { Origin: 'https://evil.example' }, 403],
  ])(
    'to %s %s %o is %i, with the headers that guard browsers',
    async (method, path, headers, status) => {
      await using server = await serve()
      const response = await server.request(path, { method, headers, redirect: 'manual' })
      expect(response.status).toBe(status)
      expect(isGuarded(response)).toBe(true)
    },
  )

  it('is an envelope where the Host is none', async () => {
    await using server = await serve()
    expect(
      await rawRequest(server.address, 'GET / HTTP/1.1\r\nHost: a b\r\nConnection: close\r\n\r\n'),
    ).toMatch(/^HTTP\/1.1 400 [^]*"code":"INVALID_PAYLOAD"/)
  })

  it('ends when nobody takes it, and lets go of the database', async () => {
    await using server = await serve({ REQUEST_TIMEOUT: '500ms' })
    const { hostname, port } = new URL(server.address)
    const socket = connect(Number(port), hostname)
    socket.write(
      'GET /items/sale_lines?export=csv&limit=-1&fields=*,sale_id.*,product_id.* HTTP/1.1\r\nHost: localhost\r\n' +
        `Authorization: ${AUTHORIZATION}\r\n\r\n`,
    )
    await once(socket, 'readable')
    await expect.poll(() => server.log, { timeout: 5000 }).toContain('"aborted":true')
    socket.destroy()
    expect((await server.request('/items/tags')).status).toBe(200)
  })
})

describe('stopping', () => {
  it('lets a running request finish', async () => {
    const server = await serve({ SERVER_SHUTDOWN_TIMEOUT: '10s' })
    const large = server.request('/items/sale_lines?limit=-1&fields=*,product_id.*,sale_id.*')
    await expect.poll(() => server.request('/server/ping').then(({ status }) => status)).toBe(200)
    const stopped = server[Symbol.asyncDispose]()
    const { data } = (await (await large).json()) as { data: unknown[] }
    expect(data.length).toBe(10_997)
    await stopped
    await expect(server.request('/server/ping')).rejects.toThrow('fetch failed')
  })
})

describe('the log', () => {
  it('holds no secret, whatever goes wrong', async () => {
    await using server = await serve({ LOG_LEVEL: 'trace' })
    const headers = {
      Authorization: 'Bearer canary-bearer',
      Cookie: 'session=canary-cookie',
      'X-Api-Key': 'canary-key',
    }
    for (const path of [
      '/items/tags?access_token=canary-token',
      '/nowhere?token=canary-token',
      '/items/tags?filter[password][_eq]=canary-filter',
    ]) {
      await server.request(path, { headers })
    }
    await expect.poll(() => server.log.match(/"msg":"request"/g)?.length).toBe(3)
    expect(server.log).not.toContain('canary')
    expect(server.log).toContain('"path":"/items/tags"')
  })
})
