import { DIALECTS, shopFixture } from '@relvar/test-databases'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { TestApi } from './api.js'
import { codeOf, openApi } from './api.js'

describe.each(DIALECTS)('SEARCH on $name', (dialect) => {
  describe.skipIf(dialect.skip)('of the shop', () => {
    let api: TestApi
    beforeAll(async () => {
      api = await openApi(dialect, shopFixture(dialect.name))
    })
    afterAll(() => api[Symbol.asyncDispose]())

    it('reads what the body asks for', async () => {
      const body = {
        query: {
          fields: ['id', 'customer_id.name'],
          filter: { customer_id: { name: { _starts_with: 'Ada' } } },
          sort: '-id',
          limit: '1',
          meta: ['filter_count'],
        },
      }
      const { json } = await api.call('SEARCH /items/sales', body)
      expect(json).toEqual({
        data: [{ id: 3, customer_id: { name: 'Ada Lovelace' } }],
        meta: { filter_count: 3 },
      })
    })

    it('reads everything without a body', async () => {
      const { json } = await api.call('SEARCH /items/tags')
      expect(json.data).toHaveLength(5)
    })

    it('reads the items with these keys, in the order of the sort', async () => {
      const { json } = await api.call('SEARCH /items/tags', {
        keys: [3, '1', 99],
        query: { fields: ['id'] },
      })
      expect(json).toEqual({ data: [{ id: 1 }, { id: 3 }] })
      const composite = await api.call('SEARCH /items/sale_lines', {
        keys: ['5,2', { sale_id: 1, line_no: 1 }],
        query: { fields: ['sale_id', 'line_no'] },
      })
      expect(composite.json.data).toEqual([
        { sale_id: 1, line_no: 1 },
        { sale_id: 5, line_no: 2 },
      ])
    })

    it('takes SQL for text', async () => {
      const name = `'; drop table tags; --`
      const { json } = await api.call('SEARCH /items/tags', {
        query: { filter: { name: { _eq: name } }, search: name },
      })
      expect(json).toEqual({ data: [] })
      expect(await api.data('/items/tags')).toHaveLength(5)
    })

    it.each([
      [{ qury: {} }, 'INVALID_PAYLOAD'],
      [{ query: [] }, 'INVALID_PAYLOAD'],
      [{ keys: 1 }, 'INVALID_PAYLOAD'],
      ['{', 'INVALID_PAYLOAD'],
      ['5', 'INVALID_PAYLOAD'],
      [{ query: { limit: 'x' } }, 'INVALID_QUERY'],
      [{ query: { fields: { id: true } } }, 'INVALID_QUERY'],
    ])('refuses %j', async (body, code) => {
      const answer = await api.call('SEARCH /items/tags', body)
      expect([answer.status, codeOf(answer)]).toEqual([400, code])
    })
  })
})
