import { shopFixture } from '@relvar/test-databases'
import { describe, expect, it } from 'vitest'
import { type Actor, type ReadQuery, type Row, SYSTEM } from '../../src/index.js'
import { SUPPORTED, useFixture } from '../support/fixture.js'
import { policyOf } from '../support/rules.js'

/**
 * Customers in London; their name anywhere, their points only where they take the newsletter.
 * Sales that are paid, or whose employee the actor is; no reviews at all; products without prices.
 */
const policy = policyOf({
  customers: {
    read: {
      rows: { city: { _eq: 'London' } },
      fields: {
        id: {},
        name: {},
        city: {},
        loyalty_points: { newsletter: { _eq: true } },
        sales: {},
      },
    },
  },
  sales: {
    read: {
      rows: { _or: [{ status: { _eq: 'paid' } }, { employee_id: { _eq: '$CURRENT_USER' } }] },
      fields: {
        id: {},
        status: {},
        sold_on: {},
        customer_id: { status: { _eq: 'paid' } },
        total: { customer_id: { city: { _eq: 'London' } } },
        sale_lines: {},
        employee_id: {},
      },
    },
  },
  sale_lines: { read: { fields: '*' } },
  products: { read: { fields: ['id', 'name', 'sku', 'category_id', 'sale_lines', 'reviews'] } },
  categories: { read: { rows: { products: { _some: { active: { _eq: true } } } }, fields: '*' } },
  tags: { create: { fields: '*' } },
})

const nobody: Actor = { id: null }
const four: Actor = { id: '4' }

describe.each(SUPPORTED)('guarded reads on $name', (dialect) => {
  const shop = useFixture(dialect, shopFixture, { policy })
  const test = it.skipIf(dialect.skip)
  const read = (table: string, query: ReadQuery, actor = nobody) =>
    shop.as(actor).read(table, query)

  test('give rows that the rule is true for, and values where theirs is', async () => {
    expect(await read('customers', { fields: ['*'] })).toEqual([
      { id: 1, name: 'Ada Lovelace', city: 'London', loyalty_points: '9007199254740993' },
      { id: 6, name: '100% Cotton Ltd', city: 'London', loyalty_points: '1000' },
      { id: 10, name: 'Nobody Bought', city: 'London', loyalty_points: null },
    ])
    expect(await read('sales', { fields: ['id', 'customer_id', 'total'] }, four)).toEqual([
      { id: 1, customer_id: 1, total: '29.97' },
      { id: 2, customer_id: null, total: '9.99' },
      { id: 5, customer_id: 2, total: null },
      { id: 8, customer_id: 5, total: null },
      { id: 9, customer_id: 6, total: '99999999.99' },
      { id: 11, customer_id: null, total: null },
      { id: 12, customer_id: null, total: null },
    ])
  })

  test('bind variables: two actors share the statement and not the rows', async () => {
    const query = { fields: ['id'] }
    const statements = [nobody, four].map((actor) => shop.as(actor).explain('sales', query))
    expect(statements[0]?.sql).toBe(statements[1]?.sql)
    expect(statements[0]?.parameters).not.toEqual(statements[1]?.parameters)
    expect(await read('sales', query)).toEqual([1, 5, 8, 9].map((id) => ({ id })))
    expect(await read('sales', query, four)).toEqual([1, 2, 5, 8, 9, 11, 12].map((id) => ({ id })))
  })

  test('hold on every way to a table', async () => {
    expect(await read('sales', { fields: ['id', 'customer_id.name'] })).toEqual([
      { id: 1, customer_id: { name: 'Ada Lovelace' } },
      { id: 5, customer_id: null },
      { id: 8, customer_id: null },
      { id: 9, customer_id: { name: '100% Cotton Ltd' } },
    ])
    expect(await read('customers', { fields: ['id', 'sales.id'] })).toEqual([
      { id: 1, sales: [{ id: 1 }] },
      { id: 6, sales: [{ id: 9 }] },
      { id: 10, sales: [] },
    ])
    expect(await read('customers', { fields: ['id', 'sales'] }, four)).toEqual([
      { id: 1, sales: [1] },
      { id: 6, sales: [9] },
      { id: 10, sales: [] },
    ])
    expect(await read('customers', { fields: ['id', 'count(sales)'] }, four)).toMatchObject([
      { sales_count: '1' },
      { sales_count: '1' },
      { sales_count: '0' },
    ])
    const deep = { sales: { _aggregate: { count: ['*'] }, _groupBy: ['status'] } }
    expect(await read('customers', { fields: ['id', 'sales'], deep }, four)).toEqual([
      { id: 1, sales: [{ status: 'paid', count: '1' }] },
      { id: 6, sales: [{ status: 'paid', count: '1' }] },
      { id: 10, sales: [] },
    ])
    expect(await read('categories', { fields: ['name'] })).toEqual(
      ['Books', 'Fiction', 'Science fiction', 'Kitchen'].map((name) => ({ name })),
    )
  })

  test.each<[string, string, ReadQuery, readonly unknown[]]>([
    [
      'a hidden row, by relation',
      'sales',
      { filter: { customer_id: { name: { _contains: 'a' } } } },
      [1],
    ],
    ['a hidden row, by _none', 'customers', { filter: { sales: { _none: {} } } }, [10]],
    [
      'a hidden row, by _some',
      'customers',
      { filter: { sales: { _some: { status: { _eq: 'shipped' } } } } },
      [],
    ],
    ['a masked value', 'customers', { filter: { loyalty_points: { _gte: 0 } } }, [1, 6]],
    ['a masked value, negated', 'customers', { filter: { loyalty_points: { _neq: 5 } } }, [1, 6]],
    ['a masked value as null', 'customers', { filter: { loyalty_points: { _null: true } } }, [10]],
    [
      'a masked value, in between',
      'customers',
      { filter: { loyalty_points: { _nbetween: [1, 2] } } },
      [1, 6],
    ],
    ['a masked link', 'sales', { filter: { customer_id: { _nnull: true } } }, [1, 5, 8, 9]],
    [
      'a masked value below',
      'sales',
      { filter: { customer_id: { loyalty_points: { _null: true } } } },
      [],
    ],
    ['a masked value, by count', 'customers', { filter: { 'count(sales)': { _eq: 0 } } }, [10]],
  ])('cannot be filtered by %s', async (_, table, query, ids) => {
    expect((await read(table, { ...query, fields: ['id'] })).map(({ id }) => id)).toEqual(ids)
  })

  test('sort hidden values as null', async () => {
    const ids = async (table: string, sort: string, actor = nobody) =>
      (await read(table, { fields: ['id'], sort: [sort] }, actor)).map(({ id }) => id)
    expect(await ids('customers', 'loyalty_points')).toEqual([6, 1, 10])
    expect(await ids('customers', '-loyalty_points')).toEqual([10, 1, 6])
    expect(await ids('sales', 'customer_id.name', four)).toEqual([9, 1, 2, 5, 8, 11, 12])
    expect(await ids('sales', '-total', four)).toEqual([12, 11, 8, 5, 9, 1, 2])
  })

  test('group and aggregate what may be seen', async () => {
    expect(
      await read('sales', { aggregate: { count: ['*', 'total'], sum: ['total'] } }, four),
    ).toEqual([{ count: { '*': '7', total: '3' }, sum: { total: '100000039.95' } }])
    expect(
      await read(
        'sales',
        { aggregate: { count: ['*'] }, groupBy: ['customer_id'], sort: ['customer_id'] },
        four,
      ),
    ).toEqual([
      { customer_id: 1, count: '1' },
      { customer_id: 2, count: '1' },
      { customer_id: 5, count: '1' },
      { customer_id: 6, count: '1' },
      { customer_id: null, count: '3' },
    ])
    expect(await read('customers', { aggregate: { min: ['loyalty_points'] } })).toEqual([
      { min: { loyalty_points: '1000' } },
    ])
  })

  test('search and count what may be seen', async () => {
    expect(await read('customers', { fields: ['id'], search: '1000' })).toEqual([{ id: 6 }])
    expect(await read('customers', { fields: ['id'], search: 'Köln' })).toEqual([])
    expect(await read('customers', { fields: ['id'], search: '0' })).toEqual([{ id: 6 }])
    const { meta } = await shop
      .as(nobody)
      .readPage('customers', { search: 'a', limit: 1 }, { meta: ['total_count', 'filter_count'] })
    expect(meta).toEqual({ total_count: 3, filter_count: 1 })
  })

  describe('answer alike for what is closed and what is not there', () => {
    /** What somebody is told, and the statements that it took. */
    const answer = async (work: () => Promise<unknown>): Promise<Row> => {
      let error = {} as Row & { details: Row }
      const statements = await shop.statements(async () => {
        error = (await work().catch((reason: unknown) => reason)) as typeof error
      })
      return { code: error['code'], ...error.details, message: error['message'], statements }
    }
    const same = async (
      closed: () => Promise<unknown>,
      missing: () => Promise<unknown>,
      names: [string, string],
    ) => {
      const [one, other] = [await answer(closed), await answer(missing)]
      expect(one['code']).toBe('FORBIDDEN')
      expect(JSON.parse(JSON.stringify(one).replaceAll(names[0], names[1]))).toEqual(other)
    }

    test('as a table', async () => {
      for (const use of [
        (table: string) => read(table, {}),
        (table: string) => shop.as(nobody).readOne(table, 1),
        (table: string) => shop.as(nobody).create(table, [{}]),
        (table: string) => shop.as(nobody).update(table, { keys: [1] }, {}),
        (table: string) => shop.as(nobody).delete(table, { keys: [1] }),
        (table: string) => Promise.resolve().then(() => shop.as(nobody).explain(table)),
      ]) {
        await same(
          () => use('reviews'),
          () => use('nowhere'),
          ['reviews', 'nowhere'],
        )
      }
      await same(
        () => read('tags', {}),
        () => read('nowhere', {}),
        ['tags', 'nowhere'],
      )
    })

    test.each<[string, (field: string) => ReadQuery]>([
      ['fields', (field) => ({ fields: [field] })],
      ['filter', (field) => ({ filter: { [field]: { _null: true } } })],
      [
        'a filter below _or',
        (field) => ({ filter: { _or: [{ id: 1 }, { [field]: { _eq: '1' } }] } }),
      ],
      ['sort', (field) => ({ sort: [field] })],
      ['aggregate', (field) => ({ aggregate: { max: [field] } })],
      ['groupBy', (field) => ({ groupBy: [field] })],
      ['alias', (field) => ({ alias: { it: field }, fields: ['it'] })],
      ['a function', (field) => ({ fields: [`year(${field})`] })],
    ])('as a field in %s', async (_, query) => {
      await same(
        () => read('customers', query('created_at')),
        () => read('customers', query('made_at')),
        ['created_at', 'made_at'],
      )
    })

    test.each<[string, (field: string) => ReadQuery]>([
      ['fields', (field) => ({ fields: [`customer_id.${field}`] })],
      ['sort', (field) => ({ sort: [`customer_id.${field}`] })],
      ['filter', (field) => ({ filter: { customer_id: { [field]: { _eq: 'x' } } } })],
      [
        'deep',
        (field) => ({
          fields: ['sale_lines'],
          deep: { sale_lines: { _sort: [`sale_id.customer_id.${field}`] } },
        }),
      ],
    ])('as a field behind a relation in %s', async (_, query) => {
      await same(
        () => read('sales', query('email')),
        () => read('sales', query('e_mail')),
        ['email', 'e_mail'],
      )
    })

    test('as a row', async () => {
      const work = (key: number) => shop.statements(() => shop.as(nobody).readOne('customers', key))
      expect([await work(2), await work(4711)]).toEqual([1, 1])
      expect(await shop.as(nobody).readOne('customers', 2)).toBeNull()
      expect(await shop.as(nobody).readOne('customers', 4711)).toBeNull()
      expect(await shop.as(nobody).readOne('customers', 1, { fields: ['id'] })).toEqual({ id: 1 })
    })
  })

  test('find no row by a key that is hidden in it', async () => {
    const hiding = policyOf({
      tags: { read: { fields: { id: { id: { _lt: 3 } }, name: {} } } },
      product_tags: { read: { fields: { product_id: {}, tag_id: { tag_id: { _neq: 2 } } } } },
    })
    const session = shop.with({ policy: hiding })
    const tags = await session.read('tags', { fields: ['id', 'name'] }, { keys: [1, 2, 3] })
    expect(tags.map(({ name }) => name)).toEqual(['new', 'sale'])
    expect(await session.readOne('tags', 3)).toBeNull()
    expect(await session.readOne('product_tags', '1,2')).toBeNull()
    expect(await session.readOne('product_tags', '1,3')).toEqual({ product_id: 1, tag_id: 3 })
  })

  test('follow a way back in the rows that it is granted in', async () => {
    const partly = policyOf({
      products: { read: { fields: { id: {}, reviews: { active: { _eq: true } } } } },
      reviews: { read: { fields: ['id', 'product_id'] } },
    })
    const query = {
      fields: ['id', 'reviews', 'count(reviews)'],
      filter: { id: { _in: [1, 4, 8] } },
    }
    await shop.as(SYSTEM).update('products', { keys: [8] }, { active: false })
    expect(await shop.with({ policy: partly }).read('products', query)).toEqual([
      { id: 1, reviews: [1, 2, 3], reviews_count: '3' },
      { id: 4, reviews: [], reviews_count: '0' },
      { id: 8, reviews: [], reviews_count: '0' },
    ])
  })

  test('leave out a relation into a closed table, and refuse it elsewhere', async () => {
    const filter = { id: { _eq: 1 } }
    expect(await read('products', { filter, fields: ['id', 'reviews.body'] })).toEqual([{ id: 1 }])
    expect(await read('products', { filter, fields: ['id', 'reviews.*', 'reviews'] })).toEqual([
      { id: 1 },
    ])
    for (const query of [
      { filter: { reviews: { _some: { rating: { _eq: 5 } } } } },
      { filter: { reviews: { rating: { _eq: 5 } } } },
      { filter: { 'count(reviews)': { _gt: 0 } } },
      { fields: ['count(reviews)'] },
    ]) {
      await expect(read('products', query), JSON.stringify(query)).rejects.toMatchObject({
        code: 'FORBIDDEN',
      })
    }
  })

  test('let SYSTEM pass', async () => {
    expect(await read('reviews', { aggregate: { count: ['*'] } }, SYSTEM)).toEqual([{ count: '9' }])
    expect(await read('customers', { aggregate: { count: ['*'] } }, SYSTEM)).toEqual([
      { count: '10' },
    ])
    // Whoever looks like it is not.
    const pretender: Actor = { id: null, admin: true, app: true }
    await expect(read('reviews', {}, pretender)).rejects.toMatchObject({ code: 'FORBIDDEN' })
  })

  test('show the schema that is left', async () => {
    if (dialect.skip !== null) return
    const { tables } = shop.as(nobody).schema
    expect(Object.keys(tables).sort()).toEqual([
      'categories',
      'customers',
      'products',
      'sale_lines',
      'sales',
      'tags',
    ])
    const { customers, products, tags } = tables
    expect(customers?.actions).toEqual(['read'])
    expect(customers?.columns.map(({ name, actions }) => [name, actions])).toEqual(
      ['id', 'name', 'city', 'loyalty_points'].map((name) => [name, ['read']]),
    )
    expect(customers?.relationships.map(({ name, target }) => [name, target])).toEqual([
      ['sales', 'sales'],
    ])
    expect(products?.columns.map(({ name }) => name)).toEqual(['id', 'sku', 'name', 'category_id'])
    expect(products?.relationships.map(({ name, target }) => [name, target]).sort()).toEqual([
      ['category_id', 'categories'],
      ['reviews', null],
      ['sale_lines', 'sale_lines'],
    ])
    expect(products?.foreignKeys.map(({ target }) => target)).toEqual(['categories'])
    expect(tags?.actions).toEqual(['create'])
    expect(tags?.relationships).toEqual([])
    expect(Object.hasOwn(tables, 'reviews')).toBe(false)
    expect(JSON.stringify(shop.as(nobody).schema)).not.toMatch(/email|created_at|rating|salary/)
  })

  test.each([
    ['an empty _or', { _or: [] }],
    ['an empty _and', { _and: [] }],
    ['an empty branch', { _or: [{ id: { _lt: 0 } }, {}] }],
    ['an empty field', { id: {} }],
    ['a null', { id: { _neq: null } }],
    ['a null for a user', { employee_id: { _eq: null } }],
    ['nothing', { id: { _eq: undefined } }],
    ['an empty list', { id: { _nin: [] } }],
    ['an unknown variable', { status: { _neq: '$CURRENT_USER.team' } }],
    ['no user', { status: { _neq: '$CURRENT_USER' } }],
  ])('grant nothing by a rule with %s', async (_, rows) => {
    const closed = policyOf({ sales: { read: { rows, fields: '*' } } })
    expect(await shop.with({ policy: closed }).read('sales')).toEqual([])
    const masked = policyOf({ sales: { read: { fields: { id: {}, total: rows } } } })
    const totals = await shop.with({ policy: masked }).read('sales', { fields: ['total'] })
    expect(new Set(totals.map(({ total }) => total))).toEqual(new Set([null]))
  })
})
