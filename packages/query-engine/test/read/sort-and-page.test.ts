import type { Overlay } from '@relvar/schema-introspect/model'
import { odditiesFixture, shopFixture } from '@relvar/test-databases'
import { describe, expect, it } from 'vitest'
import { ForbiddenError, InvalidQueryError } from '../../src/index.js'
import type { ReadQuery } from '../../src/index.js'
import { SUPPORTED, useFixture } from '../support/fixture.js'

describe.each(SUPPORTED)('sort on $name', (dialect) => {
  const test = it.skipIf(dialect.skip)
  const shop = useFixture(dialect, shopFixture)
  const sorted = (table: string, ...sort: string[]): Promise<readonly unknown[]> =>
    shop.list(table, 'id', { sort })

  test('is by key unless said otherwise, of a composite key in its order', async () => {
    expect(await shop.list('tags', 'id')).toEqual([1, 2, 3, 4, 5])
    const lines = await shop.read('sale_lines', { fields: ['sale_id', 'line_no'], limit: 4 })
    expect(lines.map((line) => [line['sale_id'], line['line_no']])).toEqual([
      [1, 1],
      [1, 2],
      [2, 1],
      [3, 1],
    ])
  })

  test('puts NULLs last ascending and first descending, and breaks ties by key the same way', async () => {
    expect(await sorted('employees', 'salary')).toEqual([7, 4, 5, 2, 3, 1, 6])
    expect(await sorted('employees', '-salary')).toEqual([6, 1, 3, 2, 5, 4, 7])
    expect(await sorted('reviews', 'rating', '-id')).toEqual([3, 9, 8, 6, 4, 2, 1, 7, 5])
    expect(await sorted('reviews', '-rating', '-id')).toEqual([7, 5, 2, 1, 4, 8, 6, 9, 3])
  })

  test('is by several fields, each in its own direction', async () => {
    expect(await sorted('products', '-active', '-price', 'name')).toEqual([
      8, 6, 7, 10, 5, 1, 2, 3, 9, 4, 11,
    ])
  })

  test('is by numbers as numbers, dates as dates', async () => {
    expect(await sorted('customers', '-loyalty_points')).toEqual([8, 1, 7, 6, 3, 10, 4, 2, 5, 9])
    expect(await sorted('products', 'weight')).toEqual([11, 9, 3, 2, 4, 1, 6, 7, 8, 5, 10])
    expect(await sorted('sales', '-sold_on')).toEqual([12, 11, 10, 9, 8, 7, 3, 6, 5, 4, 2, 1])
  })

  test('is by a related field; rows without the relation count as NULL', async () => {
    expect(await sorted('products', 'category_id.name', 'id')).toEqual([
      5, 3, 4, 6, 7, 8, 9, 1, 2, 11, 10,
    ])
    expect(await sorted('products', '-category_id.name', 'id')).toEqual([
      10, 11, 1, 2, 6, 7, 8, 9, 3, 4, 5,
    ])
    expect(await sorted('employees', 'manager_id.manager_id.name', '-id')).toEqual([
      6, 5, 4, 7, 3, 2, 1,
    ])
  })

  test('is by functions, of the row and of a relation', async () => {
    expect(await sorted('sales', '-year(sold_on)', 'month(sold_on)')).toEqual([
      12, 5, 6, 3, 7, 8, 9, 10, 11, 2, 4, 1,
    ])
    expect(await sorted('products', '-count(reviews)', '-id')).toEqual([
      1, 6, 2, 8, 7, 11, 10, 9, 5, 4, 3,
    ])
    expect(await sorted('sales', 'year(customer_id.created_at)', 'id')).toEqual(
      await sorted('sales', 'customer_id.year(created_at)', 'id'),
    )
    expect(await sorted('sales', 'customer_id.year(created_at)', 'id')).toEqual([
      1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12,
    ])
  })

  test('ignores an empty list', async () => {
    expect(await sorted('tags')).toEqual([1, 2, 3, 4, 5])
    expect(await sorted('tags', '')).toEqual([1, 2, 3, 4, 5])
  })

  test.each([
    ['nope'],
    ['category_id.nope'],
    ['nope.id'],
    ['-'],
    ['__proto__'],
    ['toString'],
    ['count(nope)'],
  ])('refuses the unknown field %j as forbidden', async (term) => {
    await expect(shop.session.read('products', { sort: [term] })).rejects.toThrow(ForbiddenError)
  })

  test.each([['reviews.rating'], ['attributes'], ['year(name)'], ['nope(id)'], ['count(name)']])(
    'refuses to sort by %s',
    async (term) => {
      await expect(shop.session.read('products', { sort: [term] })).rejects.toThrow(
        InvalidQueryError,
      )
    },
  )
})

describe.each(SUPPORTED)('pages on $name', (dialect) => {
  const test = it.skipIf(dialect.skip)
  const shop = useFixture(dialect, shopFixture, { limits: { defaultLimit: 10 } })
  const ids = (query: ReadQuery): Promise<readonly unknown[]> => shop.list('sales', 'id', query)

  test('holds the default number of rows unless told otherwise', async () => {
    expect(await ids({})).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10])
    expect(await ids({ limit: -1 })).toHaveLength(12)
    expect(await ids({ limit: 0 })).toEqual([])
    expect(await ids({ limit: 2 })).toEqual([1, 2])
    expect(await ids({ limit: 1_000_000 })).toHaveLength(12)
  })

  test('starts at the offset or the page; the page wins', async () => {
    expect(await ids({ limit: 2, offset: 3 })).toEqual([4, 5])
    expect(await ids({ limit: 2, page: 3 })).toEqual([5, 6])
    expect(await ids({ limit: 2, page: 3, offset: 1 })).toEqual([5, 6])
    expect(await ids({ limit: 2, page: 1 })).toEqual([1, 2])
    expect(await ids({ limit: 2, page: 0 })).toEqual([1, 2])
    expect(await ids({ page: 2 })).toEqual([11, 12])
    expect(await ids({ limit: -1, page: 2 })).toHaveLength(12)
    expect(await ids({ limit: -1, offset: 10 })).toEqual([11, 12])
    expect(await ids({ offset: 100 })).toEqual([])
    expect(await ids({ page: 100 })).toEqual([])
  })

  test('never repeats or loses rows that tie', async () => {
    const rows: unknown[] = []
    for (let page = 1; page <= 6; page++)
      rows.push(...(await ids({ sort: ['status'], limit: 2, page })))
    expect(rows).toEqual([4, 10, 3, 7, 12, 1, 5, 8, 9, 2, 6, 11])
  })

  test.each([
    { limit: -2 },
    { limit: 1.5 },
    { limit: Number.NaN },
    { limit: '5' as never },
    { limit: 2 ** 60 },
    { offset: -1 },
    { offset: 0.5 },
    { page: -1 },
    { page: 1.5 },
    { page: Number.MAX_SAFE_INTEGER, limit: 100 },
  ] as readonly ReadQuery[])('refuses %j', async (query) => {
    await expect(shop.session.read('sales', query)).rejects.toThrow(InvalidQueryError)
  })
})

const manual: Overlay = {
  tables: {
    enrolments: { traits: { sortColumn: 'sort' } },
    students: {
      relationships: {
        courses: { kind: 'one-to-many', target: 'enrolments', through: 'student_id' },
        latest: {
          kind: 'one-to-many',
          target: 'enrolments',
          through: 'student_id',
          traits: { sortColumn: 'grade' },
        },
      },
    },
  },
}

describe.each(SUPPORTED)('sort columns on $name', (dialect) => {
  const test = it.skipIf(dialect.skip)
  const odd = useFixture(dialect, odditiesFixture, { overlay: manual })

  test("are the order of a collection and of its lists, a relation's own before it", async () => {
    expect(await odd.list('enrolments', 'id')).toEqual([2, 3, 1])
    expect(await odd.read('students', { fields: ['courses', 'latest'] }, { keys: [1] })).toEqual([
      { courses: [2, 1], latest: [1, 2] },
    ])
    const deep = { courses: { _sort: ['id'] } }
    expect(await odd.read('students', { fields: ['courses'], deep }, { keys: [1] })).toEqual([
      { courses: [1, 2] },
    ])
  })
})
