import type { Policy } from '@relvar/query-engine'
import { allowAll } from '@relvar/query-engine'
import { Validator } from '@seriousme/openapi-schema-validator'
import { DIALECTS, odditiesFixture, shopFixture } from '@relvar/test-databases'
import { skipFor } from '@relvar/test-databases/skip-for'
import { describe, expect, it } from 'vitest'
import { openApi } from './api.js'

/** Reads everything but salaries, and writes tags only. */
const readers: Policy<unknown> = {
  keyOf: () => 'readers',
  guardFor(table, action, actor) {
    if (table.id === 'customers' || (action !== 'read' && table.id !== 'tags')) return null
    const all = allowAll.guardFor(table, action, actor)
    if (all === null || table.id !== 'employees') return all
    return { ...all, fields: new Map(['id', 'name'].map((name) => [name, {}])) }
  },
}

describe.each(DIALECTS)('the description on $name', (dialect) => {
  it.skipIf(dialect.skip)('is valid OpenAPI 3.1, whatever the tables are like', async () => {
    for (const fixture of [shopFixture(dialect.name), odditiesFixture(dialect.name)]) {
      await using api = await openApi(dialect, fixture, {
        health: () => Promise.resolve({ status: 'ok', checks: {} }),
      })
      const { json, status } = await api.call('GET /server/specs/oas')
      expect([status, json.openapi]).toEqual([200, '3.1.0'])
      expect(await new Validator().validate(json)).toEqual({ valid: true })
    }
  })

  it.skipIf(dialect.skip)('names things as the wire does', async () => {
    await using api = await openApi(dialect, shopFixture(dialect.name))
    const { json } = await api.call('GET /server/specs/oas')
    const list = json.paths['/items/sale_lines']
    const single = json.paths['/items/sale_lines/{id}']
    expect(
      [list.get, list.post, list.patch, list.delete].map((operation) => operation.operationId),
    ).toEqual([
      'readItemsSaleLines',
      'createItemsSaleLines',
      'updateItemsSaleLines',
      'deleteItemsSaleLines',
    ])
    expect(
      [single.get, single.patch, single.delete].map((operation) => operation.operationId),
    ).toEqual([
      'readSingleItemsSaleLines',
      'updateSingleItemsSaleLines',
      'deleteSingleItemsSaleLines',
    ])
    expect(single.get.parameters[0]).toMatchObject({
      name: 'id',
      in: 'path',
      required: true,
      example: '1,1',
    })
    const explain = { $ref: '#/components/parameters/Explain' }
    expect([list.get.parameters, single.get.parameters]).toEqual([
      expect.arrayContaining([explain]),
      expect.arrayContaining([explain]),
    ])
    expect(list.patch.parameters).not.toContainEqual(explain)
    expect(json.tags).toContainEqual({ name: 'ItemsSaleLines', 'x-collection': 'sale_lines' })
    expect(Object.keys(json.components.securitySchemes)).toEqual(['Auth', 'KeyAuth'])
    expect(json.components.schemas.ItemsSales).toMatchObject({
      'x-collection': 'sales',
      required: ['customer_id', 'sold_on'],
      properties: {
        id: { type: 'integer' },
        customer_id: {
          oneOf: [{ type: 'integer' }, { $ref: '#/components/schemas/ItemsCustomers' }],
        },
        employee_id: {
          oneOf: [
            { type: 'integer' },
            { $ref: '#/components/schemas/ItemsEmployees' },
            { type: 'null' },
          ],
        },
        status: { type: 'string', default: 'open' },
        sold_on: { type: 'string', format: 'date' },
        total: { type: ['string', 'number', 'null'], format: 'decimal' },
        sale_lines: {
          type: 'array',
          items: { oneOf: [{ type: 'string' }, { $ref: '#/components/schemas/ItemsSaleLines' }] },
        },
      },
    })
    expect(Object.keys(json.paths['/items/monthly_sales'])).toEqual(['get'])
    expect(json.paths['/items/monthly_sales/{id}']).toBeUndefined()
  })

  it.skipIf(dialect.skip)('shows what the caller may do and nothing else', async () => {
    await using api = await openApi(dialect, shopFixture(dialect.name), { policy: readers })
    const { json, text } = await api.call('GET /server/specs/oas')
    expect(Object.keys(json.paths['/items/products'])).toEqual(['get'])
    expect(Object.keys(json.paths['/items/tags'])).toEqual(['get', 'post', 'patch', 'delete'])
    expect(Object.keys(json.components.schemas.ItemsEmployees.properties)).toEqual(['id', 'name'])
    expect(json.components.schemas.ItemsSales.properties.customer_id).toEqual({
      readOnly: true,
      oneOf: [{ type: 'integer' }],
    })
    expect(text).not.toMatch(/salary|loyalty_points|ItemsCustomers/)
  })

  it.skipIf(dialect.skip)('is a private matter of those who see the same', async () => {
    await using api = await openApi(dialect, shopFixture(dialect.name))
    const { headers, json } = await api.call('GET /server/specs/oas')
    const again = await api.call('GET /server/specs/oas', undefined, {
      'If-None-Match': headers.get('etag') ?? '',
    })
    expect(again.status).toBe(304)
    expect(json.info.version).toMatch(/^[0-9a-f]{40}$/)
    expect(json.servers).toEqual([{ url: '/', description: 'This server' }])
  })
})

const sqlite = DIALECTS.find(({ name }) => name === 'sqlite')
const skip = sqlite === undefined ? 'DIALECTS leaves out SQLite' : sqlite.skip

describe('what modules serve', skipFor(skip), () => {
  it('is described under its own paths and names, as far as there are routes', async () => {
    if (sqlite === undefined) return
    const table = (name: string) =>
      `create table relvar_${name} (id integer primary key, name text)`
    const fixture = ['teams', 'access', 'entries', 'secrets'].map(table)
    await using api = await openApi(sqlite, fixture, {
      modules: {
        collections: [
          { path: '/teams', table: 'teams' },
          { path: '/access', table: 'access' },
          { path: '/entries', table: 'entries', methods: ['GET', 'SEARCH'] },
          { path: '/missing', table: 'missing' },
        ],
      },
    })
    const { json, text } = await api.call('GET /server/specs/oas')
    expect(await new Validator().validate(json)).toEqual({ valid: true })
    const ids = (path: string): unknown =>
      Object.values(json.paths[path] as Readonly<Record<string, { operationId: string }>>).map(
        ({ operationId }) => operationId,
      )
    expect(ids('/teams')).toEqual(['getTeams', 'createTeam', 'updateTeams', 'deleteTeams'])
    expect(ids('/teams/{id}')).toEqual(['getTeam', 'updateTeam', 'deleteTeam'])
    expect(ids('/access/{id}')).toEqual([
      'getSingleAccess',
      'updateSingleAccess',
      'deleteSingleAccess',
    ])
    expect([ids('/entries'), ids('/entries/{id}')]).toEqual([['getEntries'], ['getEntry']])
    expect(json.tags).toContainEqual({ name: 'Teams', 'x-collection': 'relvar_teams' })
    expect(text).not.toMatch(/secrets|missing/)
    const page = await api.call('GET /server/specs/reference/relvar_teams')
    expect(page.text).toContain('/teams?limit=3')
  })
})

describe('the address of the description', skipFor(skip), () => {
  it('is where the API is mounted, or the public one', async () => {
    if (sqlite === undefined) return
    await using api = await openApi(sqlite, ['create table a (id integer primary key)'], {
      publicUrl: 'https://example.org/api',
    })
    expect((await api.call('GET /server/specs/oas')).json.servers[0].url).toBe(
      'https://example.org/api',
    )
  })

  it('is nowhere where it is switched off', async () => {
    if (sqlite === undefined) return
    await using api = await openApi(sqlite, ['create table a (id integer primary key)'], {
      openapi: { enabled: false },
    })
    for (const path of ['/server/specs/oas', '/server/specs/reference']) {
      expect((await api.call(`GET ${path}`)).status).toBe(404)
    }
  })
})
