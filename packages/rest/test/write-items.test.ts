import { DIALECTS, odditiesFixture, shopFixture } from '@relvar/test-databases'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { TestApi } from './api.js'
import { codeOf, openApi } from './api.js'

describe.each(DIALECTS)('writing items on $name', (dialect) => {
  describe.skipIf(dialect.skip)('of the shop', () => {
    let api: TestApi
    beforeAll(async () => {
      api = await openApi(dialect, shopFixture(dialect.name))
    })
    afterAll(() => api[Symbol.asyncDispose]())

    it('creates one item and answers it', async () => {
      const answer = await api.call('POST /items/tags?fields=name', { name: 'one' })
      expect([answer.status, answer.json]).toEqual([200, { data: { name: 'one' } }])
    })

    // Numbers that Oracle will not come to by itself.
    it('creates several and answers them in their order', async () => {
      const { status, json } = await api.call('POST /items/tags', [
        { id: 900_203, name: 'c' },
        { id: 900_201, name: 'a' },
        { id: 900_202, name: 'b' },
      ])
      expect(status).toBe(200)
      expect(json).toEqual({
        data: [
          { id: 900_203, name: 'c' },
          { id: 900_201, name: 'a' },
          { id: 900_202, name: 'b' },
        ],
      })
      expect((await api.call('POST /items/tags', [])).json).toEqual({ data: [] })
    })

    it('creates with a composite key and with what is nested', async () => {
      const body = {
        customer_id: 1,
        sold_on: '2026-01-31',
        sale_lines: [
          { line_no: 2, product_id: 1, quantity: 3, unit_price: '9.99' },
          {
            line_no: 1,
            product_id: { sku: 'N-001', name: 'New', price: 1, created_at: '2026-01-31T00:00:00Z' },
            quantity: 1,
            unit_price: 1,
          },
        ],
      }
      const { json } = await api.call(
        'POST /items/sales?fields=status,sale_lines.line_no,sale_lines.product_id.sku',
        body,
      )
      expect(json).toEqual({
        data: {
          status: 'open',
          sale_lines: [
            { line_no: 1, product_id: { sku: 'N-001' } },
            { line_no: 2, product_id: { sku: 'B-001' } },
          ],
        },
      })
      const lines = await api.call('POST /items/sale_lines?fields=quantity', [
        { sale_id: 7, line_no: 2, product_id: 1, quantity: 8, unit_price: 1 },
        { sale_id: 7, line_no: 1, product_id: 1, quantity: 9, unit_price: 1 },
      ])
      expect(lines.json).toEqual({ data: [{ quantity: 8 }, { quantity: 9 }] })
    })

    it('updates one item', async () => {
      const answer = await api.call('PATCH /items/employees/5', { salary: '5000.50' })
      expect(answer.json).toEqual({
        data: { id: 5, name: 'Ken', manager_id: 2, hired_on: '2021-01-01', salary: '5000.50' },
      })
      const line = await api.call('PATCH /items/sale_lines/3,1?fields=sale_id,line_no,quantity', {
        quantity: 7,
      })
      expect(line.json).toEqual({ data: { sale_id: 3, line_no: 1, quantity: 7 } })
      expect(await api.data('/items/sale_lines?filter[quantity][_eq]=7')).toHaveLength(1)
    })

    it('updates several, each with values of its own, in their order', async () => {
      const { json } = await api.call('PATCH /items/categories?fields=id,name', [
        { id: 6, name: 'six' },
        { id: 5, name: 'five' },
      ])
      expect(json).toEqual({
        data: [
          { id: 6, name: 'six' },
          { id: 5, name: 'five' },
        ],
      })
    })

    it('updates several with the same values, by key and by query', async () => {
      const byKey = await api.call('PATCH /items/reviews?fields=id,rating', {
        keys: [4, 3, 999],
        data: { rating: 2 },
      })
      expect(byKey.json).toEqual({
        data: [
          { id: 4, rating: 2 },
          { id: 3, rating: 2 },
        ],
      })
      const byQuery = await api.call('PATCH /items/reviews?fields=id,rating', {
        query: { filter: { product_id: { _eq: 6 } }, sort: ['-id'], limit: 1 },
        data: { rating: 1 },
      })
      expect(byQuery.json).toEqual({ data: [{ id: 7, rating: 1 }] })
    })

    it('deletes by key, by keys and by query', async () => {
      const made = await api.call(
        'POST /items/tags?fields=id',
        ['k', 'l', 'm', 'n', 'o'].map((name) => ({ name: `gone ${name}` })),
      )
      const [first, second, third, fourth] = (made.json.data as { id: number }[]).map(
        (row) => row.id,
      )
      expect((await api.call(`DELETE /items/tags/${first}`)).status).toBe(204)
      expect((await api.call('DELETE /items/tags', [second])).status).toBe(204)
      expect((await api.call('DELETE /items/tags', { keys: [third, fourth] })).status).toBe(204)
      const last = await api.call('DELETE /items/tags', {
        query: { filter: { name: { _starts_with: 'gone' } } },
      })
      expect([last.status, last.text]).toEqual([204, ''])
      expect(await api.data('/items/tags?filter[name][_starts_with]=gone')).toEqual([])
    })

    it('answers 204 for a key that is not there, and nothing happens', async () => {
      expect((await api.call('PATCH /items/tags/999', { name: 'x' })).status).toBe(204)
      expect((await api.call('DELETE /items/tags/999')).status).toBe(204)
      expect((await api.call('DELETE /items/tags', [])).status).toBe(204)
      expect((await api.call('PATCH /items/tags', [])).json).toEqual({ data: [] })
      expect(
        (await api.call('PATCH /items/tags', { keys: [999], data: { name: 'x' } })).json,
      ).toEqual({ data: [] })
    })

    it.each([
      ['POST /items/tags', { name: 'unseen' }],
      ['POST /items/tags', [{ name: 'unseen 1' }, { name: 'unseen 2' }]],
      ['PATCH /items/tags/1', { name: 'unseen' }],
      ['PATCH /items/tags', [{ id: 1, name: 'unseen' }]],
      ['PATCH /items/tags', { keys: [1], data: { name: 'unseen' } }],
      ['PATCH /items/tags', { query: { filter: { id: { _eq: 1 } } }, data: { name: 'unseen' } }],
    ])('%s writes nothing where its answer is asked for in a wrong way', async (request, body) => {
      const before = await api.data('/items/tags?limit=-1&sort=id')
      for (const [query, status] of [
        ['fields=nothing', 403],
        ['fields=__proto__', 403],
        ['fields=product_tags.nothing', 403],
        ['fields=name.x', 400],
        ['fields=year(name)', 400],
        ['fields=x&alias[x]=nothing', 403],
        ['fields=product_tags.tag_id&deep[product_tags][_sort]=nothing', 403],
      ] as const) {
        const answer = await api.call(`${request}?${query}`, body)
        expect([query, answer.status]).toEqual([query, status])
        expect(await api.data('/items/tags?limit=-1&sort=id')).toEqual(before)
      }
    })

    it('does all of a request or nothing', async () => {
      const before = await api.data('/items/tags?aggregate[count]=*')
      const answer = await api.call('POST /items/tags', [{ name: 'kept?' }, { name: 'new' }])
      expect([answer.status, codeOf(answer)]).toEqual([400, 'RECORD_NOT_UNIQUE'])
      expect(answer.json.errors[0].extensions).toMatchObject({ collection: 'tags', field: 'name' })
      const bad = await api.call('POST /items/tags?fields=id&deep[x][_limit]=1&alias[y]=a.b', {
        name: 'kept?',
      })
      expect(bad.status).toBe(400)
      expect(await api.data('/items/tags?aggregate[count]=*')).toEqual(before)
    })

    it.each([
      ['POST /items/tags', {}, 400, 'FAILED_VALIDATION'],
      ['POST /items/tags', { name: null }, 400, 'FAILED_VALIDATION'],
      ['POST /items/tags', { name: 'x', nmae: 'y' }, 400, 'INVALID_PAYLOAD'],
      ['POST /items/tags', [1], 400, 'INVALID_PAYLOAD'],
      ['POST /items/tags', '{"name"', 400, 'INVALID_PAYLOAD'],
      ['POST /items/tags', '{"name":"x","__proto__":{}}', 400, 'INVALID_PAYLOAD'],
      [
        'POST /items/tags',
        { name: 'x'.repeat(41) },
        400,
        dialect.name === 'sqlite' ? undefined : 'VALUE_TOO_LONG',
      ],
      [
        'POST /items/sales',
        { customer_id: 999, sold_on: '2026-01-01' },
        400,
        'INVALID_FOREIGN_KEY',
      ],
      ['POST /items/sales', { customer_id: 1, sold_on: 'tomorrow' }, 400, 'INVALID_PAYLOAD'],
      ['POST /items/sales', { customer_id: 'x', sold_on: '2026-01-01' }, 400, 'INVALID_PAYLOAD'],
      ['PATCH /items/tags', { name: 'x' }, 400, 'INVALID_PAYLOAD'],
      ['PATCH /items/tags', [{ name: 'x' }], 400, 'INVALID_PAYLOAD'],
      ['PATCH /items/tags', { keys: [1], query: {}, data: {} }, 400, 'INVALID_PAYLOAD'],
      ['PATCH /items/tags/1', [{ name: 'x' }], 400, 'INVALID_PAYLOAD'],
      ['PATCH /items/tags/1', { name: null }, 400, 'FAILED_VALIDATION'],
      ['PATCH /items/tags/x', { name: 'y' }, 403, 'FORBIDDEN'],
      ['DELETE /items/tags', undefined, 400, 'INVALID_PAYLOAD'],
      ['DELETE /items/categories/1', undefined, 400, 'INVALID_FOREIGN_KEY'],
      ['POST /items/nothing', { a: 1 }, 403, 'FORBIDDEN'],
      ['POST /items/monthly_sales', { month: 'x' }, 403, 'FORBIDDEN'],
    ])('answers %s %j with %i %s', async (request, body, status, code) => {
      if (code === undefined) return
      const answer = await api.call(request, body)
      expect([answer.status, codeOf(answer).split(',')[0]]).toEqual([status, code])
    })

    it('creates more than fit into one statement, and answers all of them', async () => {
      const items = Array.from({ length: 12_000 }, (_, index) => ({ name: `bulk ${index}` }))
      const { status, json } = await api.call('POST /items/tags?fields=name', items)
      expect(status).toBe(200)
      expect(json.data).toEqual(items)
      const query = { filter: { name: { _starts_with: 'bulk' } }, limit: -1 }
      const updated = await api.call('PATCH /items/tags?fields=id', { query, data: {} })
      expect(updated.json.data).toHaveLength(12_000)
      expect((await api.call('DELETE /items/tags', { query })).status).toBe(204)
      expect(await api.data('/items/tags?filter[name][_starts_with]=bulk')).toEqual([])
    })

    it('tells all failing fields at once', async () => {
      const { json } = await api.call('POST /items/sale_lines', { sale_id: 1 })
      const fields = (json.errors as { extensions: { field: string; type: string } }[]).map(
        ({ extensions }) => [extensions.field, extensions.type],
      )
      expect(fields.sort(([a], [b]) => (a ?? '').localeCompare(b ?? ''))).toEqual([
        ['line_no', 'required'],
        ['product_id', 'required'],
        ['quantity', 'required'],
        ['unit_price', 'required'],
      ])
    })
  })

  describe.skipIf(dialect.skip)('without a key', () => {
    it('says why it does not', async () => {
      await using api = await openApi(dialect, odditiesFixture(dialect.name))
      for (const request of ['POST /items/no_key', 'POST /items/team_wins']) {
        const answer = await api.call(request, {})
        expect([answer.status, codeOf(answer)]).toEqual([403, 'FORBIDDEN'])
        expect(answer.json.errors[0].extensions.reason).toMatch(/key|view/)
      }
    })
  })
})
