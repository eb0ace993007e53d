import { mkdtempSync, rmSync } from 'node:fs'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { AUTHORIZATION, fetchAsAdministrator } from './support/administrator.js'
import { RelvarProcess } from './support/relvar-process.js'

/** Milliseconds; long enough for everything that is sent at once. */
const REQUEST_TIMEOUT = 1500

describe('requests that do not arrive as they say', () => {
  const folder = mkdtempSync(join(tmpdir(), 'relvar-slow-'))
  let relvar: RelvarProcess
  let address: string

  beforeAll(async () => {
    relvar = new RelvarProcess({ cwd: folder, env: { REQUEST_TIMEOUT: String(REQUEST_TIMEOUT) } })
    address = await relvar.address()
  })
  afterAll(async () => {
    await relvar[Symbol.asyncDispose]()
    rmSync(folder, { recursive: true })
  })

  /** Sends pieces as they are, one each 100 ms after the first, and gives all that comes back until the connection ends. */
  function send(pieces: readonly string[]): Promise<string> {
    return new Promise((resolve, reject) => {
      let answer = ''
      const [first = '', ...rest] = pieces
      const socket = connect(Number(new URL(address).port), '127.0.0.1', () => socket.write(first))
      const drip = setInterval(() => {
        const piece = rest.shift()
        if (piece !== undefined && socket.writable) socket.write(piece)
      }, 100)
      socket.on('data', (chunk) => (answer += chunk))
      socket.on('error', reject)
      socket.on('close', () => {
        clearInterval(drip)
        resolve(answer)
      })
    })
  }

  const head = (...lines: readonly string[]): string =>
    [
      'POST /items/tags HTTP/1.1',
      'Host: localhost',
      `Authorization: ${AUTHORIZATION}`,
      'Content-Type: application/json',
      ...lines,
    ]
      .map((line) => `${line}\r\n`)
      .join('')

  const drops = (text: string): readonly string[] => [...text]

  /** What everybody else gets meanwhile. */
  async function served(): Promise<number> {
    return (await fetchAsAdministrator(`${address}/items/tags?limit=1`)).status
  }

  async function tags(): Promise<unknown> {
    return (await fetchAsAdministrator(`${address}/items/tags?limit=-1&sort=id`)).json()
  }

  it.each<[string, readonly string[], RegExp]>([
    ['a head that drips', [head(), ...drops(`X-Slow: ${'x'.repeat(1000)}`)], /^HTTP\/1.1 408 /],
    ['a head that stops', [head('X-Slow: ')], /^HTTP\/1.1 408 /],
    [
      'a body that drips',
      [head('Content-Length: 1000', ''), ...drops(`{"name": "${'x'.repeat(900)}`)],
      /^HTTP\/1.1 408 /,
    ],
    [
      'a body shorter than it says',
      [head('Content-Length: 100', '') + '{"name": "short"}'],
      /^HTTP\/1.1 408 /,
    ],
    [
      'a chunk shorter than it says',
      [head('Transfer-Encoding: chunked', '') + 'ff\r\n{"name": "chunk"}\r\n0\r\n\r\n'],
      /^HTTP\/1.1 408 /,
    ],
    [
      'a chunk longer than it says',
      [head('Transfer-Encoding: chunked', '') + '5\r\n{"name": "chunk"}\r\n0\r\n\r\n'],
      /^HTTP\/1.1 400 /,
    ],
    [
      'a chunk of no length',
      [head('Transfer-Encoding: chunked', '') + 'xyz\r\n{"name": "chunk"}\r\n0\r\n\r\n'],
      /^HTTP\/1.1 400 /,
    ],
    [
      'a length and chunks at once',
      [
        head('Content-Length: 3', 'Transfer-Encoding: chunked', '') +
          '11\r\n{"name": "chunk"}\r\n0\r\n\r\n',
      ],
      /^HTTP\/1.1 400 /,
    ],
    [
      'two lengths',
      [head('Content-Length: 17', 'Content-Length: 3', '') + '{"name": "short"}'],
      /^HTTP\/1.1 400 /,
    ],
    ['a length below zero', [head('Content-Length: -1', '') + '{}'], /^HTTP\/1.1 400 /],
  ])('%s is refused, its connection ended, and nothing written', async (_, pieces, status) => {
    const before = await tags()
    const answer = send(pieces)
    expect(await served()).toBe(200)
    expect(await answer).toMatch(status)
    expect(await answer).toMatch(/"code":"(?:OUT_OF_TIME|INVALID_PAYLOAD)"/)
    expect(await tags()).toEqual(before)
  })

  it('a body longer than it says is cut there, and the rest is no request', async () => {
    const answer = await send([head('Content-Length: 2', '') + '{}{"name": "rest"}\r\n\r\n'])
    expect(answer.match(/^HTTP\/1.1 \d+/gm)?.at(-1)).toBe('HTTP/1.1 400')
    expect(await served()).toBe(200)
  })

  it('a hundred of them leave room for everybody else', async () => {
    const slow = Array.from({ length: 100 }, () => send([head('Content-Length: 100', '') + '{']))
    const answers = await Promise.all(Array.from({ length: 20 }, served))
    expect(new Set(answers)).toEqual(new Set([200]))
    for (const answer of await Promise.all(slow)) expect(answer).toMatch(/^HTTP\/1.1 408 /)
  })
})
