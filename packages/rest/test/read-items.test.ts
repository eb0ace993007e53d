import { DIALECTS, odditiesFixture, shopFixture } from '@relvar/test-databases'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { TestApi } from './api.js'
import { codeOf, openApi, query } from './api.js'

describe.each(DIALECTS)('reading items on $name', (dialect) => {
  describe.skipIf(dialect.skip)('of the shop', () => {
    let api: TestApi
    beforeAll(async () => {
      api = await openApi(dialect, shopFixture(dialect.name))
    })
    afterAll(() => api[Symbol.asyncDispose]())

    it('answers a list in its envelope', async () => {
      const answer = await api.call('GET /items/tags')
      expect(answer.status).toBe(200)
      expect(answer.json).toEqual({
        data: ['new', 'sale', 'classic', '100%', 'unused'].map((name, index) => ({
          id: index + 1,
          name,
        })),
      })
    })

    it('answers nested rows, filtered, sorted and limited', async () => {
      const fields = 'id,customer_id.name,sale_lines.quantity,sale_lines.product_id.name'
      const path = `/items/sales?fields=${fields}&filter[status][_eq]=paid&sort=-id&limit=1&deep[sale_lines][_limit]=1`
      expect(await api.data(path)).toEqual([
        {
          id: 9,
          customer_id: { name: '100% Cotton Ltd' },
          sale_lines: [{ quantity: 1, product_id: { name: `Chef's "best" pot` } }],
        },
      ])
    })

    it.each([
      'filter[id][_in]=1,2',
      'filter[id][_in][]=1&filter[id][_in][]=2',
      'filter={"id":{"_lte":2}}',
      'filter[_or][0][id][_eq]=1&filter[_or][1][id][_eq]=2',
      'filter[id][_between]=1,2',
      'limit=2',
      'limit=2&page=1',
      'limit=2&offset=0',
      'search=e&filter[id][_lt]=3&fields[]=id&fields[]=name',
    ])('understands ?%s', async (search) => {
      const rows = (await api.data(`/items/tags?${search}`)) as { id: number }[]
      expect(rows.map((row) => row.id)).toEqual([1, 2])
    })

    it('goes on and back by cursors', async () => {
      const path = 'GET /items/tags?fields=id&sort=-name&limit=2&meta=cursors'
      const first = await api.call(path)
      expect(first.json).toEqual({
        data: [{ id: 5 }, { id: 2 }],
        meta: { cursors: { next: expect.any(String), previous: null } },
      })
      const next = await api.call(`${path}&after=${cursorsOf(first.json).next}`)
      expect(next.json).toEqual({
        data: [{ id: 1 }, { id: 3 }],
        meta: { cursors: { next: expect.any(String), previous: expect.any(String) } },
      })
      const back = await api.call(`${path}&before=${cursorsOf(next.json).previous}`)
      expect(back.json).toEqual(first.json)
      const other = `GET /items/tags?sort=name&after=${cursorsOf(first.json).next}`
      expect(codeOf(await api.call(other))).toBe('INVALID_QUERY')
      expect((await api.call('GET /items/tags?after=&limit=1')).status).toBe(200)
    })

    it('counts where it is asked to', async () => {
      const { json } = await api.call(
        'GET /items/products?limit=1&fields=id&filter[price][_gt]=20&meta=*',
      )
      expect(json).toEqual({ data: [{ id: 6 }], meta: { total_count: 11, filter_count: 4 } })
      const { json: empty } = await api.call('GET /items/products?limit=0&meta=filter_count')
      expect(empty).toEqual({ data: [], meta: { filter_count: 11 } })
    })

    it('aggregates and groups', async () => {
      expect(await api.data('/items/sales?aggregate[count]=*&groupBy=status&sort=status')).toEqual([
        { status: 'cancelled', count: '2' },
        { status: 'open', count: '3' },
        { status: 'paid', count: '4' },
        { status: 'shipped', count: '3' },
      ])
      expect(await api.data('/items/sales?aggregate={"max":"total"}')).toEqual([
        { max: { total: '99999999.99' } },
      ])
    })

    it('answers one item, and one of a composite key', async () => {
      expect(await api.data('/items/tags/3')).toEqual({ id: 3, name: 'classic' })
      expect(await api.data('/items/sale_lines/5,3?fields=quantity,sale_id.status')).toEqual({
        quantity: 1,
        sale_id: { status: 'paid' },
      })
    })

    it('chooses one item by its key alone', async () => {
      const path = `/items/tags/3${query({ filter: { id: { _eq: 1 } }, limit: 0, sort: '-id', search: 'zzz' })}`
      expect(await api.data(path)).toEqual({ id: 3, name: 'classic' })
    })

    it('does not tell missing from forbidden', async () => {
      const missing = await api.call('GET /items/tags/99')
      expect(missing.status).toBe(403)
      expect(codeOf(missing)).toBe('FORBIDDEN')
      const unlike = ['/items/tags/abc', '/items/tags/1.5', '/items/sale_lines/x,y']
      for (const path of unlike) {
        const answer = await api.call(`GET ${path}`)
        expect([path, answer.status, answer.text]).toEqual([path, 403, missing.text])
      }
    })

    it('says how many parts a key has, whichever rows there are', async () => {
      const reason = 'A key of "sale_lines" has 2 parts, sale_id,line_no, separated by commas.'
      for (const key of ['5', '1,1,1', '1', ',,']) {
        for (const method of ['GET', 'PATCH', 'DELETE']) {
          const request = `${method} /items/sale_lines/${key}`
          const answer = await api.call(request, method === 'PATCH' ? {} : undefined)
          const { extensions } = answer.json.errors[0]
          expect([answer.status, extensions], request).toEqual([403, { code: 'FORBIDDEN', reason }])
        }
      }
      const hidden = await api.call('GET /items/nothing/1,1,1')
      expect(hidden.text).toBe((await api.call('GET /items/nothing/1')).text)
    })

    it.each([
      '/items/nothing',
      '/items/nothing/1',
      '/items/relvar_users',
      '/items/__proto__',
      '/items/constructor',
    ])('answers 403 for %s', async (path) => {
      const answer = await api.call(`GET ${path}`)
      expect(answer.status).toBe(403)
      expect(codeOf(answer)).toBe('FORBIDDEN')
    })

    it('gives a system collection the words of a missing one', async () => {
      const words = async (name: string) =>
        (await api.call(`GET /items/${name}`)).text.replaceAll(name, '')
      expect(await words('relvar_users')).toBe(await words('no_such_table'))
    })

    it.each([
      ['fields=nothing', 403, 'FORBIDDEN'],
      ['sort=nothing', 403, 'FORBIDDEN'],
      ['filter[nothing][_eq]=1', 403, 'FORBIDDEN'],
      ['filter[id][_like]=1', 400, 'INVALID_QUERY'],
      ['filter[id][_eq]=abc', 400, 'INVALID_QUERY'],
      ['filter[id][_in][]=', 400, 'INVALID_QUERY'],
      ['filter={"id":', 400, 'INVALID_QUERY'],
      ['filter[id=1', 400, 'INVALID_QUERY'],
      ['filter[id]=null', 400, 'INVALID_QUERY'],
      ['filter[_eq]=1', 400, 'INVALID_QUERY'],
      ['filter[_and]=1', 400, 'INVALID_QUERY'],
      ['filter[name][_null]=maybe', 400, 'INVALID_QUERY'],
      ['limit=', 400, 'INVALID_QUERY'],
      ['limit=-2', 400, 'INVALID_QUERY'],
      ['page=9007199254740991&limit=9007199254740991', 400, 'INVALID_QUERY'],
      ['meta=everything', 400, 'INVALID_QUERY'],
      ['export=pdf', 400, 'INVALID_QUERY'],
      ['fields=year(name)', 400, 'INVALID_QUERY'],
      ['fields=name.x', 400, 'INVALID_QUERY'],
      ['aggregate=x', 400, 'INVALID_QUERY'],
      ['aggregate[sum]=name', 400, 'INVALID_QUERY'],
    ])('answers ?%s with %i %s', async (search, status, code) => {
      const answer = await api.call(`GET /items/tags?${search}`)
      expect([answer.status, codeOf(answer)]).toEqual([status, code])
    })

    it('lists a view and says why its items cannot be addressed', async () => {
      expect(await api.data('/items/monthly_sales?limit=1')).toMatchObject([{ month: '2022-12' }])
      const answer = await api.call('GET /items/monthly_sales/2022-12')
      expect(answer.status).toBe(403)
      expect(answer.text).toContain('no primary key')
    })

    it('answers whole numbers beyond 2^53 digit by digit', async () => {
      const rows = await api.data(
        '/items/customers?fields=loyalty_points&filter[loyalty_points][_gt]=9007199254740992&sort=id',
      )
      expect(rows).toEqual([
        { loyalty_points: '9007199254740993' },
        { loyalty_points: '9223372036854775807' },
      ])
    })
  })

  describe.skipIf(dialect.skip)('with odd names and keys', () => {
    let api: TestApi
    beforeAll(async () => {
      api = await openApi(dialect, odditiesFixture(dialect.name))
    })
    afterAll(() => api[Symbol.asyncDispose]())

    it.each(['plain', 'a,b', '100%', '100%,', '%2C', 'a/b?c#d', 'ä ö', '-1', '007'])(
      'finds the text key %s',
      async (code) => {
        expect(await api.data(`/items/text_key/${encodeURIComponent(code)}`)).toMatchObject({
          code,
        })
      },
    )

    it('splits a composite key before it decodes its parts', async () => {
      const parts = [
        ['a', 'b'],
        ['a,b', 'c'],
        ['a', 'b,c'],
        ['50%', '%2C'],
      ] as const
      const names = parts.map(async ([left, right]) => {
        const item = await api.data(
          `/items/text_pair/${encodeURIComponent(left)},${encodeURIComponent(right)}`,
        )
        return (item as { name: string }).name
      })
      expect(await Promise.all(names)).toEqual(['plain', 'comma left', 'comma right', 'percent'])
    })

    it('finds collections and fields whatever they are called', async () => {
      expect(await api.data('/items/odd%20names?fields=the id,2nd&limit=1')).toEqual([
        { 'the id': 1, '2nd': 2 },
      ])
      expect(await api.data('/items/order?fields=key,select,group.select&limit=1')).toEqual([
        { key: 1, select: 'a', group: { select: 'first' } },
      ])
      expect(await api.data('/items/dotted.name?fields=id,odd name.toString&limit=1')).toEqual([
        { id: 1, 'odd name': { toString: 'to' } },
      ])
    })

    it('finds a uuid, and answers 403 for what is none', async () => {
      // A text like others to Oracle, where letters are told apart by their case.
      const key = dialect.name === 'oracle' ? '123e4567' : '123E4567'
      expect(await api.data(`/items/uuid_key/${key}-e89b-42d3-a456-426614174000`)).toMatchObject({
        name: null,
      })
      expect((await api.call('GET /items/uuid_key/1')).status).toBe(403)
    })
  })
})

function cursorsOf(answer: unknown): { readonly next: string; readonly previous: string } {
  return (answer as { meta: { cursors: { next: string; previous: string } } }).meta.cursors
}
