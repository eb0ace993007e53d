import { shopFixture } from '@relvar/test-databases'
import { describe, expect, it } from 'vitest'
import type { Row } from '../../../src/index.js'
import { SUPPORTED, useFixture } from '../../support/fixture.js'

const made = { created_at: '2024-01-01T00:00:00Z' }
const missing = { code: 'FORBIDDEN', details: {} }

describe.each(SUPPORTED)('writes nested to many on $name', (dialect) => {
  const shop = useFixture(dialect, shopFixture)
  const test = it.skipIf(dialect.skip)

  const first = async (table: string, item: Row): Promise<number> => {
    const [key] = await shop.session.create(table, [item])
    return Number(key?.['id'])
  }
  const linesOf = (id: number) =>
    shop.facts(
      `select line_no, product_id, quantity from sale_lines where sale_id = ${id} order by line_no`,
    )
  const line = (line_no: number, product_id: unknown, quantity = 1): Row => ({
    line_no,
    product_id,
    quantity,
    unit_price: '1.00',
  })
  const sale = (sale_lines: unknown) =>
    first('sales', { customer_id: 1, sold_on: '2024-05-05', sale_lines })

  test('creates rows whose key holds the link', async () => {
    const id = await sale([line(1, 1, 2), line(2, 2)])
    expect(await linesOf(id)).toEqual([
      [1, 1, 2],
      [2, 2, 1],
    ])
  })

  test('replaces the whole list', async () => {
    const id = await sale([line(1, 1), line(2, 2), line(3, 3)])
    const sale_lines = [{ line_no: 2, quantity: 7 }, `${id},3`, line(4, 4)]
    await shop.session.update('sales', { keys: [id] }, { sale_lines })
    expect(await linesOf(id)).toEqual([
      [2, 2, 7],
      [3, 3, 1],
      [4, 4, 1],
    ])
    await shop.session.update('sales', { keys: [id] }, { sale_lines: null })
    expect(await linesOf(id)).toEqual([])
  })

  test('takes over a row of another list, its key included', async () => {
    const [from, to] = [await sale([line(1, 1), line(5, 5, 9)]), await sale([])]
    await shop.session.update('sales', { keys: [to] }, { sale_lines: [`${from},5`] })
    expect([await linesOf(from), await linesOf(to)]).toEqual([[[1, 1, 1]], [[5, 5, 9]]])
  })

  test('touches only what the detailed form names', async () => {
    const id = await sale([line(1, 1), line(2, 2), line(3, 3)])
    const other = await sale([line(1, 1)])
    const sale_lines = {
      create: [line(9, 9)],
      update: [{ line_no: 2, quantity: 8 }],
      delete: [`${id},3`, `${other},1`, `${id},77`],
    }
    await shop.session.update('sales', { keys: [id] }, { sale_lines })
    expect(await linesOf(id)).toEqual([
      [1, 1, 1],
      [2, 2, 8],
      [9, 9, 1],
    ])
    expect(await linesOf(other)).toEqual([[1, 1, 1]])
  })

  test('unlinks rows that may stand alone', async () => {
    const id = await first('categories', { name: 'Parent' })
    const children = await shop.session.create('categories', [
      { name: 'c1', parent_id: id },
      { name: 'c2', parent_id: id },
    ])
    const [one, two] = children.map((key) => Number(key['id']))
    await shop.session.update('categories', { keys: [id] }, { categories: [one] })
    expect(
      await shop.facts(
        `select id, parent_id from categories where name in ('c1', 'c2') order by id`,
      ),
    ).toEqual([
      [one, id],
      [two, null],
    ])
    await shop.session.update('categories', { keys: [id] }, { categories: { delete: [one] } })
    expect(await shop.facts(`select count(*) from categories where parent_id = ${id}`)).toEqual([
      [0],
    ])
    await shop.session.update('categories', { keys: [id] }, { categories: [one, { id: two }] })
    expect(await shop.facts(`select count(*) from categories where parent_id = ${id}`)).toEqual([
      [2],
    ])
  })

  test('says what stands in the way of unlinking', async () => {
    const id = await first('products', { sku: 'L-1', name: 'l', price: 1, ...made })
    await first('reviews', { product_id: id, ...made })
    await expect(
      shop.session.update('products', { keys: [id] }, { reviews: [] }),
    ).rejects.toMatchObject({
      errors: [{ details: { field: 'product_id', type: 'nnull', path: ['reviews'] } }],
    })
  })

  test('refuses keys that no row has, and creates items with theirs', async () => {
    const id = await first('categories', { name: 'Keys' })
    const update = (categories: unknown) =>
      shop.session.update('categories', { keys: [id] }, { categories })
    await expect(update([4711])).rejects.toMatchObject(missing)
    await expect(update(['x'])).rejects.toMatchObject(missing)
    await expect(update({ update: [{ id: 4711, name: 'x' }] })).rejects.toMatchObject(missing)
    await expect(update({ update: [{ name: 'x' }] })).rejects.toMatchObject(missing)
    await update([{ id: 4711, name: 'With a key' }])
    expect(await shop.facts('select name, parent_id from categories where id = 4711')).toEqual([
      ['With a key', id],
    ])
  })

  test.each([
    ['text', 'x'],
    ['a number', 5],
    ['an unknown part', { add: [] }],
    ['a part that is no list', { create: {} }],
    ['items that are none', { create: [5] }],
  ])('refuses %s', async (_, sale_lines) => {
    await expect(shop.session.update('sales', { keys: [1] }, { sale_lines })).rejects.toMatchObject(
      { code: 'INVALID_PAYLOAD' },
    )
  })
})
