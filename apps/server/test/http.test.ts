import { EventEmitter } from 'node:events'
import {
  createServer,
  request,
  type Server,
  type ServerResponse,
  type ServerOptions,
} from 'node:http'
import { connect, type AddressInfo } from 'node:net'
import { createAdaptorServer } from '@hono/node-server'
import { Hono } from 'hono'
import { afterEach, describe, expect, it } from 'vitest'
import { answerClientErrors } from '../src/http/client-errors.js'
import { lastAnswersOf } from '../src/http/last-answers.js'
import { endStalledAnswers } from '../src/http/stalled.js'
import { limitConcurrency } from '../src/http/concurrency.js'
import { type Gate, refusalOf } from '../src/http/gate.js'
import { createPressureGauge, limitPressure } from '../src/http/pressure.js'
import { createStopper } from '../src/http/stop.js'
import { requireTrustedHost } from '../src/http/trusted-host.js'
import { requireTrustedOrigin } from '../src/http/trusted-origin.js'
import { createGate } from './support/gate.js'

const ok = (app: Hono): Hono => app.all('*', (context) => context.text('ok'))

const none = new EventEmitter() as ServerResponse

/** What a gate answers to a request, 200 where it lets it in. */
function statusOf(gate: Gate, url: string, init: RequestInit = {}): number {
  return refusalOf([gate], new Request(url, init), none)?.status ?? 200
}

describe('requireTrustedHost', () => {
  const gate = requireTrustedHost('https://api.example.com')

  it.each([
    'localhost:8055',
    '127.0.0.1',
    '[::1]:8055',
    'shop.localhost',
    'api.example.com',
    'LOCALHOST',
  ])('answers for %s', (host) => {
    expect(statusOf(gate, `http://${host}/`)).toBe(200)
    expect(statusOf(gate, `http://${host}/items?a=b`)).toBe(200)
  })

  it.each([
    'example.com',
    'evil.example:8055',
    '192.168.0.1',
    'localhost.evil.example',
    '127.0.0.1.evil.example',
    '0.0.0.0',
  ])('refuses %s, also after one that it trusts', (host) => {
    expect(statusOf(gate, 'http://localhost/')).toBe(200)
    expect(refusalOf([gate], new Request(`http://${host}/`), none)).toMatchObject({
      status: 403,
      code: 'FORBIDDEN',
    })
  })
})

describe('requireTrustedOrigin', () => {
  const gate = requireTrustedOrigin(['https://app.example'], 'https://api.example.com')
  const status = (
    method: string,
    headers: Record<string, string>,
    host = 'localhost:8055',
  ): number => statusOf(gate, `http://${host}/items/a`, { method, headers })

  it.each([
    ['a client that is no browser', {}],
    ['a page of this server', { Origin: 'http://localhost:8055', 'Sec-Fetch-Site': 'same-origin' }],
    ['a page behind the proxy', { Origin: 'https://api.example.com' }],
    [
      'an origin that CORS lets in',
      { Origin: 'https://app.example', 'Sec-Fetch-Site': 'cross-site' },
    ],
    ['a person at the address bar', { 'Sec-Fetch-Site': 'none' }],
  ])('takes writes from %s', (_who, headers) => {
    for (const method of ['POST', 'PATCH', 'DELETE']) expect(status(method, headers)).toBe(200)
  })

  it.each([
    ['another origin', { Origin: 'https://evil.example' }],
    [
      'another port of this machine',
      { Origin: 'http://localhost:3000', 'Sec-Fetch-Site': 'same-site' },
    ],
    ['an opaque origin', { Origin: 'null' }],
    ['a browser that hides its origin', { 'Sec-Fetch-Site': 'cross-site' }],
  ])('refuses writes from %s, but not reads', (_who, headers) => {
    for (const method of ['POST', 'PATCH', 'DELETE', 'PUT'])
      expect(status(method, headers)).toBe(403)
    expect(status('GET', headers)).toBe(200)
  })

  it('takes writes of its own host by the scheme of PUBLIC_URL alone', () => {
    const from = (Origin: string): number => status('POST', { Origin }, 'api.example.com')
    expect([from('https://api.example.com'), from('http://api.example.com')]).toEqual([200, 403])
  })
})

describe('limitPressure', () => {
  it('answers 503 while the process is late, and recovers', async () => {
    const gauge = createPressureGauge({ utilization: 0.5, delay: 100 })
    const status = (): number => statusOf(limitPressure(gauge), 'http://localhost/')
    expect(status()).toBe(200)
    const until = performance.now() + 600
    while (performance.now() < until);
    await expect.poll(status, { interval: 5, timeout: 2000 }).toBe(503)
    await expect.poll(status, { timeout: 2000 }).toBe(200)
    gauge.stop()
  })
})

describe('limitConcurrency', () => {
  it('answers 503 to one request too many, and takes the next again', () => {
    const gate = limitConcurrency(1)
    const request = new Request('http://localhost/')
    const first = new EventEmitter() as ServerResponse
    expect(gate(request, first)).toBeNull()
    expect(gate(request, none)).toMatchObject({ status: 503, headers: { 'Retry-After': '1' } })
    first.emit('close')
    expect(gate(request, none)).toBeNull()
  })
})

describe('a listening server', () => {
  let server: Server
  afterEach(() => server.close())

  async function start(app: Hono, options: ServerOptions = {}): Promise<number> {
    server = createAdaptorServer({
      fetch: app.fetch,
      createServer,
      serverOptions: options,
    }) as Server
    const answers = lastAnswersOf(server)
    answerClientErrors(server, answers, options.maxHeaderSize ?? 16_384)
    endStalledAnswers(server, answers, 10_000)
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    return (server.address() as AddressInfo).port
  }

  /** Sends bytes as they are and answers all that comes back until the server hangs up. */
  function send(port: number, bytes: string): Promise<string> {
    return new Promise((resolve, reject) => {
      let answer = ''
      const socket = connect(port, '127.0.0.1', () => socket.write(bytes))
      socket.on('data', (chunk) => (answer += chunk))
      socket.on('end', () => resolve(answer))
      socket.on('error', reject)
    })
  }

  it('ends a connection that is kept open for nothing', async () => {
    const port = await start(ok(new Hono()), { keepAliveTimeout: 100 })
    const answer = await send(port, 'GET / HTTP/1.1\r\nHost: localhost\r\n\r\n')
    expect(answer).toMatch(/^HTTP\/1.1 200 OK[^]*keep-alive/)
  })

  it('answers what is no HTTP with 400', async () => {
    const port = await start(ok(new Hono()))
    expect(await send(port, 'hello\r\n\r\n')).toMatch(
      /^HTTP\/1.1 400 Bad Request[^]*"code":"INVALID_PAYLOAD"/,
    )
  })

  it('says that a URL has to be encoded', async () => {
    const port = await start(ok(new Hono()))
    const head = 'GET /items/a?filter[city]=Łódź HTTP/1.1\r\nHost: localhost\r\n\r\n'
    expect(await send(port, head)).toMatch(/^HTTP\/1.1 400 [^]*percent-encoded/)
  })

  it('answers an oversized head with 431', async () => {
    const port = await start(ok(new Hono()), { maxHeaderSize: 2048 })
    const head = `GET /?${'x'.repeat(4000)} HTTP/1.1\r\nHost: localhost\r\n\r\n`
    expect(await send(port, head)).toMatch(
      /^HTTP\/1.1 431 [^]*larger than 2048 bytes \(MAX_HEADER_SIZE\)/,
    )
  })

  it.each([
    ['head', 'POST / HTTP/1.1\r\nHost: localhost\r\nX-Slow: '],
    ['body', 'POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100\r\n\r\n{"a":'],
  ])('answers a %s that does not arrive with 408', async (_part, bytes) => {
    const app = new Hono().post('/', async (context) => context.text(await context.req.text()))
    app.onError((_error, context) => context.body(null))
    const port = await start(app, {
      headersTimeout: 200,
      requestTimeout: 200,
      connectionsCheckingInterval: 50,
    })
    expect(await send(port, bytes)).toMatch(/^HTTP\/1.1 408 [^]*"code":"OUT_OF_TIME"/)
  })

  function get(
    port: number,
    agent?: object,
  ): Promise<{ status: number | undefined; connection: string | undefined }> {
    return new Promise((resolve, reject) => {
      request({ port, host: '127.0.0.1', ...agent }, (response) => {
        response
          .resume()
          .on('end', () =>
            resolve({ status: response.statusCode, connection: response.headers.connection }),
          )
      })
        .on('error', reject)
        .end()
    })
  }

  it('lets running requests finish when it stops, and takes no new ones', async () => {
    const gate = createGate()
    const reached = createGate()
    const app = new Hono().get('/', async (context) => {
      reached.open()
      await gate.opened
      return context.text('ok')
    })
    const port = await start(app)
    const stop = createStopper(server)
    const running = get(port)
    await reached.opened
    const stopped = stop(5000)
    await expect(get(port)).rejects.toThrow('ECONNREFUSED')
    gate.open()
    expect((await running).status).toBe(200)
    expect(await stopped).toBe(0)
  })

  it('ends requests that take too long to finish', async () => {
    const reached = createGate()
    const app = new Hono().get('/', async () => {
      reached.open()
      return new Promise<Response>(() => {})
    })
    const port = await start(app)
    const stop = createStopper(server)
    const running = get(port).catch((error: unknown) => error)
    await reached.opened
    expect(await stop(50)).toBe(1)
    expect(await running).toMatchObject({ message: 'socket hang up' })
  })
})
