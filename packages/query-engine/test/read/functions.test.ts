import { shopFixture } from '@relvar/test-databases'
import { describe, expect, it } from 'vitest'
import { InvalidQueryError } from '../../src/index.js'
import type { Filter } from '../../src/index.js'
import { SUPPORTED, useFixture } from '../support/fixture.js'

/** Days around the ends of years, with the week that ISO 8601 gives them, and their weekday. */
const DAYS = [
  { id: 1, hired_on: '2015-12-31', week: '53', weekday: '4' },
  { id: 2, hired_on: '2016-01-01', week: '53', weekday: '5' },
  { id: 3, hired_on: '2016-02-29', week: '9', weekday: '1' },
  { id: 4, hired_on: '2020-12-31', week: '53', weekday: '4' },
  { id: 5, hired_on: '2021-01-01', week: '53', weekday: '5' },
  { id: 6, hired_on: '2024-02-29', week: '9', weekday: '4' },
  { id: 7, hired_on: '2024-12-31', week: '1', weekday: '2' },
]

describe.each(SUPPORTED)('functions on $name', (dialect) => {
  const test = it.skipIf(dialect.skip)
  const shop = useFixture(dialect, shopFixture)

  test('give parts of a date as text, weeks as ISO counts them', async () => {
    const parts = ['year', 'month', 'day', 'week', 'weekday'] as const
    const fields = ['id', 'hired_on', ...parts.map((part) => `${part}(hired_on)`)]
    expect(await shop.read('employees', { fields })).toEqual(
      DAYS.map(({ id, hired_on, week, weekday }) => {
        const [year, month, day] = hired_on.split('-').map((part) => String(Number(part)))
        return {
          id,
          hired_on,
          hired_on_year: year,
          hired_on_month: month,
          hired_on_day: day,
          hired_on_week: week,
          hired_on_weekday: weekday,
        }
      }),
    )
  })

  test('give parts of a moment in UTC', async () => {
    const parts = ['year', 'month', 'day', 'hour', 'minute', 'second']
    const fields = parts.map((part) => `${part}(created_at)`)
    const read = async (id: number): Promise<unknown[]> => {
      const [row = {}] = await shop.read('customers', { fields }, { keys: [id] })
      return parts.map((part) => row[`created_at_${part}`])
    }
    expect(await read(2)).toEqual(['2022', '12', '31', '23', '59', '59'])
    expect(await read(3)).toEqual(['2023', '1', '1', '0', '0', '0'])
    expect(await read(9)).toEqual(['2024', '3', '31', '1', '30', '0'])
  })

  test('are the same before and behind the relation', async () => {
    const fields = ['customer_id.year(created_at)', 'month(customer_id.created_at)']
    expect(await shop.read('sales', { fields }, { keys: [1] })).toEqual([
      { customer_id: { created_at_year: '2022', created_at_month: '1' } },
    ])
  })

  test('count the rows of a relation as text', async () => {
    expect(
      await shop.read(
        'products',
        { fields: ['count(reviews)', 'count(product_tags)'] },
        { keys: [1, 5] },
      ),
    ).toEqual([
      { reviews_count: '3', product_tags_count: '2' },
      { reviews_count: '0', product_tags_count: '0' },
    ])
    expect(
      await shop.read('reviews', { fields: ['product_id.count(reviews)'] }, { keys: [1] }),
    ).toEqual([{ product_id: { reviews_count: '3' } }])
  })

  test('give null for NULL', async () => {
    const rows = await shop.read('sales', { fields: ['employee_id.year(hired_on)'] }, { keys: [5] })
    expect(rows).toEqual([{ employee_id: null }])
  })

  test.each([
    ['sales', { 'year(sold_on)': { _eq: 2024 } }, [3, 5, 6, 7, 8, 9, 10, 11]],
    ['sales', { 'year(sold_on)': 2022 }, [1]],
    ['sales', { 'month(sold_on)': { _in: [1, 2] } }, [2, 3, 5, 6, 7, 12]],
    ['sales', { 'weekday(sold_on)': { _eq: 0 } }, [2, 4, 10]],
    ['sales', { 'year(sold_on)': { _between: [2022, 2023] } }, [1, 2, 4]],
    ['sales', { customer_id: { 'year(created_at)': { _lt: 2023 } } }, [1, 2, 3, 4, 5]],
    ['employees', { 'week(hired_on)': { _eq: '53' } }, [1, 2, 4, 5]],
    ['customers', { 'hour(created_at)': { _gte: 23 } }, [2, 6, 10]],
    ['products', { 'count(sale_lines)': { _gte: 2 } }, [2, 6, 7]],
  ] as readonly (readonly [string, Filter, readonly number[]])[])(
    'filter %s by %j',
    async (table, filter, ids) => {
      expect(await shop.ids(table, filter)).toEqual(ids)
    },
  )

  test.each([
    ['an unknown function', 'upper(name)'],
    ['a function of every object', 'toString(name)'],
    ['a date part of text', 'year(name)'],
    ['the hour of a date', 'hour(created_at.x)'],
    ['the count of a number', 'count(id)'],
    ['json without a path', 'json(attributes)'],
    ['json of text', 'json(name, a)'],
  ])('refuse %s', async (_, field) => {
    await expect(shop.session.read('products', { fields: [field] })).rejects.toThrow(
      /Invalid query|does not exist/,
    )
  })

  test.each([['year(name)'], ['upper(name)']])('refuse the filter %s', async (name) => {
    await expect(shop.session.read('products', { filter: { [name]: { _eq: 1 } } })).rejects.toThrow(
      InvalidQueryError,
    )
  })

  test('refuse the clock of a day', async () => {
    await expect(shop.session.read('sales', { fields: ['hour(sold_on)'] })).rejects.toThrow(
      InvalidQueryError,
    )
  })
})
