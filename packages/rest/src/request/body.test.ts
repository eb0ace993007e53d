import { Readable } from 'node:stream'
import { InvalidPayloadError } from '@relvar/query-engine'
import { describe, expect, it } from 'vitest'
import { UnsupportedMediaTypeError } from '../errors/rest-error.js'
import { readBody } from './body.js'

function request(
  body: ConstructorParameters<typeof Response>[0],
  headers: Record<string, string> = { 'Content-Type': 'application/json' },
): Request {
  return new Request('http://localhost/', {
    method: 'POST',
    body,
    headers,
    ...({ duplex: 'half' } as object),
  })
}

function streamOf(
  chunks: number,
  size: number,
): { stream: ReadableStream<Uint8Array>; taken: () => number } {
  let taken = 0
  const stream = new ReadableStream<Uint8Array>({
    pull(controller) {
      if (taken++ === chunks) controller.close()
      else controller.enqueue(new Uint8Array(size).fill(0x20))
    },
  })
  return { stream, taken: () => taken }
}

describe('readBody', () => {
  it.each([
    ['{"a":1}', { a: 1 }],
    [' [1] ', [1]],
    ['\uFEFF{}', {}],
  ])('reads %s', async (text, expected) => {
    expect(await readBody(request(text), 100)).toEqual(expected)
  })

  it('reads JSON of no type', async () => {
    const bytes = new TextEncoder().encode('{"a":1}')
    expect(await readBody(request(bytes, {}), 100)).toEqual({ a: 1 })
  })

  it.each([
    ['application/json; charset=utf-8'],
    ['application/vnd.api+json'],
    ['Application/JSON'],
  ])('takes %s', async (type) => {
    expect(await readBody(request('{}', { 'Content-Type': type }), 100)).toEqual({})
  })

  it('tells no body from an empty one by nothing', async () => {
    expect(await readBody(request(null, {}), 100)).toBeUndefined()
    expect(
      await readBody(request('', { 'Content-Type': 'text/plain', 'Content-Length': '0' }), 100),
    ).toBeUndefined()
  })

  it.each([['{'], ['5'], ['"x"'], ['null'], ['{"__proto__":1}']])('refuses %s', async (text) => {
    await expect(readBody(request(text), 100)).rejects.toThrow(InvalidPayloadError)
  })

  it('refuses bytes that are no text', async () => {
    await expect(readBody(request(new Uint8Array([0x7b, 0xff, 0x7d])), 100)).rejects.toThrow(
      'no UTF-8 text',
    )
  })

  it.each([['text/plain'], ['application/x-www-form-urlencoded'], ['application/jsonx']])(
    'refuses %s',
    async (type) => {
      await expect(readBody(request('{}', { 'Content-Type': type }), 100)).rejects.toThrow(
        UnsupportedMediaTypeError,
      )
    },
  )

  it.each([['gzip'], ['br'], ['deflate, gzip'], ['GZIP']])('refuses %s', async (encoding) => {
    const headers = { 'Content-Type': 'application/json', 'Content-Encoding': encoding }
    await expect(readBody(request('{}', headers), 100)).rejects.toThrow(
      `"${encoding.toLowerCase()}" in Content-Encoding header`,
    )
  })

  it('takes a body that says it is as it is', async () => {
    const headers = { 'Content-Type': 'application/json', 'Content-Encoding': 'identity' }
    expect(await readBody(request('{}', headers), 100)).toEqual({})
  })

  it('refuses a body that says it is too large without reading it', async () => {
    const { stream, taken } = streamOf(1, 10)
    const large = request(stream, { 'Content-Type': 'application/json', 'Content-Length': '101' })
    await expect(readBody(large, 100)).rejects.toThrow('larger than 100 bytes')
    expect(taken()).toBeLessThanOrEqual(1)
  })

  it('stops reading a body that turns out too large', async () => {
    const { stream, taken } = streamOf(1000, 1000)
    await expect(readBody(request(stream), 10_000)).rejects.toThrow(
      'larger than 10000 bytes (MAX_PAYLOAD_SIZE)',
    )
    expect(taken()).toBeLessThan(20)
  })
})

describe('readBody of a stream of Node', () => {
  const json = { 'Content-Type': 'application/json' }

  /** A request as a server makes it: with a body of its own that nobody should have to ask for. */
  function served(method = 'POST', headers: Record<string, string> = json): Request {
    const made = new Request('http://localhost/', { method, headers })
    return Object.defineProperty(made, 'body', {
      get() {
        if (method === 'GET') return null
        throw new Error('The body of the request was asked for.')
      },
    })
  }

  it.each([
    ['in one piece', ['{"a":"é"}']],
    ['in pieces', ['{"a"', ':"é"}']],
  ])('reads one that comes %s', async (_how, texts) => {
    const stream = Readable.from(texts.map((text) => Buffer.from(text)))
    expect(await readBody(served(), 100, stream)).toEqual({ a: 'é' })
  })

  it('tells an empty body by nothing, and asks none of GET', async () => {
    expect(await readBody(served(), 100, Readable.from([]))).toBeUndefined()
    const stream = Readable.from([Buffer.from('{}')])
    expect(await readBody(served('GET'), 100, stream)).toBeUndefined()
    expect(stream.readableDidRead).toBe(false)
  })

  it('joins characters that were cut between pieces, and refuses what is no text', async () => {
    const bytes = Buffer.from('["é"]')
    const cut = Readable.from([bytes.subarray(0, 3), bytes.subarray(3)])
    expect(await readBody(served(), 100, cut)).toEqual(['é'])
    const wrong = Readable.from([Buffer.from([0x22, 0xc3])])
    await expect(readBody(served(), 100, wrong)).rejects.toThrow('no UTF-8 text')
  })

  it('refuses types and encodings without reading', async () => {
    const stream = Readable.from([Buffer.from('{}')])
    const typed = served('POST', { 'Content-Type': 'text/plain' })
    await expect(readBody(typed, 100, stream)).rejects.toThrow(UnsupportedMediaTypeError)
    const encoded = served('POST', { ...json, 'Content-Encoding': 'gzip' })
    await expect(readBody(encoded, 100, stream)).rejects.toThrow(UnsupportedMediaTypeError)
    const large = served('POST', { ...json, 'Content-Length': '101' })
    await expect(readBody(large, 100, stream)).rejects.toThrow('larger than 100 bytes')
    expect(stream.readableDidRead).toBe(false)
  })

  it('takes as much as is allowed and pauses one that turns out larger, open', async () => {
    const exact = Readable.from([Buffer.from('[]'), Buffer.alloc(98, ' ')])
    expect(await readBody(served(), 100, exact)).toEqual([])
    let taken = 0
    const endless = new Readable({
      highWaterMark: 1,
      read() {
        taken++
        this.push(Buffer.alloc(60, ' '))
      },
    })
    await expect(readBody(served(), 100, endless)).rejects.toThrow(
      'larger than 100 bytes (MAX_PAYLOAD_SIZE)',
    )
    expect([endless.isPaused(), endless.destroyed]).toEqual([true, false])
    expect(taken).toBeLessThan(10)
  })

  it('fails with one that breaks off', async () => {
    for (const reason of [new Error('aborted'), undefined]) {
      const stream = new Readable({ read: () => undefined })
      const reading = readBody(served(), 100, stream)
      stream.push('{')
      stream.destroy(reason)
      await expect(reading).rejects.toThrow(reason?.message ?? 'before it was complete')
    }
  })

  it('reads the request where the stream was read already', async () => {
    const stream = Readable.from([Buffer.from('{}')])
    await stream.toArray()
    expect(await readBody(request('{"a":1}'), 100, stream)).toEqual({ a: 1 })
  })
})
