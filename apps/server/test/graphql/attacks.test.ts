import { hash } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Caller, makeCallers } from '../access/callers.js'
import { ADMINISTRATOR, AUTHORIZATION } from '../support/administrator.js'
import { serve, type TestServer } from '../support/running-server.js'
import { ask } from './ask.js'

const persisted = (query: string): object => ({
  persistedQuery: { version: 1, sha256Hash: hash('sha256', query) },
})

/** `/graphql?query=...`, objects as JSON. */
function address(parameters: Readonly<Record<string, string | object>>): string {
  const search = new URLSearchParams()
  for (const [name, value] of Object.entries(parameters))
    search.set(name, typeof value === 'string' ? value : JSON.stringify(value))
  return `/graphql?${search.toString()}`
}

describe('whoever means harm to a server', () => {
  let server: TestServer
  let viewer: Caller['authorization']
  beforeAll(async () => {
    server = await serve()
    const callers = await makeCallers(server)
    viewer = callers.find(({ name }) => name === 'viewer')?.authorization ?? ''
  }, 60_000)
  afterAll(() => server[Symbol.asyncDispose]())

  it('is suggested no names of what they may not see', async () => {
    for (const query of [
      '{ employes { id } }',
      '{ employees { id } }',
      '{ products { costs } }',
      '{ products { cost } }',
      '{ products(filter: { cost: { _gt: 1 } }) { id } }',
      'query ($f: employees_filter) { products { id } }',
      '{ __typename ... on employees { id } }',
      'mutation { create_employees_item(data: {}) { id } }',
    ]) {
      const { status, errors } = await ask(server, query, { authorization: viewer })
      expect([query, status, errors?.[0]?.extensions.code]).toEqual([
        query,
        400,
        'GRAPHQL_VALIDATION',
      ])
      const given = JSON.stringify(errors).replaceAll(/\\"(\w+)\\"/g, (name, word: string) =>
        query.includes(word) ? '' : name,
      )
      expect(given, query).not.toMatch(/employees|cost_price|salary/)
    }
  })

  it('carries out nobody else’s documents by their hashes', async () => {
    const query = '{ employees(limit: 1) { id } }'
    const send = async (authorization: string): Promise<readonly [number, unknown]> => {
      const response = await server.request(address({ extensions: persisted(query) }), {
        headers: { authorization },
      })
      return [response.status, await response.json()]
    }
    const known = await server.request(address({ query, extensions: persisted(query) }))
    expect(known.status).toBe(200)
    expect(await send(AUTHORIZATION)).toMatchObject([200, { data: { employees: [{}] } }])
    expect(await send(viewer)).toMatchObject([
      400,
      { errors: [{ extensions: { code: 'GRAPHQL_VALIDATION' } }] },
    ])
  })

  it('changes nothing by GET, as text or as a hash', async () => {
    const query = 'mutation { create_tags_item(data: { name: "by hash" }) { name } }'
    const made = await server.request('/graphql', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ query, extensions: persisted(query) }),
    })
    expect(await made.json()).toEqual({ data: { create_tags_item: { name: 'by hash' } } })
    for (const path of [address({ query }), address({ extensions: persisted(query) })]) {
      const response = await server.request(path)
      expect([path, response.status]).toEqual([path, 405])
    }
    const found = await server.json('/items/tags?filter[name][_eq]=by hash&fields=name')
    expect(found).toEqual({ data: [{ name: 'by hash' }] })
  })

  it('has browsers send nothing behind somebody’s back', async () => {
    const body = JSON.stringify({ query: 'mutation { delete_tags_item(id: 1) { id } }' })
    for (const type of [
      'text/plain',
      'text/plain; application/json',
      'application/x-www-form-urlencoded',
      'multipart/form-data; boundary=x',
      '',
    ]) {
      const response = await server.request('/graphql', {
        method: 'POST',
        headers: { 'Content-Type': type },
        body: Buffer.from(body),
      })
      expect([type, response.status]).toEqual([type, 415])
    }
    const login = await server.request('/auth/login', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({
        email: ADMINISTRATOR.email,
        password: ADMINISTRATOR.password,
        mode: 'session',
      }),
    })
    const [cookie = ''] = (login.headers.getSetCookie()[0] ?? '').split(';')
    const foreign = await fetch(`${server.address}/graphql`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', cookie, Origin: 'http://elsewhere.example' },
      body,
    })
    expect(foreign.status).toBe(403)
    expect(await server.json('/items/tags/1?fields=id')).toEqual({ data: { id: 1 } })
  })

  it('gets no answer that was meant for somebody else', async () => {
    const path = address({ query: '{ products(limit: -1) { id } }' })
    const get = (authorization: string, headers = {}): Promise<Response> =>
      server.request(path, { headers: { authorization, ...headers } })
    const whole = await get(AUTHORIZATION)
    const tag = whole.headers.get('etag') ?? ''
    expect(whole.headers.get('cache-control')).toBe('no-cache')
    const part = await get(viewer, { 'If-None-Match': tag })
    expect(part.status).toBe(200)
    expect((await part.text()).length).toBeLessThan((await whole.text()).length)
    expect(part.headers.get('etag')).not.toBe(tag)
    const nobody = await get('', { 'If-None-Match': tag })
    expect([nobody.status, nobody.headers.get('cache-control')]).toEqual([400, 'no-store'])
  })

  it('names keys of answers after what every object has, and gets them', async () => {
    const query = `{ __proto__: tags(limit: 1) { __proto__: id constructor: name hasOwnProperty: __typename }
      toString: __type(name: "tags") { __proto__: name } }`
    const response = await server.request('/graphql', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ query }),
    })
    const text = await response.text()
    expect(text).toMatch(
      /^\{"data":\{"__proto__":\[\{"__proto__":"1","constructor":"[^"]+","hasOwnProperty":"tags"\}\],"toString":\{"__proto__":"tags"\}\}\}$/,
    )
    expect(Object.hasOwn(Object.prototype, 'name')).toBe(false)
  })
})

describe('introspection that is off', () => {
  it('is off whichever way it is asked for, and nothing is named', async () => {
    await using server = await serve({ GRAPHQL_INTROSPECTION: 'false' })
    for (const query of [
      '{ __schema { types { name } } }',
      '{ a: __type(name: "tags") { name } }',
      '{ ...F } fragment F on Query { __schema { types { name } } }',
      '{ ... on Query { ... { __type(name: "tags") { fields { name } } } } }',
      '{ ...F } fragment F on Query { ...G } fragment G on Query { __schema { queryType { name } } }',
      'query ($n: String!) { __type(name: $n) { name } }',
      '{ __schema @include(if: false) { types { name } } }',
    ]) {
      const { status, errors } = await ask(server, query, { authorization: '' })
      expect([query, status]).toEqual([query, 400])
      expect(JSON.stringify(errors)).not.toContain('Did you mean')
    }
    expect((await ask(server, '{ __typename }', { authorization: '' })).status).toBe(200)
  })
})
