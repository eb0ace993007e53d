import { shopFixture } from '@relvar/test-databases'
import { describe, expect, it } from 'vitest'
import { type Actor, type Row, SYSTEM } from '../../src/index.js'
import { SUPPORTED, useFixture } from '../support/fixture.js'
import { policyOf } from '../support/rules.js'

/** An employee who writes the sales that are theirs, and may do some things around them. */
const policy = policyOf({
  sales: {
    read: {
      rows: { employee_id: { _eq: '$CURRENT_USER' } },
      fields: ['id', 'status', 'sale_lines'],
    },
    create: {
      fields: ['customer_id', 'sold_on', 'status', 'total', 'sale_lines'],
      presets: { employee_id: '$CURRENT_USER', status: 'open', sold_on: '2024-01-01' },
      validation: [{ status: { _in: ['open', 'paid'] } }, { total: { _gte: 0 } }],
      check: { customer_id: { city: { _eq: 'London' } } },
    },
    update: {
      rows: { employee_id: { _eq: '$CURRENT_USER' } },
      fields: {
        status: { status: { _neq: 'shipped' } },
        total: {},
        sale_lines: {},
        customer_id: {},
      },
      validation: [{ total: { _lt: 1000 } }],
      check: { customer_id: { city: { _neq: 'Köln' } } },
    },
    delete: { rows: { status: { _eq: 'cancelled' } }, fields: '*' },
  },
  sale_lines: {
    create: {
      fields: ['sale_id', 'line_no', 'product_id', 'quantity'],
      presets: { unit_price: '1.00' },
    },
    update: { rows: { quantity: { _lt: 2 } }, fields: ['quantity'] },
  },
  customers: { read: { fields: ['id'] }, update: { fields: ['notes'] } },
  tags: { read: { rows: { id: { _lt: 3 } }, fields: '*' }, create: { fields: '*' } },
  product_tags: { create: { fields: '*' } },
  products: {
    update: {
      fields: ['name', 'product_tags', 'reviews'],
      rows: { category_id: { name: { _eq: 'Kitchen' } } },
    },
  },
})

const four: Actor = { id: '4' }
const five: Actor = { id: '5' }
const forbidden = { code: 'FORBIDDEN', details: {} }

describe.each(SUPPORTED)('guarded writes on $name', (dialect) => {
  const shop = useFixture(dialect, shopFixture, { policy })
  const test = it.skipIf(dialect.skip)
  const saleOf = async (id: number): Promise<Row> => {
    const row = await shop
      .as(SYSTEM)
      .readOne('sales', id, { fields: ['status', 'total', 'customer_id', 'employee_id'] })
    return row ?? {}
  }

  describe('creating', () => {
    test('fills presets, those of fields that may not be sent too', async () => {
      const [key] = await shop.as(four).create('sales', [{ customer_id: 1, total: 5 }])
      expect(await saleOf(Number(key?.['id']))).toEqual({
        status: 'open',
        total: '5.00',
        customer_id: 1,
        employee_id: 4,
      })
      const [own] = await shop.as(four).create('sales', [{ customer_id: 1, status: 'paid' }])
      expect(await saleOf(Number(own?.['id']))).toMatchObject({ status: 'paid', employee_id: 4 })
    })

    test.each([
      ['a closed field', { customer_id: 1, employee_id: 5 }, 'employee_id'],
      ['a field that is not there', { customer_id: 1, employer: 5 }, 'employer'],
      ['a closed link with an item', { customer_id: 1, employee_id: { name: 'x' } }, 'employee_id'],
    ])('refuses %s like any other', async (_, item, field) => {
      await expect(shop.as(four).create('sales', [item])).rejects.toMatchObject({
        code: 'FORBIDDEN',
        details: {
          reason: `You don't have permission to access field "${field}" in collection "sales" or it does not exist.`,
        },
      })
    })

    test('validates the payload with its presets, all rules at once', async () => {
      await expect(
        shop.as(four).create('sales', [{ customer_id: 1, status: 'shipped', total: -1 }]),
      ).rejects.toMatchObject({
        errors: [
          { details: { field: 'status', type: 'in', valid: ['open', 'paid'] } },
          { details: { field: 'total', type: 'gte', valid: 0 } },
        ],
      })
    })

    test('checks the rows that come of it', async () => {
      const count = () => shop.facts('select count(*) from sales')
      const before = await count()
      const create = shop.as(four).create('sales', [{ customer_id: 1 }, { customer_id: 2 }])
      await expect(create).rejects.toMatchObject(forbidden)
      expect(await count()).toEqual(before)
    })
  })

  describe('updating', () => {
    test('checks the row as it was, and all of a batch', async () => {
      await shop.as(four).update('sales', { keys: [1, 12] }, { total: 7 })
      expect([await saleOf(1), await saleOf(12)]).toMatchObject([
        { total: '7.00' },
        { total: '7.00' },
      ])
      for (const keys of [[1, 3], [1, 4711], [3], [4711]]) {
        const update = shop.as(four).update('sales', { keys }, { total: 8 })
        await expect(update, String(keys)).rejects.toMatchObject(forbidden)
      }
      const each = shop.as(four).updateEach('sales', [
        { id: 1, total: 9 },
        { id: 3, total: 9 },
      ])
      await expect(each).rejects.toMatchObject(forbidden)
      expect([await saleOf(1), await saleOf(3)]).toMatchObject([
        { total: '7.00' },
        { total: '49.95' },
      ])
    })

    test('checks each submitted field by its own rule', async () => {
      await shop.as(four).update('sales', { keys: [2] }, { total: 3 })
      await expect(
        shop.as(four).update('sales', { keys: [2] }, { total: 4, status: 'paid' }),
      ).rejects.toMatchObject(forbidden)
      // Each row is held to the rules of its own fields.
      const keys = await shop.as(four).updateEach('sales', [
        { id: 2, total: 5 },
        { id: 12, status: 'paid' },
      ])
      expect(keys).toEqual([{ id: 2 }, { id: 12 }])
      expect([await saleOf(2), await saleOf(12)]).toMatchObject([
        { total: '5.00', status: 'shipped' },
        { status: 'paid' },
      ])
    })

    test('checks the row as it is afterwards', async () => {
      await shop.as(four).update('sales', { keys: [8] }, { customer_id: 1 })
      await expect(
        shop.as(four).update('sales', { keys: [8] }, { customer_id: 5 }),
      ).rejects.toMatchObject(forbidden)
      expect(await saleOf(8)).toMatchObject({ customer_id: 1 })
      const each = shop.as(four).updateEach('sales', [
        { id: 1, customer_id: 3 },
        { id: 8, customer_id: 2 },
      ])
      await expect(each).rejects.toMatchObject(forbidden)
      expect(await saleOf(1)).toMatchObject({ customer_id: 1 })
    })

    test('validates and names closed fields', async () => {
      await expect(
        shop.as(four).update('sales', { keys: [1] }, { total: 1000 }),
      ).rejects.toMatchObject({ errors: [{ details: { field: 'total', type: 'lt' } }] })
      await expect(
        shop.as(four).update('sales', { keys: [1] }, { sold_on: '2024-01-01' }),
      ).rejects.toThrow(/"sold_on" in collection "sales" or it does not exist/)
    })

    test('by query meets only rows that may be read', async () => {
      const query = { filter: { id: { _in: [1, 3, 6] } }, limit: -1 }
      expect(await shop.as(five).update('sales', { query }, { total: 2 })).toEqual([{ id: 3 }])
      await expect(
        shop.as(five).update('sales', { query: { filter: { total: { _gt: 1 } } } }, { total: 2 }),
      ).rejects.toThrow(/"total" in collection "sales" or it does not exist/)
    })

    test('does not need the right to read', async () => {
      await shop.as(four).update('products', { keys: [6] }, { name: 'Knife' })
      await expect(
        shop.as(four).update('products', { keys: [1] }, { name: 'x' }),
      ).rejects.toMatchObject(forbidden)
      expect(await shop.facts('select name from products where id in (1, 6) order by id')).toEqual([
        ['Dune'],
        ['Knife'],
      ])
    })
  })

  test('deleting checks the row as it was', async () => {
    await shop.as(SYSTEM).update('sale_lines', { keys: ['4,1'] }, { sale_id: 1, line_no: 9 })
    expect(await shop.as(four).delete('sales', { keys: [4] })).toEqual([{ id: 4 }])
    for (const keys of [[10, 6], [10, 4711], [6]]) {
      await expect(shop.as(four).delete('sales', { keys })).rejects.toMatchObject(forbidden)
    }
    expect(await shop.facts('select id from sales where id in (4, 6, 10) order by id')).toEqual([
      [6],
      [10],
    ])
  })

  describe('nested', () => {
    const linesOf = (id: number) =>
      shop.facts(
        `select line_no, quantity, unit_price from sale_lines where sale_id = ${id} order by line_no`,
      )

    test('writes are held to the rights of their own tables', async () => {
      const sale_lines = { create: [{ line_no: 7, product_id: 1, quantity: 1 }] }
      await shop.as(four).update('sales', { keys: [11] }, { sale_lines })
      expect(await linesOf(11)).toEqual([
        [1, 1, 19.9],
        [7, 1, 1],
      ])
      const update = { update: [{ line_no: 7, quantity: 5 }] }
      await shop.as(four).update('sales', { keys: [11] }, { sale_lines: update })
      // Now the line has grown out of the rule.
      await expect(
        shop.as(four).update('sales', { keys: [11] }, { sale_lines: update }),
      ).rejects.toMatchObject(forbidden)
      const price = { create: [{ line_no: 8, product_id: 1, quantity: 1, unit_price: 9 }] }
      await expect(
        shop.as(four).update('sales', { keys: [11] }, { sale_lines: price, total: 1 }),
      ).rejects.toThrow(/"unit_price" in collection "sale_lines" or it does not exist/)
      const remove = { delete: ['11,7'] }
      await expect(
        shop.as(four).update('sales', { keys: [11] }, { sale_lines: remove, total: 1 }),
      ).rejects.toThrow('Items of "sale_lines" cannot be deleted: you have no permission.')
      expect(await linesOf(11)).toEqual([
        [1, 1, 19.9],
        [7, 5, 1],
      ])
      expect(await saleOf(11)).toMatchObject({ total: '19.90' })
    })

    test('items of to-one links are too', async () => {
      const customer = (customer_id: Row) =>
        shop.as(four).update('sales', { keys: [12] }, { customer_id })
      await customer({ id: 9, notes: 'kind' })
      expect(await shop.facts('select notes from customers where id = 9')).toEqual([['kind']])
      await expect(customer({ id: 9, name: 'x' })).rejects.toThrow(
        /"name" in collection "customers"/,
      )
      await expect(customer({ notes: 'x' })).rejects.toThrow(
        'Items of "customers" cannot be created: you have no permission.',
      )
    })

    test('tables that are closed do not exist', async () => {
      await expect(
        shop.as(four).update('products', { keys: [6] }, { reviews: { create: [{ body: 'x' }] } }),
      ).rejects.toThrow(
        `You don't have permission to access collection "reviews" or it does not exist.`,
      )
    })

    test('keys that are closed look like those that are missing', async () => {
      const adopt = (key: unknown) =>
        shop
          .as(four)
          .update('products', { keys: [6] }, { product_tags: { create: [], update: [key] } })
      for (const key of [{ tag_id: 3 }, { tag_id: 4 }]) {
        await expect(adopt(key)).rejects.toThrow(
          'Items of "product_tags" cannot be updated: you have no permission.',
        )
      }
    })
  })

  test('a write may be done by whoever cannot read what comes of it', async () => {
    const [key] = await shop.as(four).create('tags', [{ name: 'unseen' }])
    expect(await shop.as(four).readOne('tags', key ?? 0)).toBeNull()
    expect(await shop.as(four).create('product_tags', [{ product_id: 5, tag_id: 5 }])).toEqual([
      { product_id: 5, tag_id: 5 },
    ])
  })

  test('SYSTEM passes', async () => {
    await shop.as(SYSTEM).update('sales', { keys: [6] }, { employee_id: 1, total: 2000 })
    expect(await saleOf(6)).toMatchObject({ employee_id: 1, total: '2000.00' })
  })
})
