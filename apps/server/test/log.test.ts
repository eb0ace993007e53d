import { EventEmitter } from 'node:events'
import type { ServerResponse } from 'node:http'
import type { Logger } from 'pino'
import { describe, expect, it } from 'vitest'
import { createLogger } from '../src/log/logger.js'
import { createMask, maskQuery, maskUrl } from '../src/log/mask.js'
import { logRequest } from '../src/log/requests.js'

describe('maskQuery', () => {
  it.each([
    ['', ''],
    ['?', ''],
    ['?limit=1&sort=-id', '?limit=1&sort=-id'],
    ['?access_token=abc&limit=1', '?access_token=***&limit=1'],
    ['?filter[password][_eq]=abc', '?filter[password][_eq]=***'],
    ['?filter%5Bpass%77ord%5D%5B_eq%5D=abc', '?filter%5Bpass%77ord%5D%5B_eq%5D=***'],
    ['?filter=%7B%22token%22%3A%22abc%22%7D', '?filter=***'],
    ['?%zz', '?%zz'],
    ['?credentials=abc', '?credentials=***'],
    ['?api_key=abc&apiKey=abc', '?api_key=***&apiKey=***'],
    ['?otp=123456', '?otp=***'],
    ['?my-secret-token', '?***'],
  ])('%s is %s', (search, masked) => expect(maskQuery(search)).toBe(masked))
})

describe('maskUrl', () => {
  it.each([
    ['postgres://me:secret@db:5432/shop', 'postgres://me:***@db:5432/shop'],
    ['postgres://me:p@ss/word@db/shop', 'postgres://me:***@db/shop'],
    ['postgres://me@db/shop', 'postgres://me@db/shop'],
    ['mysql://db/shop?password=secret&ssl=true', 'mysql://db/shop?password=***&ssl=true'],
    ['sqlite:data/shop.db', 'sqlite:data/shop.db'],
  ])('%s is %s', (url, masked) => expect(maskUrl(url)).toBe(masked))
})

describe('createMask', () => {
  it.each([
    [
      'cannot connect to postgres://me:secret@db/shop',
      'cannot connect to postgres://me:***@db/shop',
    ],
    ['Authorization: Bearer abc.def-ghi', 'Authorization: Bearer ***'],
    ['GET /items/a?access_token=abc&limit=1', 'GET /items/a?access_token=***&limit=1'],
    ['http://localhost:8055/items/a@b', 'http://localhost:8055/items/a@b'],
    ['authorization: basic dXNlcjpwYXNz', 'authorization: basic ***'],
    ['Metrics abc', 'Metrics ***'],
    ['/a?b=c&token=abc', '/a?b=c&token=***'],
    ['/a?password=abc', '/a?password=***'],
    ['/a?Secret=abc "next"', '/a?Secret=*** "next"'],
  ])('%s is %s', (line, masked) => expect(createMask([])(line)).toBe(masked))

  it.each(['a.', 'a-', '://a:', '?token=', 'Basic '])(
    'reads a line of many "%s" in a moment',
    (text) => {
      const line = text.repeat(100_000)
      const start = performance.now()
      createMask([])(line)
      expect(performance.now() - start).toBeLessThan(1000)
    },
  )

  it('masks known secrets in every form they are written in', () => {
    const mask = createMask(['sec"ret word'])
    expect(mask('sec"ret word')).toBe('***')
    expect(mask(JSON.stringify({ a: 'sec"ret word' }))).toBe('{"a":"***"}')
    expect(mask('x=sec%22ret%20word')).toBe('x=***')
    expect(createMask(['secret', 'secret word'])('it is secret word')).toBe('it is ***')
  })
})

describe.each(['raw', 'pretty'] as const)('the %s log', (style) => {
  function capture(): { readonly lines: string[]; readonly logger: Logger } {
    const lines: string[] = []
    const logger = createLogger({
      level: 'trace',
      style,
      secrets: ['canary-password'],
      destination: { write: (line) => lines.push(line) },
    })
    return { lines, logger }
  }

  it('has one line for each request, and no secret in any', () => {
    const { lines, logger } = capture()
    const request = new Request(
      'http://localhost/items/a?limit=1&access_token=canary-token&filter[secret]=canary-filter',
      { headers: { Authorization: 'Bearer canary-bearer', Cookie: 'session=canary-cookie' } },
    )
    const outgoing = Object.assign(new EventEmitter(), { statusCode: 200, writableFinished: true })
    logRequest(logger, request, outgoing as unknown as ServerResponse, 'id-1')
    logger.error(
      { err: new Error('no way to postgres://me:canary-password@db/shop') },
      'it says canary-password',
    )
    outgoing.emit('close')
    expect(lines).toHaveLength(2)
    for (const part of ['/items/a', 'limit=1', '200', 'id-1']) expect(lines[1]).toContain(part)
    expect(lines.join('')).not.toContain('canary')
  })
})
