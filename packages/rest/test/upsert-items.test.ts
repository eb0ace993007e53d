import type { Guard, Policy } from '@relvar/query-engine'
import { allowAll } from '@relvar/query-engine'
import { DIALECTS, shopFixture } from '@relvar/test-databases'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { TestApi } from './api.js'
import { codeOf, openApi } from './api.js'

/** Sees tags up to 100 only, and of products anything but their keys. */
const policy: Policy<unknown> = {
  keyOf: () => 'somebody',
  guardFor(table, action, actor) {
    const all = allowAll.guardFor(table, action, actor) as Guard
    if (action !== 'read') return all
    if (table.id === 'tags') return { ...all, rows: { id: { _lt: 100 } } }
    if (table.id === 'products') return { ...all, fields: new Map([['sku', {}]]) }
    return table.id === 'categories' ? null : all
  },
}

describe.each(DIALECTS)('upserts over HTTP on $name', (dialect) => {
  describe.skipIf(dialect.skip)('of the shop', () => {
    let api: TestApi
    let restricted: TestApi
    beforeAll(async () => {
      api = await openApi(dialect, shopFixture(dialect.name))
      restricted = await openApi(dialect, shopFixture(dialect.name), { policy })
    })
    afterAll(async () => {
      await api[Symbol.asyncDispose]()
      await restricted[Symbol.asyncDispose]()
    })

    it('answers the items in order, and which were made', async () => {
      const answer = await api.call('POST /items/tags?upsert=key', [
        { id: 300, name: 'three hundred' },
        { id: 5, name: 'used' },
      ])
      expect([answer.status, answer.json]).toEqual([
        200,
        {
          data: [
            { id: 300, name: 'three hundred' },
            { id: 5, name: 'used' },
          ],
          meta: { inserted: [300], updated: [5] },
        },
      ])
    })

    it('answers one item as an object, shaped as the query says', async () => {
      const body = { sku: 'B-001', weight: 2 }
      const { json } = await api.call('POST /items/products?upsert=sku&fields=name,weight', body)
      expect(json).toEqual({
        data: { name: 'Dune', weight: 2 },
        meta: { inserted: [], updated: [1] },
      })
    })

    it('goes by several columns, and by the name of a constraint', async () => {
      const { json: specified } = await api.call(
        'POST /items/products?upsert=category_id,name&fields=id',
        { category_id: 4, name: 'Solaris', weight: 1 },
      )
      expect(specified.data).toEqual({ id: 2 })
      const names = (await api.call('POST /items/products?upsert=nonsense', {})).json
      expect(names.errors[0].extensions.reason).toBe(
        'No unique constraint of "products" is "nonsense".',
      )
    })

    it('writes composite keys as text', async () => {
      const body = [
        { product_id: 1, tag_id: 2 },
        { product_id: 2, tag_id: 2 },
      ]
      const { json } = await api.call('POST /items/product_tags?upsert=key', body)
      expect(json.meta).toEqual({ inserted: ['2,2'], updated: ['1,2'] })
    })

    it('of nothing answers nothing', async () => {
      const { json } = await api.call('POST /items/tags?upsert=key', [])
      expect(json).toEqual({ data: [], meta: { inserted: [], updated: [] } })
    })

    it.each([
      ['POST /items/tags?upsert=', { name: 'x' }, 'INVALID_QUERY'],
      ['POST /items/tags?upsert[a]=b', { name: 'x' }, 'INVALID_QUERY'],
      ['POST /items/tags?upsert=constructor', { name: 'x' }, 'INVALID_QUERY'],
      ['POST /items/tags?upsert=key', 'x', 'INVALID_PAYLOAD'],
      ['POST /items/tags?upsert=key', [{ id: 1 }, { id: 1 }], 'INVALID_PAYLOAD'],
      ['POST /items/nothing?upsert=key', { name: 'x' }, 'FORBIDDEN'],
      ['POST /items/monthly_sales?upsert=key', { name: 'x' }, 'FORBIDDEN'],
    ])('refuses %s', async (request, body, code) => {
      expect(codeOf(await api.call(request, body))).toBe(code)
    })

    it('tells nothing of rows and fields that their writer may not see', async () => {
      const tags = [{ id: 4, name: 'seen' }, { id: 400, name: 'unseen' }, { name: 'unnumbered' }]
      const one = await restricted.call('POST /items/tags?upsert=key', tags.slice(0, 2))
      expect(one.json).toEqual({
        data: [{ id: 4, name: 'seen' }],
        meta: { inserted: [], updated: [4] },
      })
      const two = await restricted.call('POST /items/products?upsert=sku', { sku: 'B-001' })
      expect([two.status, two.text]).toEqual([204, ''])
      const three = await restricted.call('POST /items/categories?upsert=name', { name: 'All' })
      expect([three.status, three.text]).toEqual([204, ''])
    })
  })
})
