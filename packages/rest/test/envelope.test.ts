import { DIALECTS, shopFixture } from '@relvar/test-databases'
import { skipFor } from '@relvar/test-databases/skip-for'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { TestApi } from './api.js'
import { openApi } from './api.js'

// What HTTP adds is the same on every database, so the one that is always there is enough.
const dialect = DIALECTS.find(({ name }) => name === 'sqlite')
const skip = dialect === undefined ? 'DIALECTS leaves out SQLite' : dialect.skip

describe('the envelope', skipFor(skip), () => {
  let api: TestApi
  beforeAll(async () => {
    if (dialect !== undefined) api = await openApi(dialect, shopFixture('sqlite'))
  })
  afterAll(() => api[Symbol.asyncDispose]())

  it('comes with the headers of a success', async () => {
    const { headers } = await api.call('GET /items/tags')
    expect(Object.fromEntries(headers)).toMatchObject({
      'content-type': 'application/json; charset=utf-8',
      'cache-control': 'no-cache',
      vary: 'Origin, Cache-Control',
      'x-powered-by': 'Relvar',
      'x-content-type-options': 'nosniff',
      'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
      'cross-origin-opener-policy': 'same-origin-allow-popups',
    })
  })

  it('comes without caching headers where it holds an error', async () => {
    const { headers } = await api.call('GET /items/nothing')
    expect([headers.get('cache-control'), headers.get('vary')]).toEqual([null, null])
    expect(headers.get('content-type')).toBe('application/json; charset=utf-8')
    expect(headers.get('x-content-type-options')).toBe('nosniff')
  })

  it('has no body where there is nothing to say', async () => {
    const { status, headers, text } = await api.call('DELETE /items/tags/999')
    expect([status, text, headers.get('cache-control'), headers.get('content-type')]).toEqual([
      204,
      '',
      'no-cache',
      null,
    ])
  })

  it('is not sent again to somebody who has it', async () => {
    const first = await api.call('GET /items/categories')
    const tag = first.headers.get('etag') ?? ''
    expect(tag).toMatch(/^W\//)
    const second = await api.call('GET /items/categories', undefined, {
      'If-None-Match': `"other", ${tag}`,
    })
    expect([second.status, second.text, second.headers.get('etag')]).toEqual([304, '', tag])
    expect(second.headers.get('cache-control')).toBe('no-cache')

    await api.call('PATCH /items/categories/6', { name: 'changed' })
    const third = await api.call('GET /items/categories', undefined, { 'If-None-Match': tag })
    expect(third.status).toBe(200)
    expect(third.headers.get('etag')).not.toBe(tag)
  })

  it('is sent in full to a SEARCH, whatever the caller has', async () => {
    const { headers } = await api.call('SEARCH /items/employees', {})
    const again = await api.call(
      'SEARCH /items/employees',
      {},
      { 'If-None-Match': headers.get('etag') ?? '' },
    )
    expect(again.status).toBe(200)
  })

  it('answers HEAD as GET without the body', async () => {
    const get = await api.call('GET /items/tags/1')
    const head = await api.call('HEAD /items/tags/1')
    expect([head.status, head.text]).toEqual([200, ''])
    expect(head.headers.get('etag')).toBe(get.headers.get('etag'))
  })

  it.each([
    ['/items/tags', 'GET,HEAD,SEARCH,POST,PATCH,DELETE'],
    ['/items/tags/1', 'GET,HEAD,PATCH,DELETE'],
    ['/server/ping', 'GET,HEAD'],
  ])('lists the methods of %s', async (path, methods) => {
    const { status, headers, text } = await api.call(`OPTIONS ${path}`)
    expect([status, text, headers.get('allow')]).toEqual([200, methods, methods])
    expect([...headers.keys()].filter((name) => name.startsWith('access-control'))).toEqual([])
  })

  it.each([
    ['PUT /items/tags', '/items/tags'],
    ['POST /items/tags/1', '/items/tags/1'],
    ['SEARCH /items/tags/1', '/items/tags/1'],
    ['GET /items', '/items'],
    ['GET /nothing/here?a=b', '/nothing/here'],
    ['POST /server/ping', '/server/ping'],
  ])('answers 404 for %s', async (request, path) => {
    const { status, json } = await api.call(request, request.startsWith('GET') ? undefined : {})
    expect(status).toBe(404)
    expect(json).toEqual({
      errors: [
        { message: `Route ${path} doesn't exist.`, extensions: { code: 'ROUTE_NOT_FOUND', path } },
      ],
    })
  })

  it('takes a slash at the end', async () => {
    expect(await api.data('/items/tags/1/')).toEqual({ id: 1, name: 'new' })
  })

  it('refuses bodies that are no JSON', async () => {
    const answer = await api.call('POST /items/tags', 'name=x', {
      'Content-Type': 'application/x-www-form-urlencoded',
    })
    expect([answer.status, answer.json.errors[0].extensions]).toEqual([
      415,
      {
        code: 'UNSUPPORTED_MEDIA_TYPE',
        mediaType: 'application/x-www-form-urlencoded',
        where: 'Content-Type header',
      },
    ])
  })
})
