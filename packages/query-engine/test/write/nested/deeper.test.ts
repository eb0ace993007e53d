import { shopFixture } from '@relvar/test-databases'
import { describe, expect, it } from 'vitest'
import type { Row } from '../../../src/index.js'
import { SUPPORTED, useFixture } from '../../support/fixture.js'

const made = { created_at: '2024-01-01T00:00:00Z' }

describe.each(SUPPORTED)('writes nested deeper on $name', (dialect) => {
  const shop = useFixture(dialect, shopFixture)
  const test = it.skipIf(dialect.skip)

  describe('deeper', () => {
    test('writes a tree into one table', async () => {
      const [key] = await shop.session.create('employees', [
        {
          name: 'Middle',
          hired_on: '2024-01-01',
          manager_id: { name: 'Top', hired_on: '2020-01-01' },
          employees: [
            {
              name: 'Low',
              hired_on: '2024-01-01',
              employees: [{ name: 'Lowest', hired_on: '2024-01-01' }],
            },
          ],
        },
      ])
      const names = await shop.facts(
        `select a.name, b.name as manager from employees a left join employees b on b.id = a.manager_id where a.id >= ${String(key?.['id'])} - 1 order by a.id`,
      )
      expect(names.map((row) => row.join(' < '))).toEqual([
        'Top < ',
        'Middle < Top',
        'Low < Middle',
        'Lowest < Low',
      ])
    })

    test('takes a row that was just made out of its own list', async () => {
      const id = 900_001
      await shop.session.create('employees', [
        { id, name: 'Own', hired_on: '2024-01-01', manager_id: id, employees: [] },
      ])
      expect(await shop.facts(`select manager_id from employees where id = ${id}`)).toEqual([
        [null],
      ])
    })

    test('writes three levels with few statements, and reads them back', async () => {
      const sales = [1, 2, 3].map((number) => ({
        sold_on: `2024-01-0${number}`,
        sale_lines: [1, 2].map((line_no) => ({
          line_no,
          quantity: number,
          unit_price: '1.50',
          product_id: {
            sku: `D-${number}-${line_no}`,
            name: `D ${number} ${line_no}`,
            price: 2,
            ...made,
          },
        })),
      }))
      let id: unknown
      const statements = await shop.statements(async () => {
        const [key] = await shop.session.create('customers', [{ name: 'Deep', ...made, sales }])
        id = key?.['id']
      })
      // One for each table: six products come before the lines that link to them. MySQL is asked besides
      // how far the numbers of several rows are apart.
      expect(statements).toBe(dialect.name === 'mysql' ? 6 : 4)
      const [row] = await shop.session.read(
        'customers',
        {
          fields: [
            'name',
            'sales.sold_on',
            'sales.sale_lines.quantity',
            'sales.sale_lines.product_id.sku',
          ],
        },
        { keys: [Number(id)] },
      )
      expect(row).toEqual({
        name: 'Deep',
        sales: [1, 2, 3].map((number) => ({
          sold_on: `2024-01-0${number}`,
          sale_lines: [1, 2].map((line) => ({
            quantity: number,
            product_id: { sku: `D-${number}-${line}` },
          })),
        })),
      })
    })

    test('leaves nothing behind of a write that fails at any depth', async () => {
      const counts = () =>
        shop.facts(
          'select (select count(*) from customers), (select count(*) from sales), (select count(*) from sale_lines), (select count(*) from products)',
        )
      const before = await counts()
      const withProduct = (product: Row): Row => ({
        name: 'Never',
        ...made,
        sales: [
          {
            sold_on: '2024-01-01',
            sale_lines: [
              {
                line_no: 1,
                quantity: 1,
                unit_price: 1,
                product_id: { sku: 'ok', name: 'ok', price: 1, ...made },
              },
              { line_no: 2, quantity: 1, unit_price: 1, product_id: product },
            ],
          },
        ],
      })
      const path = ['sales', 'sale_lines', 'product_id']
      await expect(
        shop.session.create('customers', [withProduct({ sku: 'x', price: 1, ...made })]),
      ).rejects.toMatchObject({ errors: [{ details: { field: 'name', type: 'required', path } }] })
      await expect(
        shop.session.create('customers', [
          withProduct({ sku: 'B-002', name: 'x', price: 1, ...made }),
        ]),
      ).rejects.toMatchObject({ code: 'RECORD_NOT_UNIQUE' })
      await expect(
        shop.session.create('customers', [{ name: 'fine', ...made }, { name: 'no date' }]),
      ).rejects.toMatchObject({ errors: [{ details: { field: 'created_at', path: [] } }] })
      expect(await counts()).toEqual(before)
    })
  })

  test('counts nested rows towards the limit of a request', async () => {
    const limited = shop.with({ limits: { maxBatch: 3 } })
    const item = (tags: number): Row => ({
      sku: `M-${tags}`,
      name: `m${tags}`,
      price: 1,
      ...made,
      product_tags: Array.from({ length: tags }, (_, index) => ({ tag_id: index + 1 })),
    })
    await expect(limited.create('products', [item(2)])).resolves.toHaveLength(1)
    await expect(limited.create('products', [item(3)])).rejects.toThrow(
      'A request writes at most 3 items, nested ones included (MAX_BATCH_MUTATION).',
    )
    await expect(limited.delete('tags', { keys: [1, 2, 3, 4] })).rejects.toThrow(/at most 3 items/)
    expect(await shop.facts(`select count(*) from products where sku = 'M-3'`)).toEqual([[0]])
    expect(await shop.facts('select count(*) from tags where id < 5')).toEqual([[4]])
  })
})
