import { DIALECTS, shopFixture } from '@relvar/test-databases'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { parse as parseYaml } from 'yaml'
import type { TestApi } from './api.js'
import { codeOf, openApi } from './api.js'

describe.each(DIALECTS)('exporting on $name', (dialect) => {
  describe.skipIf(dialect.skip)('of the shop', () => {
    let api: TestApi
    beforeAll(async () => {
      api = await openApi(dialect, shopFixture(dialect.name))
    })
    afterAll(() => api[Symbol.asyncDispose]())

    it('sends a file with a name and a type', async () => {
      const { status, headers } = await api.call('GET /items/tags?export=csv')
      expect(status).toBe(200)
      expect(headers.get('content-type')).toBe('text/csv; charset=utf-8')
      expect(headers.get('content-disposition')).toMatch(
        /^attachment; filename="tags \d{8}-\d{6}\.csv"; filename\*=UTF-8''tags%20\d{8}-\d{6}\.csv$/,
      )
    })

    it('gives what lies behind a to-one relationship columns of its own, also where the first row has none', async () => {
      const search =
        'fields=id,category_id.name,category_id.parent_id.name,product_tags.tag_id&sort=-id&limit=5&export=csv'
      const { text } = await api.call(`GET /items/products?${search}`)
      expect(text.split('\n')).toEqual([
        '"id","category_id.name","category_id.parent_id.name","product_tags"',
        '11,"Unfiled",,"[]"',
        '10,,,"[]"',
        '9,"Kitchen","All","[]"',
        '8,"Kitchen","All","[{""tag_id"":1}]"',
        '7,"Kitchen","All","[{""tag_id"":1}]"',
      ])
    })

    it.each([
      ['fields=*', ['id', 'name', 'parent_id']],
      ['fields=parent_id.*,id', ['parent_id.id', 'parent_id.name', 'parent_id.parent_id', 'id']],
      ['fields=*.*', ['id', 'name', 'parent_id.id', 'parent_id.name', 'parent_id.parent_id']],
      ['fields=count(products),up.name&alias[up]=parent_id', ['products_count', 'up.name']],
      [
        'aggregate[count]=*&aggregate[max]=id,name&groupBy=parent_id',
        ['parent_id', 'count', 'max.id', 'max.name'],
      ],
    ])('names the columns of ?%s', async (search, columns) => {
      const { text } = await api.call(`GET /items/categories?${search}&export=csv&sort=`)
      expect(text.split('\n')[0]).toBe(columns.map((column) => `"${column}"`).join(','))
    })

    it.each(['json', 'yaml'])('sends the same rows as %s as in the envelope', async (format) => {
      const search = 'fields=*,category_id.name,product_tags.tag_id.name&limit=-1'
      const { text } = await api.call(`GET /items/products?${search}&export=${format}`)
      const rows: unknown = format === 'json' ? JSON.parse(text) : parseYaml(text)
      expect(rows).toEqual(await api.data(`/items/products?${search}`))
    })

    it('starts with a byte order mark for csv_utf8', async () => {
      const { headers, text } = await api.call(
        'GET /items/tags?export=csv_utf8&fields=name&limit=1',
      )
      // Decoding takes the mark away.
      expect(text).toBe('"name"\n"new"')
      expect(headers.get('content-disposition')).toContain('.csv"')
      const response = await api.app.request('/items/tags?export=csv_utf8&limit=1')
      expect([...new Uint8Array(await response.arrayBuffer()).slice(0, 3)]).toEqual([
        0xef, 0xbb, 0xbf,
      ])
    })

    it('obeys limit and filter as any read, and keys in SEARCH', async () => {
      const { text } = await api.call('GET /items/sales?export=csv&fields=id&filter[id][_gt]=10')
      expect(text).toBe('"id"\n11\n12')
      const search = await api.call('SEARCH /items/sales', {
        keys: [3, 1],
        query: { export: 'json', fields: 'id' },
      })
      expect(search.json).toEqual([{ id: 1 }, { id: 3 }])
      const one = await api.call('GET /items/sale_lines/1,2?export=csv&fields=quantity')
      expect(one.text).toBe('"quantity"\n1')
    })

    it('sends a file without rows where there are none', async () => {
      const empty = async (format: string) =>
        (await api.call(`GET /items/tags?limit=0&export=${format}`)).text
      expect(await empty('csv')).toBe('"id","name"')
      expect(await empty('json')).toBe('[]')
      expect(await empty('yaml')).toBe('[]\n')
      expect(await empty('xml')).toContain('<data></data>')
    })

    it('answers an error where the query makes no sense', async () => {
      const answer = await api.call('GET /items/tags?export=csv&filter[id][_eq]=x')
      expect([answer.status, codeOf(answer)]).toEqual([400, 'INVALID_QUERY'])
      expect((await api.call('GET /items/nothing?export=csv')).status).toBe(403)
      expect((await api.call('GET /items/tags/999?export=csv')).status).toBe(403)
    })

    it('answers HEAD without the rows', async () => {
      const { status, headers, text } = await api.call('HEAD /items/tags?export=csv')
      expect([status, text]).toEqual([200, ''])
      expect(headers.get('content-disposition')).toContain('tags')
    })
  })
})
