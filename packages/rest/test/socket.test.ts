import { type IncomingMessage, request } from 'node:http'
import { text } from 'node:stream/consumers'
import type { HttpBindings } from '@hono/node-server'
import type { Session } from '@relvar/query-engine'
import { createRest, type RestOptions } from '@relvar/rest'
import { DIALECTS, shopFixture } from '@relvar/test-databases'
import { Hono } from 'hono'
import { describe, expect, it } from 'vitest'
import type { TestApi, TestApiOptions } from './api.js'
import { openApi } from './api.js'
import { listen } from './listener.js'

/** What only shows on a real connection: bodies that never end, answers that break. */

interface Upload {
  readonly status: number
  readonly text: string
  /** Bytes that were sent before the answer came. */
  readonly sent: number
}

const megabyte = Buffer.alloc(1024 * 1024, ' ')

/** Sends megabytes until the answer comes or all are sent. */
function upload(
  port: number,
  megabytes: number,
  headers: Readonly<Record<string, string>>,
): Promise<Upload> {
  return new Promise((resolve, reject) => {
    let sent = 0
    let answered = false
    const client = request({
      port,
      host: '127.0.0.1',
      method: 'POST',
      path: '/items/tags',
      headers,
    })
    client.on('response', (response) => {
      answered = true
      const chunks: Buffer[] = []
      response.on('data', (chunk: Buffer) => chunks.push(chunk))
      response.on('end', () =>
        resolve({ status: response.statusCode ?? 0, text: Buffer.concat(chunks).toString(), sent }),
      )
    })
    // The server closes the connection while we still send: that is what is wanted.
    client.on('error', (error) => (answered ? undefined : reject(error)))
    const send = (): void => {
      if (answered || client.destroyed) return
      if (sent === megabytes * megabyte.length) return void client.end()
      sent += megabyte.length
      client.write(megabyte, () => setImmediate(send))
    }
    send()
  })
}

/** The two ways to a body: by the request, and past it. */
const bodies: readonly (readonly [string, Pick<RestOptions, 'body'>])[] = [
  ['the request', {}],
  ['Node', { body: ({ env }) => (env as HttpBindings).incoming }],
]

describe.each(DIALECTS)('over a socket on $name', (dialect) => {
  const open = (options: TestApiOptions = {}): Promise<TestApi> =>
    openApi(dialect, shopFixture(dialect.name), options)

  const read = bodies.map(([way, options]) => ({ way, options }))

  it.skipIf(dialect.skip).each(read)('refuses 100 MB early by $way', async ({ options }) => {
    await using api = await open(options)
    await using listener = await listen(api.app)
    const json = { 'Content-Type': 'application/json' }
    const announced = await upload(listener.port, 100, {
      ...json,
      'Content-Length': String(100 * megabyte.length),
    })
    const chunked = await upload(listener.port, 100, json)
    for (const { status, text, sent } of [announced, chunked]) {
      expect(status).toBe(400)
      expect(JSON.parse(text).errors[0].extensions.reason).toContain('MAX_PAYLOAD_SIZE')
      expect(sent).toBeLessThan(50 * megabyte.length)
    }
    expect((await fetch(`${listener.url}/items/tags/1`)).status).toBe(200)
  })

  it.skipIf(dialect.skip).each(read)('writes nothing of half a body by $way', async (each) => {
    const logged: unknown[] = []
    let tellOpened: () => void
    let tellAnswered: (status: number) => void
    const opened = new Promise<void>((resolve) => (tellOpened = resolve))
    const answered = new Promise<number>((resolve) => (tellAnswered = resolve))
    await using api = await open({
      ...each.options,
      onError: (error) => logged.push(error),
      // Asked for once a request has found its collection, right before its body is read.
      signal: (context) => {
        tellOpened()
        return context.req.raw.signal
      },
    })
    const app = new Hono().use(async (context, next) => {
      await next()
      tellAnswered(context.res.status)
    })
    await using listener = await listen(app.route('/', api.app))
    const client = request({
      port: listener.port,
      method: 'POST',
      path: '/items/tags',
      headers: { 'Content-Type': 'application/json', 'Content-Length': '100' },
    })
    const failed = new Promise((resolve) => client.on('error', resolve))
    client.write('{"name":"half"}')
    await opened
    client.destroy()
    await failed
    expect(await answered).toBe(499)
    expect(logged).toEqual([])
    expect(await api.data('/items/tags?filter[name]=half')).toEqual([])
  })

  it.skipIf(dialect.skip).each(read)('reads what comes slowly by $way', async ({ options }) => {
    await using api = await open(options)
    await using listener = await listen(api.app)
    const answer = await new Promise<IncomingMessage>((resolve, reject) => {
      const client = request(
        {
          port: listener.port,
          method: 'POST',
          path: '/items/tags?fields=name',
          headers: { 'Content-Type': 'application/json' },
        },
        resolve,
      )
      client.on('error', reject)
      const [first = 0, ...rest] = Buffer.from('{"name":"träge"}')
      const send = (byte: number): void => {
        const next = rest.shift()
        client.write(Buffer.from([byte]), () =>
          next === undefined ? client.end() : setImmediate(send, next),
        )
      }
      send(first)
    })
    expect(JSON.parse(await text(answer))).toEqual({ data: { name: 'träge' } })
  })

  it.skipIf(dialect.skip)('sends an export piece by piece', async () => {
    await using api = await open()
    await using listener = await listen(api.app)
    const response = await fetch(
      `${listener.url}/items/sale_lines?export=csv&limit=-1&fields=sale_id.customer_id.name,quantity`,
    )
    const text = await response.text()
    expect(text.split('\n')).toHaveLength(16)
    expect(response.headers.get('transfer-encoding')).toBe('chunked')
  })
})

type Stream = () => AsyncGenerator<{ id: number; text: string }>

/** A session that has nothing but one stream: what no database does when it is asked to. */
function sessionOf(stream: Stream): Session {
  const selections = ['id', 'text'].map((key) => ({ kind: 'value', key }))
  return {
    schema: { tables: { a: { id: 'a', traits: {} } } },
    renew: () => Promise.resolve(false),
    resolve: () => ({ read: { selections } }),
    stream,
  } as unknown as Session
}

describe('a stream of rows', () => {
  /** Gives enough rows to fill some chunks, then fails. */
  async function* breaking(): AsyncGenerator<{ id: number; text: string }> {
    for (let id = 0; id < 2000; id++) yield { id, text: 'x'.repeat(100) }
    throw new Error('The database went away.')
  }

  it('ends the connection where it breaks, so that the file does not look complete', async () => {
    const logged: unknown[] = []
    const app = createRest({
      session: () => sessionOf(breaking),
      onError: (error) => logged.push(error),
    })
    await using listener = await listen(app)
    for (const format of ['csv', 'json', 'xml', 'yaml']) {
      const response = await fetch(`${listener.url}/items/a?export=${format}`)
      expect(response.status).toBe(200)
      await expect(response.text()).rejects.toThrow('terminated')
    }
    expect(logged).toHaveLength(4)
  })

  it('is let go of when the client goes away', async () => {
    let tellEnd: () => void
    const ended = new Promise<void>((resolve) => {
      tellEnd = resolve
    })
    async function* endless(): AsyncGenerator<{ id: number; text: string }> {
      try {
        for (let id = 0; ; id++) yield { id, text: 'x'.repeat(1000) }
      } finally {
        tellEnd()
      }
    }
    const logged: unknown[] = []
    const app = createRest({
      session: () => sessionOf(endless),
      onError: (error) => logged.push(error),
    })
    await using listener = await listen(app)
    const client = new AbortController()
    const response = await fetch(`${listener.url}/items/a?export=csv`, { signal: client.signal })
    await response.body?.getReader().read()
    client.abort()
    await ended
    expect(logged).toEqual([])
  })
})
