import { createRest } from '@relvar/rest'
import { DIALECTS, odditiesFixture, shopFixture } from '@relvar/test-databases'
import { XMLValidator } from 'fast-xml-parser'
import { Hono } from 'hono'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { TestApi } from './api.js'
import { openApi, testApi } from './api.js'

// The pages are made from the description, which is tested on every database.
const dialect = DIALECTS.find(({ name }) => name === 'sqlite')

describe.skipIf(dialect === undefined || dialect.skip)('the reference pages', () => {
  let api: TestApi
  beforeAll(async () => {
    if (dialect !== undefined)
      api = await openApi(dialect, [...shopFixture('sqlite'), ...odditiesFixture('sqlite')])
  })
  afterAll(() => api[Symbol.asyncDispose]())

  it('list every collection and link to its page', async () => {
    const { text, headers } = await api.call('GET /server/specs/reference')
    expect(headers.get('content-type')).toBe('text/html; charset=utf-8')
    const links = [...text.matchAll(/href="(\/server\/specs\/reference\/[^"]+)"/g)].map(
      ([, link]) => link ?? '',
    )
    expect(links).toContain('/server/specs/reference/odd%20names')
    for (const link of new Set(links))
      expect([link, (await api.call(`GET ${link}`)).status]).toEqual([link, 200])
  })

  it('run and load nothing but our own files', async () => {
    const { text, headers } = await api.call('GET /server/specs/reference/sales')
    expect(headers.get('content-security-policy')).toBe(
      "default-src 'none'; script-src 'self'; style-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    )
    expect(text).not.toMatch(/<style|style="|<script(?! type="module" src)| on\w+="/)
    const loaded = [...text.matchAll(/(?:href|src)="([^"]+\.(?:css|js))"/g)].map(
      ([, path]) => path ?? '',
    )
    expect(loaded).toHaveLength(2)
    for (const path of loaded) expect((await api.call(`GET ${path}`)).status).toBe(200)
  })

  it('show fields, operations and a command for each', async () => {
    const { text } = await api.call('GET /server/specs/reference/sale_lines')
    expect(text).toContain('curl &#39;http://localhost/items/sale_lines/1,1&#39;')
    expect(text).toMatch(/<code>quantity<\/code>/)
    expect(text).toContain('<a href="/server/specs/reference/products">products</a>')
    expect(text).toContain('id="updateSingleItemsSaleLines"')
  })

  it('find collections by their fields, without scripts', async () => {
    const { text } = await api.call('GET /server/specs/reference?q=loyalty')
    expect(text).toContain('1 of')
    expect(text.match(/<ul class="cards">.*?<\/ul>/s)?.[0]).toContain('customers')
  })

  it('escape whatever is in names and searches', async () => {
    const { text } = await api.call(
      'GET /server/specs/reference?q=%22%3E%3Cscript%3Ealert(1)%3C/script%3E',
    )
    expect(text).not.toContain('<script>')
    const odd = await api.call('GET /server/specs/reference/odd%20names')
    expect(odd.text).toContain('with &quot;quotes&quot;')
  })

  it.each(['/server/specs/reference', '/server/specs/reference/sales'])(
    'are well-formed: %s',
    async (path) => {
      const { text } = await api.call(`GET ${path}`)
      const closed = text.replace('<!doctype html>', '').replace(/ (hidden)(?=[ >])/g, ' hidden=""')
      expect(XMLValidator.validate(closed)).toBe(true)
    },
  )

  it('answer a collection that is not there as the API does', async () => {
    expect((await api.call('GET /server/specs/reference/nothing')).status).toBe(403)
  })

  it('link within the application that they are mounted in', async () => {
    const rest = createRest({
      session: () => {
        throw new Error('Nobody asks for data here.')
      },
    })
    const mounted = testApi(new Hono().route('/api', rest).route('/v2', api.app))
    const { text } = await mounted.call('GET /v2/server/specs/reference/sales')
    expect(text).toContain('href="/v2/server/specs/assets/reference.css"')
    expect(text).toContain('http://localhost/v2/items/sales')
  })
})
