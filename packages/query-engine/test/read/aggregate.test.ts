import { shopFixture } from '@relvar/test-databases'
import { describe, expect, it } from 'vitest'
import { ForbiddenError, InvalidQueryError } from '../../src/index.js'
import type { ReadQuery } from '../../src/index.js'
import { SUPPORTED, useFixture } from '../support/fixture.js'

describe.each(SUPPORTED)('aggregation on $name', (dialect) => {
  const test = it.skipIf(dialect.skip)
  const shop = useFixture(dialect, shopFixture)

  test('counts rows, values and different values', async () => {
    expect(await shop.read('reviews', { aggregate: { count: ['*'] } })).toEqual([{ count: '9' }])
    expect(await shop.read('reviews', { aggregate: { count: ['*', 'rating'] } })).toEqual([
      { count: { '*': '9', rating: '7' } },
    ])
    expect(
      await shop.read('reviews', {
        aggregate: { count: ['rating', 'id'], countDistinct: ['rating', 'customer_id'] },
      }),
    ).toEqual([
      { count: { rating: '7', id: '9' }, countDistinct: { rating: '5', customer_id: '6' } },
    ])
    expect(
      await shop.read('customers', { aggregate: { countDistinct: ['name', 'city'] } }),
    ).toEqual([{ countDistinct: { name: '10', city: '6' } }])
  })

  test('sums and averages in the scale of the field', async () => {
    const aggregate = { sum: ['total'], avg: ['total'], min: ['total'], max: ['total'] }
    expect(await shop.read('sales', { aggregate, filter: { customer_id: { _eq: 1 } } })).toEqual([
      {
        sum: { total: '89.91' },
        avg: { total: '29.9700000000000000' },
        min: { total: '9.99' },
        max: { total: '49.95' },
      },
    ])
    const four = { id: { _in: [1, 2, 3, 4] } }
    expect(
      await shop.read('reviews', { aggregate: { sum: ['rating'], avg: ['rating'] }, filter: four }),
    ).toEqual([{ sum: { rating: '15' }, avg: { rating: '3.7500000000000000' } }])
    expect(
      await shop.read('reviews', {
        aggregate: { sumDistinct: ['rating'], avgDistinct: ['rating'] },
      }),
    ).toEqual([{ sumDistinct: { rating: '15' }, avgDistinct: { rating: '3.0000000000000000' } }])
  })

  test('keeps floats numbers, and large sums exact', async () => {
    expect(
      await shop.read('products', {
        aggregate: { sum: ['weight'], avg: ['weight'] },
        filter: { id: { _in: [1, 2] } },
      }),
    ).toEqual([{ sum: { weight: 0.75 }, avg: { weight: 0.375 } }])
    const points = { aggregate: { sum: ['loyalty_points'] }, filter: { id: { _in: [1, 3, 6] } } }
    expect(await shop.read('customers', points)).toEqual([
      { sum: { loyalty_points: '9007199254742243' } },
    ])
    expect(await shop.read('sales', { aggregate: { sum: ['total'] } })).toEqual([
      { sum: { total: '100000417.00' } },
    ])
  })

  test('sums beyond 64 bits', async () => {
    const rows = await shop.read('customers', {
      aggregate: { sum: ['loyalty_points'] },
      filter: { id: { _in: [1, 8] } },
    })
    expect(rows).toEqual([{ sum: { loyalty_points: '9232379236109516800' } }])
  })

  test('gives the least and the greatest in the type of the field', async () => {
    const aggregate = { min: ['rating', 'created_at', 'body'], max: ['rating', 'created_at'] }
    expect(await shop.read('reviews', { aggregate, filter: { id: { _in: [1, 3, 9] } } })).toEqual([
      {
        min: { rating: 1, created_at: '2023-01-02T10:00:00.000Z', body: 'A classic.' },
        max: { rating: 5, created_at: '2024-12-31T23:59:59.999Z' },
      },
    ])
    expect(await shop.read('customers', { aggregate: { max: ['loyalty_points'] } })).toEqual([
      { max: { loyalty_points: '9223372036854775807' } },
    ])
    expect(await shop.read('sales', { aggregate: { min: ['sold_on'] } })).toEqual([
      { min: { sold_on: '2022-12-31' } },
    ])
  })

  test('gives null for what has no rows or only NULL, and counts 0', async () => {
    const aggregate: ReadQuery['aggregate'] = {
      count: ['*'],
      sum: ['total'],
      avg: ['total'],
      min: ['total'],
      max: ['sold_on'],
    }
    const none = {
      count: '0',
      sum: { total: null },
      avg: { total: null },
      min: { total: null },
      max: { sold_on: null },
    }
    expect(await shop.read('sales', { aggregate, filter: { id: { _eq: 99 } } })).toEqual([none])
    expect(await shop.read('sales', { aggregate, filter: { id: { _eq: 7 } } })).toEqual([
      { ...none, count: '1', max: { sold_on: '2024-02-29' } },
    ])
  })

  test('groups by fields, in the order of the first', async () => {
    const query: ReadQuery = { aggregate: { count: ['*'], sum: ['total'] }, groupBy: ['status'] }
    expect(await shop.read('sales', query)).toEqual([
      { status: 'cancelled', count: '2', sum: { total: '-25.00' } },
      { status: 'open', count: '3', sum: { total: '74.95' } },
      { status: 'paid', count: '4', sum: { total: '100000187.31' } },
      { status: 'shipped', count: '3', sum: { total: '179.74' } },
    ])
  })

  test('sorts groups by aggregates and groups, and takes pages of them', async () => {
    const query: ReadQuery = {
      aggregate: { count: ['*', 'employee_id'], sum: ['total'] },
      groupBy: ['status'],
    }
    const statuses = async (more: ReadQuery): Promise<unknown> =>
      (await shop.read('sales', { ...query, ...more })).map((row) => row['status'])
    expect(await statuses({ sort: ['-sum.total'] })).toEqual([
      'paid',
      'shipped',
      'open',
      'cancelled',
    ])
    expect(await statuses({ sort: ['count.employee_id', '-status'] })).toEqual([
      'open',
      'cancelled',
      'shipped',
      'paid',
    ])
    expect(await statuses({ sort: ['-status'], limit: 1, offset: 1 })).toEqual(['paid'])
    expect(await statuses({ sort: ['-status'], limit: 2, page: 2 })).toEqual(['open', 'cancelled'])
    expect(await statuses({ filter: { total: { _gt: 20 } } })).toEqual(['open', 'paid', 'shipped'])
  })

  test('groups by several fields and by functions, NULL being a group', async () => {
    const query: ReadQuery = {
      aggregate: { count: ['*'] },
      groupBy: ['year(sold_on)', 'employee_id'],
    }
    expect(
      await shop.read('sales', {
        ...query,
        sort: ['year(sold_on)', 'employee_id'],
        filter: { id: { _lte: 7 } },
      }),
    ).toEqual([
      { sold_on_year: '2022', employee_id: 4, count: '1' },
      { sold_on_year: '2023', employee_id: 4, count: '1' },
      { sold_on_year: '2023', employee_id: 5, count: '1' },
      { sold_on_year: '2024', employee_id: 5, count: '1' },
      { sold_on_year: '2024', employee_id: 6, count: '1' },
      { sold_on_year: '2024', employee_id: null, count: '2' },
    ])
  })

  test('lists the groups alone', async () => {
    expect(await shop.read('products', { groupBy: ['active'] })).toEqual([
      { active: false },
      { active: true },
    ])
    expect(
      await shop.read('products', { groupBy: ['category_id'], sort: ['-category_id'] }),
    ).toEqual([null, 7, 5, 4, 3, 2].map((id) => ({ category_id: id })))
  })

  test('tells texts apart that differ in case', async () => {
    expect(
      await shop.read('customers', { groupBy: ['name'], filter: { name: { _icontains: 'bo' } } }),
    ).toHaveLength(3)
  })

  test('groups by an alias', async () => {
    const query: ReadQuery = {
      alias: { when: 'year(sold_on)' },
      groupBy: ['when'],
      aggregate: { count: ['*'] },
    }
    expect(await shop.read('sales', query)).toEqual([
      { when: '2022', count: '1' },
      { when: '2023', count: '2' },
      { when: '2024', count: '8' },
      { when: '2025', count: '1' },
    ])
  })

  test('drops the sort where there are no groups', async () => {
    expect(await shop.read('sales', { aggregate: { count: ['*'] }, sort: ['id'] })).toEqual([
      { count: '12' },
    ])
  })

  test.each([
    ['an unknown field', { aggregate: { sum: ['nope'] } }],
    ['an unknown group', { groupBy: ['nope'] }],
    ['an unknown field of a function', { groupBy: ['year(nope)'] }],
    ['a group of every object', { groupBy: ['constructor'] }],
  ] as readonly (readonly [string, ReadQuery])[])('refuses %s as forbidden', async (_, query) => {
    await expect(shop.session.read('sales', query)).rejects.toThrow(ForbiddenError)
  })

  test.each([
    ['an unknown function', 'sales', { aggregate: { median: ['total'] } }],
    ['a function of every object', 'sales', { aggregate: { toString: ['total'] } }],
    ['the sum of text', 'sales', { aggregate: { sum: ['status'] } }],
    ['the sum of everything', 'sales', { aggregate: { sum: ['*'] } }],
    ['the average of a date', 'sales', { aggregate: { avg: ['sold_on'] } }],
    ['the least of JSON', 'products', { aggregate: { min: ['attributes'] } }],
    ['groups of JSON', 'products', { groupBy: ['attributes'] }],
    ['groups of what stands in JSON', 'products', { groupBy: ['json(attributes, pages)'] }],
    ['a related group', 'sales', { groupBy: ['customer_id.city'] }],
    ['a sort by another field', 'sales', { groupBy: ['status'], sort: ['id'] }],
    ['a sort by another aggregate', 'sales', { groupBy: ['status'], sort: ['sum.total'] }],
    ['no object', 'sales', { aggregate: 'count' }],
    ['no list of texts', 'sales', { aggregate: { count: [5] } }],
    ['no field', 'sales', { aggregate: { sum: [] } }],
  ] as unknown as readonly (readonly [string, string, ReadQuery])[])(
    'refuses %s',
    async (_, table, query) => {
      await expect(shop.session.read(table, query)).rejects.toThrow(/Invalid query|does not exist/)
    },
  )

  test('of everything stand beside counts of rows', async () => {
    const query = { aggregate: { count: ['*'], sum: ['id'], sumDistinct: ['id'], avg: ['id'] } }
    const { data, meta } = await shop.page('tags', query, { meta: ['total_count'] })
    expect(data).toMatchObject([{ count: '5', sum: { id: '15' }, sumDistinct: { id: '15' } }])
    expect(meta).toEqual({ total_count: 5 })
  })
})

describe.each(SUPPORTED)('counts beside a page on $name', (dialect) => {
  const test = it.skipIf(dialect.skip)
  const shop = useFixture(dialect, shopFixture)
  const counts = async (query: ReadQuery): Promise<unknown> =>
    (
      await shop.page(
        'sales',
        { fields: ['id'], ...query },
        { meta: ['total_count', 'filter_count'] },
      )
    ).meta

  test('are numbers, of all rows and of those that match', async () => {
    expect(await counts({})).toEqual({ total_count: 12, filter_count: 12 })
    expect(await counts({ filter: { status: { _eq: 'paid' } } })).toEqual({
      total_count: 12,
      filter_count: 4,
    })
    expect(await counts({ search: '149.85' })).toEqual({ total_count: 12, filter_count: 2 })
  })

  test('are there for empty pages too', async () => {
    const filter = { status: { _eq: 'paid' } }
    expect(await counts({ filter, limit: 0 })).toEqual({ total_count: 12, filter_count: 4 })
    expect(await counts({ filter, page: 50 })).toEqual({ total_count: 12, filter_count: 4 })
    expect(await counts({ filter: { id: { _eq: 99 } } })).toEqual({
      total_count: 12,
      filter_count: 0,
    })
  })

  test('keep the order of the rows', async () => {
    const page = await shop.page(
      'sales',
      { fields: ['id'], sort: ['-total', 'id'], limit: 3 },
      { meta: ['filter_count'] },
    )
    expect(page).toEqual({ data: [{ id: 7 }, { id: 9 }, { id: 5 }], meta: { filter_count: 12 } })
  })

  test('stand beside nested rows and groups', async () => {
    const nested = await shop.page(
      'sales',
      { fields: ['customer_id.name'], limit: 1 },
      { meta: ['total_count'] },
    )
    expect(nested).toEqual({
      data: [{ customer_id: { name: 'Ada Lovelace' } }],
      meta: { total_count: 12 },
    })
    const groups = await shop.page(
      'sales',
      { groupBy: ['status'], limit: 1 },
      { meta: ['filter_count'] },
    )
    expect(groups).toEqual({ data: [{ status: 'cancelled' }], meta: { filter_count: 12 } })
    const total = await shop.page(
      'sales',
      { aggregate: { count: ['*'] } },
      { meta: ['total_count'] },
    )
    expect(total).toEqual({ data: [{ count: '12' }], meta: { total_count: 12 } })
  })

  test('count the rows of the keys that are asked for', async () => {
    const page = await shop.page(
      'sales',
      { fields: ['id'], limit: 1 },
      { keys: [1, 2, 99], meta: ['filter_count', 'total_count'] },
    )
    expect(page).toEqual({ data: [{ id: 1 }], meta: { filter_count: 2, total_count: 12 } })
  })

  test('refuse another name', async () => {
    await expect(
      shop.session.readPage('sales', {}, { meta: ['toString' as never] }),
    ).rejects.toThrow(InvalidQueryError)
  })

  test('give the least and the greatest key beside counts too', async () => {
    const query = { aggregate: { count: ['*'], min: ['id'], max: ['id'] } }
    const page = await shop.page('tags', query, { meta: ['filter_count'] })
    expect(page).toEqual({
      data: [{ count: '5', min: { id: 1 }, max: { id: 5 } }],
      meta: { filter_count: 5 },
    })
  })
})
