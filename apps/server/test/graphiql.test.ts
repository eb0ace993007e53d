import { describe, expect, it } from 'vitest'
import { readConfig } from '../src/config/config.js'
import { servesGraphiql } from '../src/http/graphiql.js'
import { serve } from './support/running-server.js'

const isServed = (settings: Record<string, string>): boolean =>
  servesGraphiql(readConfig({ CONFIG_PATH: '/dev/null', ...settings }))

describe('the page of GraphiQL', () => {
  it('is served where somebody says so, and in development unless somebody says otherwise', () => {
    expect(isServed({})).toBe(false)
    expect(isServed({ NODE_ENV: 'production' })).toBe(false)
    expect(isServed({ NODE_ENV: 'development' })).toBe(true)
    expect(isServed({ NODE_ENV: 'development', GRAPHIQL_ENABLED: 'false' })).toBe(false)
    expect(isServed({ NODE_ENV: 'production', GRAPHIQL_ENABLED: 'true' })).toBe(true)
    expect(isServed({ GRAPHIQL_ENABLED: 'true', GRAPHQL_ENABLED: 'false' })).toBe(false)
  })

  it('runs nothing but files of its own, under whatever path it is served', async () => {
    await using server = await serve({
      GRAPHIQL_ENABLED: 'true',
      PUBLIC_URL: 'http://localhost/data',
    })
    const response = await server.request('/graphiql/system')
    const page = await response.text()
    expect(page).toContain('<base href="/data/graphiql/"')
    const policy = response.headers.get('content-security-policy') ?? ''
    expect(policy).toContain("default-src 'none'; script-src 'self'; worker-src 'self'")
    expect(policy).toContain("frame-ancestors 'none'")
    const [, script = ''] = /src="\.\/(assets\/[^"]+\.js)"/.exec(page) ?? []
    const file = await server.request(`/graphiql/${script}`)
    expect([file.status, file.headers.get('content-type')]).toEqual([
      200,
      'text/javascript; charset=utf-8',
    ])
    expect((await server.request('/graphiql/assets/..%2findex.html')).status).toBe(404)
    expect(page).not.toMatch(/(src|href)="(https?:)?\/\//)
  })
})
