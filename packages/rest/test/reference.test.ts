import {
  type Actor,
  allowAll,
  anonymous,
  type ModuleRoute,
  type Policy,
} from '@relvar/query-engine'
import { createRest } from '@relvar/rest'
import { DIALECTS, odditiesFixture, shopFixture } from '@relvar/test-databases'
import { XMLValidator } from 'fast-xml-parser'
import { Hono } from 'hono'
import { skipFor } from '@relvar/test-databases/skip-for'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { TestApi } from './api.js'
import { openApi, testApi } from './api.js'

// The pages are made from the description, which is tested on every database.
const dialect = DIALECTS.find(({ name }) => name === 'sqlite')
const skip = dialect === undefined ? 'DIALECTS leaves out SQLite' : dialect.skip

/** Everybody reads, and only those who are known write. */
const readersOnly: Policy<Actor> = {
  keyOf: ({ id }) => String(id),
  guardFor(table, action, actor) {
    if (actor.id === null && action !== 'read') return null
    return allowAll.guardFor(table, action, actor)
  },
}

const loginRoute: ModuleRoute = { path: '/auth/login', methods: { POST: () => ({}) } }

function wellFormed(text: string): unknown {
  const closed = text.replace('<!doctype html>', '').replace(/ (hidden)(?=\s|>)/g, ' hidden=""')
  return XMLValidator.validate(closed)
}

describe('the reference pages', skipFor(skip), () => {
  let api: TestApi
  let guarded: TestApi
  let strangers: TestApi
  beforeAll(async () => {
    if (dialect === undefined) return
    const shop = shopFixture('sqlite')
    const held = { policy: readersOnly, knowsEverybody: true, modules: { routes: [loginRoute] } }
    api = await openApi(dialect, [...shop, ...odditiesFixture('sqlite')])
    guarded = await openApi(dialect, shop, held)
    strangers = await openApi(dialect, shop, { ...held, actor: anonymous })
  })
  afterAll(async () => {
    for (const each of [api, guarded, strangers]) await each[Symbol.asyncDispose]()
  })

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
      "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
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
      expect(wellFormed(text)).toBe(true)
    },
  )

  it('name a token in commands that somebody unknown may not send, and in no others', async () => {
    const { text } = await guarded.call('GET /server/specs/reference/tags')
    const commands = [...text.matchAll(/<pre tabindex="0"><code>([^]*?)<\/code>/g)].map(
      ([, each]) => each ?? '',
    )
    const methods = (isNamed: boolean) =>
      commands
        .filter((command) => command.includes('Authorization: Bearer &lt;token&gt;') === isNamed)
        .map((command) => /-X (\w+)/.exec(command)?.[1] ?? 'GET')
    expect(methods(false)).toEqual(['GET', 'GET'])
    expect(new Set(methods(true))).toEqual(new Set(['POST', 'PATCH', 'DELETE']))
    expect(text).toContain('<code>&lt;token&gt;</code> stands for')
    const open = await api.call('GET /server/specs/reference/tags')
    expect(open.text).not.toContain('&lt;token&gt;')
  })

  it('tell somebody unknown that there is more to see, and how', async () => {
    const { text } = await strangers.call('GET /server/specs/reference')
    expect(text).toContain('You are not signed in.')
    expect(text).toContain('What you see here is what everybody may see.')
    expect(text).toMatch(/<form[^>]*id="sign-in"[^>]*action="\/auth\/login"/)
    expect(text).not.toContain('id="sign-out"')
    expect(wellFormed(text)).toBe(true)
  })

  it('tell somebody known that they are, and let those out whom a cookie let in', async () => {
    const { text } = await guarded.call('GET /server/specs/reference')
    expect(text).toContain('data-action="/auth/logout"')
    expect(text).not.toContain('id="sign-in"')
    const headers = { Authorization: 'Bearer some-token' }
    const byToken = await guarded.call('GET /server/specs/reference', undefined, headers)
    expect(byToken.text).not.toContain('id="sign-out"')
  })

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
