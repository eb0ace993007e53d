import { odditiesFixture, shopFixture } from '@relvar/test-databases'
import { describe, expect, it } from 'vitest'
import { ForbiddenError, InvalidQueryError } from '../../src/index.js'
import type { Filter } from '../../src/index.js'
import { SUPPORTED, useFixture } from '../support/fixture.js'

describe.each(SUPPORTED)('relational filters on $name', (dialect) => {
  const test = it.skipIf(dialect.skip)
  const shop = useFixture(dialect, shopFixture)
  const all = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]

  test.each([
    // To-one: never true where the link is NULL.
    ['a field of it', { category_id: { name: { _eq: 'Fiction' } } }, [3, 4]],
    [
      'a negation, where it is there',
      { category_id: { name: { _neq: 'Fiction' } } },
      [1, 2, 5, 6, 7, 8, 9, 11],
    ],
    ['its key', { category_id: { _eq: 4 } }, [1, 2]],
    ['its key, by name', { category_id: { id: { _in: [2, 4] } } }, [1, 2, 5]],
    ['no link', { category_id: { _null: true } }, [10]],
    ['a link', { category_id: { _nnull: true } }, [1, 2, 3, 4, 5, 6, 7, 8, 9, 11]],
    ['two steps', { category_id: { parent_id: { name: { _eq: 'Books' } } } }, [3, 4]],
    [
      'logic below it',
      { category_id: { _or: [{ name: 'Fiction' }, { id: { _eq: 2 } }] } },
      [3, 4, 5],
    ],
    // To-many: each parent once.
    ['any of many', { reviews: { rating: { _gte: 3 } } }, [1, 2, 6, 7]],
    ['the same, in words', { reviews: { _some: { rating: { _gte: 3 } } } }, [1, 2, 6, 7]],
    [
      'none of many, or none at all',
      { reviews: { _none: { rating: { _gte: 3 } } } },
      [3, 4, 5, 8, 9, 10, 11],
    ],
    ['no rows at all', { reviews: { _null: true } }, [3, 4, 5, 9, 10, 11]],
    ['no rows at all, the other way', { reviews: { _nnull: false } }, [3, 4, 5, 9, 10, 11]],
    ['rows at all', { reviews: { _nnull: true } }, [1, 2, 6, 7, 8]],
    ['two conditions on one row', { reviews: { rating: 5, customer_id: { _eq: 2 } } }, [1]],
    ['two conditions that no row fulfils', { reviews: { rating: 1, customer_id: { _eq: 2 } } }, []],
    [
      'two conditions on two rows',
      { _and: [{ reviews: { rating: 1 } }, { reviews: { customer_id: 2 } }] },
      [1],
    ],
    ['logic below many', { reviews: { _or: [{ rating: 2 }, { rating: 4 }] } }, [2, 8]],
    ['some and none together', { reviews: { _some: { rating: 5 }, _none: { rating: 1 } } }, []],
    // Through a junction, and on from there.
    ['a junction', { product_tags: { tag_id: { name: { _eq: 'classic' } } } }, [1, 2, 3, 6]],
    [
      'not through a junction',
      { product_tags: { _none: { tag_id: { name: { _eq: 'classic' } } } } },
      [4, 5, 7, 8, 9, 10, 11],
    ],
    [
      'many of one of many',
      { sale_lines: { sale_id: { customer_id: { city: { _eq: 'London' } } } } },
      [1, 2, 6, 8],
    ],
    // Counts.
    ['a count', { 'count(reviews)': { _gt: 1 } }, [1, 2, 6]],
    ['a count of none', { 'count(reviews)': { _eq: 0 } }, [3, 4, 5, 9, 10, 11]],
    // Everything and nothing.
    ['an empty condition', { reviews: {} }, all],
    ['an empty condition of a to-one', { category_id: {} }, all],
  ] as readonly (readonly [string, Filter, readonly number[]])[])(
    'finds products by %s',
    async (_, filter, ids) => {
      expect(await shop.ids('products', filter)).toEqual(ids)
    },
  )

  test('follows a way back that has no name', async () => {
    const filter = { '$FOLLOW(reviews,product_id)': { rating: { _eq: 2 } } }
    expect(await shop.ids('products', filter)).toEqual([8])
  })

  test('follows a tree', async () => {
    expect(await shop.ids('employees', { manager_id: { manager_id: { name: 'Grace' } } })).toEqual([
      4, 5, 6,
    ])
    expect(await shop.ids('employees', { employees: { employees: { name: 'Barbara' } } })).toEqual([
      1,
    ])
    expect(
      await shop.ids('categories', { categories: { _null: true }, products: { _nnull: true } }),
    ).toEqual([4, 5, 7])
  })

  test('counts each parent once', async () => {
    const page = await shop.page(
      'products',
      { fields: ['id'], filter: { reviews: { rating: { _gte: 1 } } }, limit: 2 },
      { meta: ['filter_count', 'total_count'] },
    )
    expect(page).toEqual({
      data: [{ id: 1 }, { id: 2 }],
      meta: { filter_count: 5, total_count: 11 },
    })
  })

  test.each([
    ['a field below it', { category_id: { nope: 1 } }],
    ['the collection', { nope: { id: 1 } }],
    ['what to follow', { '$FOLLOW(nope,product_id)': { id: 1 } }],
    ['the link to follow', { '$FOLLOW(sales,customer_id)': { id: 1 } }],
    ['what to count', { 'count(nope)': { _gt: 1 } }],
  ] as readonly (readonly [string, Filter])[])(
    'refuses an unknown name for %s as forbidden',
    async (_, filter) => {
      await expect(shop.session.read('products', { filter })).rejects.toThrow(ForbiddenError)
    },
  )

  test.each([
    ['counting a scalar', { 'count(name)': { _gt: 1 } }],
    ['malformed $FOLLOW', { '$FOLLOW(reviews)': { id: 1 } }],
    ['a text operator on a count', { 'count(reviews)': { _contains: '1' } }],
    ['comparing rows without a single key', { product_tags: { _eq: 1 } }],
  ] as readonly (readonly [string, Filter])[])('refuses %s', async (_, filter) => {
    await expect(shop.session.read('products', { filter })).rejects.toThrow(InvalidQueryError)
  })

  test('refuse _some and _none where there is one row at the most', async () => {
    for (const operator of ['_some', '_none']) {
      const filter = { category_id: { [operator]: { name: { _eq: 'x' } } } }
      await expect(shop.session.read('products', { filter })).rejects.toThrow(
        `Operator "${operator}" needs a relationship to many rows; "category_id" leads to one.`,
      )
      await expect(
        shop.session.read('products', { filter: { name: { [operator]: {} } } }),
      ).rejects.toThrow(`Operator "${operator}" cannot be used on field "name".`)
    }
  })
})

describe.each(SUPPORTED)('relational filters of odd tables on $name', (dialect) => {
  const test = it.skipIf(dialect.skip)
  const odd = useFixture(dialect, odditiesFixture)

  test('joins by all columns of a composite key', async () => {
    expect(await odd.ids('branches', { regions: { name: { _contains: 'n' } } })).toEqual([1, 2])
    expect(await odd.ids('branches', { regions: { _null: true } })).toEqual([4, 5])
    expect(
      await odd.list('regions', 'name', { filter: { branches: { name: 'Elsewhere' } } }),
    ).toEqual(['Somewhere else'])
  })

  test('tells links to one table apart', async () => {
    expect(await odd.ids('matches', { home_team_id: { name: 'Red' } })).toEqual([1])
    expect(await odd.ids('matches', { winner: { name: 'Red' } })).toEqual([1, 3])
    expect(
      await odd.ids('teams', { matches_by_away_team_id: { played_on: { _null: true } } }),
    ).toEqual([1])
  })
})
