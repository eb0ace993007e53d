import type { Filter, Guard, Policy } from '@relvar/query-engine'
import { allowAll } from '@relvar/query-engine'
import { DIALECTS, shopFixture } from '@relvar/test-databases'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { TestApi } from './api.js'
import { codeOf, openApi } from './api.js'

/** Sees customers of London, and their notes in no row. */
const policy: Policy<unknown> = {
  keyOf: () => 'somebody',
  guardFor(table, action, actor) {
    const all = allowAll.guardFor(table, action, actor) as Guard
    if (table.id === 'employees') return null
    if (table.id !== 'customers') return all
    const fields = new Map<string, Filter>(['id', 'name', 'city'].map((name) => [name, {}]))
    fields.set('notes', { id: { _lt: 0 } })
    return { ...all, fields, rows: { city: { _eq: 'London' } } }
  },
}

describe.each(DIALECTS)('explain on $name', (dialect) => {
  describe.skipIf(dialect.skip)('of the shop', () => {
    let api: TestApi
    beforeAll(async () => {
      api = await openApi(dialect, shopFixture(dialect.name), { policy, mayExplain: () => true })
    })
    afterAll(() => api[Symbol.asyncDispose]())

    it('answers query, plan, SQL, parameters and timings instead of data', async () => {
      const path = '/items/sales?fields=id,customer_id.notes&filter[status]=paid&limit=3'
      const { status, json } = await api.call(`GET ${path}&explain`)
      expect(status).toBe(200)
      const { query, plan, sql, parameters, timings } = json.data
      expect(query).toMatchObject({ fields: ['id', 'customer_id.notes'], limit: 3 })
      expect(plan.sources).toEqual([
        { table: 'sales', alias: 't0', restricted: false, masked: [] },
        {
          table: 'customers',
          alias: 't1',
          restricted: true,
          masked: expect.arrayContaining(['notes', 'email']),
        },
      ])
      expect(plan.read).toMatchObject({ alias: 't0', filtered: true, limit: 3, offset: 0 })
      expect(plan.read.fields).toMatchObject([
        { key: 'id', kind: 'value', levels: [] },
        { key: 'customer_id', kind: 'to-one', levels: [{ alias: 't1' }] },
      ])
      expect(sql).toMatch(/select .*sales/s)
      expect(parameters).toEqual(expect.arrayContaining(['paid', 'London']))
      expect(Object.keys(timings)).toEqual(['resolve', 'guard', 'plan', 'compile'])
      for (const each of Object.values(timings)) expect(each).toBeGreaterThanOrEqual(0)
      expect(await api.data(path)).toHaveLength(3)
    })

    it('explains one item, and a SEARCH', async () => {
      const one = await api.call('GET /items/tags/1?explain=true')
      expect(one.json.data.plan.read).toMatchObject({ filtered: true, limit: 1 })
      const body = { query: { filter: { id: { _lt: 3 } } } }
      const search = await api.call('SEARCH /items/tags?explain', body)
      expect(search.json.data.plan.read.filtered).toBe(true)
      expect((await api.call('GET /items/tags?explain=false')).json.data).toBeInstanceOf(Array)
    })

    it.each([
      ['GET /items/tags?explain=perhaps', 400, 'INVALID_QUERY'],
      ['GET /items/tags?explain&fields=nothing', 403, 'FORBIDDEN'],
      ['GET /items/employees?explain', 403, 'FORBIDDEN'],
      ['GET /items/nothing?explain', 403, 'FORBIDDEN'],
      ['POST /items/tags?explain', 400, 'INVALID_QUERY'],
      ['PATCH /items/tags?explain', 400, 'INVALID_QUERY'],
      ['DELETE /items/tags/1?explain', 400, 'INVALID_QUERY'],
    ])('refuses %s', async (request, status, code) => {
      const body = request.startsWith('GET') ? undefined : {}
      const answer = await api.call(request, body)
      expect([answer.status, codeOf(answer)]).toEqual([status, code])
      expect(await api.data('/items/tags?fields=id')).toHaveLength(5)
    })

    it('is for those alone whom the server lets', async () => {
      await using closed = await openApi(dialect, shopFixture(dialect.name))
      const answer = await closed.call('GET /items/tags?explain')
      expect([answer.status, codeOf(answer)]).toEqual([403, 'FORBIDDEN'])
      expect(answer.text).not.toContain('select')
    })
  })
})
