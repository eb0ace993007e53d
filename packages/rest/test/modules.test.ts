import { DIALECTS } from '@relvar/test-databases'
import { skipFor } from '@relvar/test-databases/skip-for'
import { describe, expect, it } from 'vitest'
import { codeOf, openApi, type TestApi } from './api.js'

const FIXTURE = [
  'create table relvar_teams (id integer not null primary key, name varchar(20))',
  "insert into relvar_teams (id, name) values (1, 'Founders')",
  'create table relvar_rules (id integer not null primary key, name varchar(20))',
]

const dialect = DIALECTS.find(({ name }) => name === 'sqlite')
if (dialect === undefined) throw new Error('SQLite runs everywhere.')

function openModules(): Promise<TestApi> {
  return openApi(dialect as (typeof DIALECTS)[number], FIXTURE, {
    address: () => '192.0.2.7',
    modules: {
      collections: [
        { path: '/teams', table: 'teams' },
        { path: '/rules', table: 'rules', methods: ['GET', 'SEARCH'] },
      ],
      routes: [
        {
          path: '/teams/mine',
          methods: {
            GET: async ({ session, query }) => ({
              data: await (await session()).readOne('relvar_teams', 1, query),
            }),
          },
        },
        {
          path: '/echo/:name',
          methods: {
            POST: async ({ params, body, ip, cookie, headers }) => ({
              data: {
                name: params['name'],
                body: await body(),
                ip,
                cookie: cookie('token'),
                agent: headers.get('user-agent'),
              },
              more: { beside: true },
              headers: [
                ['Set-Cookie', 'a=1'],
                ['Set-Cookie', 'b=2'],
              ],
            }),
            DELETE: () => ({}),
          },
        },
      ],
    },
  })
}

describe('what modules serve', skipFor(dialect.skip), () => {
  it('has the usual routes over a table of theirs, under its own path', async () => {
    await using api = await openModules()
    expect(await api.data('/teams')).toEqual([{ id: 1, name: 'Founders' }])
    expect(await api.data('/teams/1?fields=name')).toEqual({ name: 'Founders' })
    const made = await api.call('POST /teams', { id: 2, name: 'Sales' })
    expect(made.json).toEqual({ data: { id: 2, name: 'Sales' } })
    const changed = await api.call('PATCH /teams/2', { name: 'Trade' })
    expect(changed.json).toEqual({ data: { id: 2, name: 'Trade' } })
    expect((await api.call('DELETE /teams/2')).status).toBe(204)
    const found = await api.call('SEARCH /teams', { query: { fields: ['id'] } })
    expect(found.json).toEqual({ data: [{ id: 1 }] })
  })

  it('has no method that the module leaves out', async () => {
    await using api = await openModules()
    expect(await api.data('/rules')).toEqual([])
    expect(codeOf(await api.call('POST /rules', { id: 1 }))).toBe('ROUTE_NOT_FOUND')
    expect(codeOf(await api.call('DELETE /rules/1'))).toBe('ROUTE_NOT_FOUND')
  })

  it('is no item', async () => {
    await using api = await openModules()
    expect(codeOf(await api.call('GET /items/relvar_teams'))).toBe('FORBIDDEN')
  })

  it('has routes of its own, which win over the usual ones', async () => {
    await using api = await openModules()
    expect(await api.data('/teams/mine?fields=name')).toEqual({ name: 'Founders' })
    const answer = await api.call(
      'POST /echo/a%20b',
      { x: 1 },
      { Cookie: 'token=t', 'User-Agent': 'test' },
    )
    expect(answer.json).toEqual({
      data: { name: 'a b', body: { x: 1 }, ip: '192.0.2.7', cookie: 't', agent: 'test' },
      beside: true,
    })
    expect(answer.headers.getSetCookie()).toEqual(['a=1', 'b=2'])
    const empty = await api.call('DELETE /echo/x')
    expect([empty.status, empty.text]).toEqual([204, ''])
    expect(codeOf(await api.call('POST /echo/x', '{'))).toBe('INVALID_PAYLOAD')
  })
})
