import { hash } from 'node:crypto'
import { DIALECTS, shopFixture } from '@relvar/test-databases'
import { skipFor } from '@relvar/test-databases/skip-for'
import { describe, expect, it } from 'vitest'
import { openApi, post, type TestApi, type TestApiOptions } from './api.js'

const sqlite = DIALECTS.find(({ name }) => name === 'sqlite')
if (sqlite === undefined) throw new Error('There is no SQLite.')
const open = (options: TestApiOptions = {}): Promise<TestApi> =>
  openApi(sqlite, shopFixture('sqlite'), options)

const query = '{ tags(limit: 1) { id } }'
const data = { tags: [{ id: '1' }] }
const hashed = (text: string, version: unknown = 1): object => ({
  extensions: { persistedQuery: { version, sha256Hash: hash('sha256', text) } },
})

async function sent(api: TestApi, request: Request): Promise<readonly [number, unknown]> {
  const response = await api.fetch(request)
  return [response.status, await response.json()]
}

const notFound = {
  errors: [
    { message: 'PersistedQueryNotFound', extensions: { code: 'PERSISTED_QUERY_NOT_FOUND' } },
  ],
}

describe('documents that are named by their hashes', skipFor(sqlite.skip), () => {
  it('are known once they were sent', async () => {
    await using api = await open()
    expect(await sent(api, post(hashed(query)))).toEqual([200, notFound])
    expect(await sent(api, post({ query, ...hashed(query) }))).toEqual([200, { data }])
    expect(await sent(api, post(hashed(query)))).toEqual([200, { data }])
    const search = new URLSearchParams({
      extensions: JSON.stringify((hashed(query) as { extensions: object }).extensions),
    })
    const address = `http://localhost/graphql?${search.toString()}`
    expect(await sent(api, new Request(address))).toEqual([200, { data }])
  })

  it('have to be those that the hashes are of', async () => {
    await using api = await open()
    const [status, body] = await sent(api, post({ query: '{ __typename }', ...hashed(query) }))
    expect([status, body]).toMatchObject([
      400,
      { errors: [{ extensions: { code: 'INVALID_PAYLOAD' } }] },
    ])
    for (const persistedQuery of [{}, { version: 1 }, { version: 1, sha256Hash: '__proto__' }])
      expect((await sent(api, post({ extensions: { persistedQuery } })))[0]).toBe(400)
    expect((await sent(api, post(hashed(query, 2))))[0]).toBe(400)
  })

  it('are forgotten where others are asked for, and where they are no good', async () => {
    await using api = await open({ limits: { persisted: 2 } })
    const texts = [query, '{ tags(limit: 0) { id } }', '{ __typename }']
    for (const text of texts) await sent(api, post({ query: text, ...hashed(text) }))
    expect(await sent(api, post(hashed(query)))).toEqual([200, notFound])
    expect(await sent(api, post(hashed('{ __typename }')))).toEqual([
      200,
      { data: { __typename: 'Query' } },
    ])
    expect((await sent(api, post({ query: '{ nope }', ...hashed('{ nope }') })))[0]).toBe(400)
    expect(await sent(api, post(hashed('{ nope }')))).toEqual([200, notFound])
  })

  it('are not kept where none may be', async () => {
    await using api = await open({ limits: { persisted: 0 } })
    expect(await sent(api, post({ query, ...hashed(query) }))).toEqual([200, { data }])
    expect(await sent(api, post(hashed(query)))).toEqual([200, notFound])
  })

  it('may be the only ones that are carried out', async () => {
    await using api = await open({ operations: new Map([[hash('sha256', query), query]]) })
    expect(await sent(api, post({ query }))).toEqual([200, { data }])
    expect(await sent(api, post(hashed(query)))).toEqual([200, { data }])
    expect(await sent(api, post(hashed('{ __typename }')))).toEqual([200, notFound])
    const refused = await sent(api, post({ query: '{ __typename }', ...hashed('{ __typename }') }))
    expect(refused).toMatchObject([403, { errors: [{ extensions: { code: 'FORBIDDEN' } }] }])
    expect((await sent(api, post({})))[0]).toBe(400)
  })
})

describe('answers to GET', skipFor(sqlite.skip), () => {
  const address = `http://localhost/graphql?${new URLSearchParams({ query }).toString()}`

  it('may be kept, and are not sent again to who has them', async () => {
    await using api = await open()
    const first = await api.fetch(new Request(address))
    const tag = first.headers.get('etag') ?? ''
    expect(tag).toMatch(/^W\/"[\w-]+"$/)
    expect(first.headers.get('cache-control')).toBe('no-cache')
    expect(first.headers.get('vary')).toBe('Origin, Cache-Control')
    const again = await api.fetch(new Request(address, { headers: { 'If-None-Match': tag } }))
    expect([again.status, await again.text(), again.headers.get('etag')]).toEqual([304, '', tag])
    await api.data('mutation { create_tags_item(data: { id: 0, name: "zero" }) { id } }')
    const changed = await api.fetch(new Request(address, { headers: { 'If-None-Match': tag } }))
    expect(changed.status).toBe(200)
  })

  it('may not where something failed, nor may those to POST', async () => {
    await using api = await open()
    const failing = new URLSearchParams({ query: '{ tags_by_id(id: 99) { id } }' }).toString()
    const failed = await api.fetch(new Request(`http://localhost/graphql?${failing}`))
    const posted = await api.fetch(post({ query }, { 'If-None-Match': '*' }))
    for (const { status, headers } of [failed, posted]) {
      expect(status).toBe(200)
      expect([headers.get('etag'), headers.get('cache-control')]).toEqual([null, 'no-store'])
    }
  })
})
