import { shopFixture } from '@relvar/test-databases'
import { describe, expect, it } from 'vitest'
import { ForbiddenError, InvalidQueryError } from '../../src/index.js'
import type { DeepQuery, Row } from '../../src/index.js'
import { SUPPORTED, useFixture } from '../support/fixture.js'

describe.each(SUPPORTED)('deep and alias on $name', (dialect) => {
  const test = it.skipIf(dialect.skip)
  const shop = useFixture(dialect, shopFixture)

  /** The sales of customers 1, 2 and 10, which have 3, 2 and 0 of them. */
  const sales = async (deep: DeepQuery, field = 'sales.id'): Promise<unknown[]> => {
    const query = { fields: [field], deep: { sales: deep } }
    const rows = await shop.read('customers', query, { keys: [1, 2, 10] })
    return rows.map((row) => (row['sales'] as Row[]).map((sale) => sale['id'] ?? sale))
  }

  test('filters, sorts and limits each list by itself', async () => {
    expect(await sales({})).toEqual([[1, 2, 3], [4, 5], []])
    expect(await sales({ _filter: { status: { _in: ['paid', 'open'] } } })).toEqual([
      [1, 3],
      [5],
      [],
    ])
    expect(await sales({ _sort: ['-sold_on'] })).toEqual([[3, 2, 1], [5, 4], []])
    expect(await sales({ _limit: 1 })).toEqual([[1], [4], []])
    expect(await sales({ _limit: 0 })).toEqual([[], [], []])
    expect(await sales({ _limit: -1 })).toEqual([[1, 2, 3], [4, 5], []])
  })

  test('skips by offset and by page, which wins', async () => {
    expect(await sales({ _offset: 1 })).toEqual([[2, 3], [5], []])
    expect(await sales({ _limit: 2, _page: 2 })).toEqual([[3], [], []])
    expect(await sales({ _limit: 1, _page: 2, _offset: 9 })).toEqual([[2], [5], []])
    expect(await sales({ _limit: -1, _page: 2 })).toEqual([[1, 2, 3], [4, 5], []])
  })

  test('keeps the order and the limit for lists of keys', async () => {
    const rows = await shop.read(
      'customers',
      { fields: ['sales'], deep: { sales: { _sort: ['-id'], _limit: 2 } } },
      { keys: [1] },
    )
    expect(rows).toEqual([{ sales: [3, 2] }])
  })

  test('searches within a list', async () => {
    const query = { fields: ['reviews.id'], deep: { reviews: { _search: 'CLASSIC' } } }
    expect(await shop.read('products', query, { keys: [1] })).toEqual([{ reviews: [{ id: 1 }] }])
  })

  test('turns to-one rows that do not match into null, and keeps their parents', async () => {
    const query = {
      fields: ['id', 'customer_id.name'],
      deep: { customer_id: { _filter: { city: { _eq: 'London' } } } },
    }
    expect(await shop.read('sales', query, { keys: [3, 4] })).toEqual([
      { id: 3, customer_id: { name: 'Ada Lovelace' } },
      { id: 4, customer_id: null },
    ])
  })

  test('goes down several levels', async () => {
    const query = {
      fields: ['id', 'sales.id', 'sales.sale_lines.line_no'],
      deep: {
        sales: { _limit: 2, _sort: ['-id'], sale_lines: { _sort: ['-line_no'], _limit: 1 } },
      },
    }
    expect(await shop.read('customers', query, { keys: [2] })).toEqual([
      {
        id: 2,
        sales: [
          { id: 5, sale_lines: [{ line_no: 3 }] },
          { id: 4, sale_lines: [{ line_no: 1 }] },
        ],
      },
    ])
  })

  test('sorts a list by a related field and by a function', async () => {
    expect(await sales({ _sort: ['-employee_id.name', 'id'] })).toEqual([[3, 1, 2], [5, 4], []])
    expect(await sales({ _sort: ['-year(sold_on)', 'id'] })).toEqual([[3, 2, 1], [5, 4], []])
  })

  test('aggregates and groups each list', async () => {
    const aggregate = { _aggregate: { count: ['*'], sum: ['total'] } }
    expect(await sales(aggregate, 'sales')).toEqual([
      [{ count: '3', sum: { total: '89.91' } }],
      [{ count: '2', sum: { total: '149.85' } }],
      [{ count: '0', sum: { total: null } }],
    ])
    expect(
      await sales(
        { _aggregate: { count: ['*'] }, _groupBy: ['year(sold_on)'], _sort: ['-count'] },
        'sales',
      ),
    ).toEqual([
      [
        { sold_on_year: '2022', count: '1' },
        { sold_on_year: '2023', count: '1' },
        { sold_on_year: '2024', count: '1' },
      ],
      [
        { sold_on_year: '2023', count: '1' },
        { sold_on_year: '2024', count: '1' },
      ],
      [],
    ])
  })

  test('groups within a filter, a sort and a limit', async () => {
    const deep = {
      _filter: { status: { _neq: 'open' } },
      _aggregate: { sum: ['total'] },
      _groupBy: ['status'],
      _sort: ['-sum.total'],
      _limit: 1,
    }
    expect(await sales(deep, 'sales')).toEqual([
      [{ status: 'paid', sum: { total: '29.97' } }],
      [{ status: 'paid', sum: { total: '149.85' } }],
      [],
    ])
  })

  test('fetches one relation several times by alias', async () => {
    const query = {
      alias: { paid: 'sales', latest: 'sales', who: 'name' },
      fields: ['who', 'paid.id', 'latest.id'],
      deep: {
        paid: { _filter: { status: { _eq: 'paid' } } },
        latest: { _sort: ['-id'], _limit: 1 },
      },
    }
    expect(await shop.read('customers', query, { keys: [1] })).toEqual([
      { who: 'Ada Lovelace', paid: [{ id: 1 }], latest: [{ id: 3 }] },
    ])
  })

  test('gives functions and to-one fields new names', async () => {
    const query = {
      alias: { made: 'year(created_at)', kind: 'category_id' },
      fields: ['made', 'kind', 'kind.name'],
    }
    expect(await shop.read('products', query, { keys: [1] })).toEqual([
      { made: '2022', kind: { name: 'Science fiction' } },
    ])
  })

  test('sorts by an alias, and takes aliases within a list', async () => {
    expect(
      await shop.list('products', 'id', {
        alias: { made: 'created_at' },
        sort: ['-made', 'id'],
        limit: 3,
      }),
    ).toEqual([10, 11, 9])
    const deep = { _alias: { day: 'sold_on' }, _sort: ['-day'] }
    expect(
      await shop.read('customers', { fields: ['sales.day'], deep: { sales: deep } }, { keys: [2] }),
    ).toEqual([{ sales: [{ day: '2024-01-01' }, { day: '2023-12-31' }] }])
  })

  test('refuses aliases with dots or without a target', async () => {
    const alias = (value: Record<string, string>): Promise<unknown> => {
      const [name = ''] = Object.keys(value)
      return shop.session.read('products', { alias: value, fields: [name] })
    }
    await expect(alias({ 'a.b': 'name' })).rejects.toThrow(InvalidQueryError)
    await expect(alias({ a: 'category_id.name' })).rejects.toThrow(InvalidQueryError)
    await expect(alias({ a: 'nope' })).rejects.toThrow(ForbiddenError)
  })

  test('refuses nonsense in deep', async () => {
    const read = (deep: DeepQuery): Promise<unknown> =>
      shop.session.read('customers', { fields: ['sales.id'], deep: { sales: deep } })
    await expect(read({ _limit: -2 })).rejects.toThrow(InvalidQueryError)
    await expect(read({ _limit: 1.5 })).rejects.toThrow(InvalidQueryError)
    await expect(read({ _sort: ['nope'] })).rejects.toThrow(ForbiddenError)
    await expect(read({ _filter: { nope: 1 } })).rejects.toThrow(ForbiddenError)
    await expect(read({ _filter: 5 as never })).rejects.toThrow(InvalidQueryError)
    await expect(read({ _limits: 1 })).rejects.toThrow('"_limits" is none of _filter')
  })

  test('refuses names in deep that are no relationship, at any level and in groups', async () => {
    const read = (deep: Record<string, DeepQuery>): Promise<unknown> =>
      shop.session.read('customers', { fields: ['sales.id'], deep })
    for (const name of ['sale', 'name', 'id', 'count(sales)', 'toString', '']) {
      await expect(read({ [name]: { _limit: 1 } }), name).rejects.toThrow(
        `"deep" names "${name}", which is no relationship here.`,
      )
      await expect(read({ sales: { [name]: { _limit: 1 } } }), name).rejects.toThrow(
        InvalidQueryError,
      )
    }
    await expect(
      shop.session.read('customers', { aggregate: { count: ['*'] }, deep: { sale: {} } }),
    ).rejects.toThrow(InvalidQueryError)
    // What is not asked for this time is no mistake.
    expect(await shop.read('customers', { fields: ['id'], limit: 1, deep: { sales: {} } })).toEqual(
      [{ id: 1 }],
    )
  })
})
