import { odditiesFixture, shopFixture } from '@relvar/test-databases'
import { skipFor } from '@relvar/test-databases/skip-for'
import { describe, expect, it } from 'vitest'
import {
  EngineError,
  ForeignKeyViolationError,
  InvalidPayloadError,
  NotNullViolationError,
  type Row,
  UniqueViolationError,
  ValueOutOfRangeError,
  ValueTooLongError,
} from '../../src/index.js'
import { SUPPORTED, useFixture } from '../support/fixture.js'

const made = { created_at: '2024-01-01T00:00:00Z' }

/** What each table held before, to see that nothing came of a refused write. */
const COUNTS =
  'select (select count(*) from products) as p, (select count(*) from sales) as s, (select count(*) from sale_lines) as l, (select count(*) from tags) as t from tags where id = 1'

describe.each(SUPPORTED)('violations on $name', (dialect) => {
  const shop = useFixture(dialect, shopFixture)
  const odd = useFixture(dialect, odditiesFixture)
  const test = it.skipIf(dialect.skip)

  const failure = async (work: Promise<unknown>): Promise<EngineError> => {
    const error: unknown = await work.then(
      () => null,
      (reason: unknown) => reason,
    )
    expect(error).toBeInstanceOf(EngineError)
    // The driver's own error is kept for logs, and says nothing to clients.
    expect((error as EngineError).message).not.toMatch(
      /insert into|update |select |constraint failed/i,
    )
    return error as EngineError
  }
  const refused = async (work: () => Promise<unknown>): Promise<EngineError> => {
    const before = await shop.facts(COUNTS)
    const error = await failure(work())
    expect(await shop.facts(COUNTS)).toEqual(before)
    return error
  }
  const product = (more: Row): Row => ({ sku: 'new', name: 'new', price: 1, ...made, ...more })

  describe('unique', () => {
    test('names collection, field and value', async () => {
      const error = await refused(() =>
        shop.session.create('products', [product({ sku: 'B-001' })]),
      )
      expect(error).toBeInstanceOf(UniqueViolationError)
      expect(error).toMatchObject({
        code: 'RECORD_NOT_UNIQUE',
        details: { collection: 'products', field: 'sku', value: 'B-001' },
        columns: ['sku'],
      })
    })

    test('names the columns of a unique constraint of several', async () => {
      const item = product({ category_id: 4, name: 'Dune' })
      const error = await refused(() => shop.session.create('products', [item]))
      expect(error).toMatchObject({
        message:
          'Combination of fields "category_id", "name" in collection "products" has to be unique.',
        details: { collection: 'products', field: null, value: null },
        columns: ['category_id', 'name'],
      })
    })

    test('names the key', async () => {
      const error = await refused(() => shop.session.create('tags', [{ id: 1, name: 'other' }]))
      expect(error).toMatchObject({
        code: 'RECORD_NOT_UNIQUE',
        details: { collection: 'tags', field: 'id', value: 1 },
      })
      const line = { sale_id: 1, line_no: 1, product_id: 1, quantity: 1, unit_price: 1 }
      expect(await refused(() => shop.session.create('sale_lines', [line]))).toMatchObject({
        code: 'RECORD_NOT_UNIQUE',
        columns: ['sale_id', 'line_no'],
      })
    })

    test('holds for updates and among the rows of one write', async () => {
      const update = () => shop.session.update('tags', { keys: [1] }, { name: 'sale' })
      expect(await refused(update)).toMatchObject({
        details: { collection: 'tags', field: 'name', value: 'sale' },
      })
      const twice = () =>
        shop.session.create('tags', [{ name: 'twin' }, { name: 'x' }, { name: 'twin' }])
      expect(await refused(twice)).toMatchObject({
        details: {
          collection: 'tags',
          field: 'name',
          // Neither of these says which of the rows it was.
          value: ['sqlite', 'oracle'].includes(dialect.name) ? null : 'twin',
        },
      })
      const each = () =>
        shop.session.updateEach('tags', [
          { id: 1, name: 'a' },
          { id: 2, name: 'classic' },
        ])
      expect(await refused(each)).toMatchObject({ code: 'RECORD_NOT_UNIQUE' })
    })
  })

  describe('foreign keys', () => {
    test('name the link that leads nowhere', async () => {
      const sale = { customer_id: 1, employee_id: 999, sold_on: '2024-01-01' }
      const error = await refused(() => shop.session.create('sales', [sale]))
      expect(error).toBeInstanceOf(ForeignKeyViolationError)
      expect(error).toMatchObject({
        code: 'INVALID_FOREIGN_KEY',
        details: { collection: 'sales', field: 'employee_id', value: 999 },
      })
    })

    test('name it for updates too', async () => {
      const update = () => shop.session.update('sale_lines', { keys: ['1,1'] }, { product_id: 998 })
      expect(await refused(update)).toMatchObject({
        details: { collection: 'sale_lines', field: 'product_id', value: 998 },
      })
    })

    test('name it among several rows', async () => {
      const sales = [1, 2, 997].map((customer_id) => ({ customer_id, sold_on: '2024-01-01' }))
      expect(await refused(() => shop.session.create('sales', sales))).toMatchObject({
        details: {
          collection: 'sales',
          field: 'customer_id',
          value: ['mariadb', 'mysql', 'mssql', 'oracle'].includes(dialect.name) ? null : 997,
        },
      })
    })

    test('name a composite one by its first column', async () => {
      const branch = { name: 'x', region_country: 'XX', region_code: 'YY' }
      expect(await failure(odd.session.create('branches', [branch]))).toMatchObject({
        code: 'INVALID_FOREIGN_KEY',
        details: { collection: 'branches', field: 'region_code', value: 'YY' },
      })
    })

    test('keep rows that others link to', async () => {
      const error = await refused(() => shop.session.delete('products', { keys: [1] }))
      expect(error).toMatchObject({
        code: 'INVALID_FOREIGN_KEY',
        details: { collection: 'products', field: null, value: null },
      })
    })
  })

  describe('values', () => {
    test('that are required', async () => {
      const create = shop.session.create('products', [{ sku: 'x', price: null }])
      await expect(create).rejects.toMatchObject({
        errors: [
          { code: 'FAILED_VALIDATION', details: { field: 'name', type: 'required', path: [] } },
          { code: 'FAILED_VALIDATION', details: { field: 'price', type: 'nnull', path: [] } },
          {
            code: 'FAILED_VALIDATION',
            details: { field: 'created_at', type: 'required', path: [] },
          },
        ],
      })
      const update = shop.session.update('products', { keys: [1] }, { name: null, sku: 'free' })
      await expect(update).rejects.toMatchObject({
        errors: [{ details: { field: 'name', type: 'nnull' } }],
      })
      expect(
        await shop.facts('select sku, name from products where id in (1, 2) order by id'),
      ).toEqual([
        ['B-001', 'Dune'],
        ['B-002', 'Solaris'],
      ])
    })

    it(
      'no empty text, which is none',
      skipFor(dialect.skip ?? (dialect.name === 'oracle' ? 'oracle: empty text is NULL' : null)),
      async () => {
        await shop.session.update('products', { keys: [2] }, { name: '' })
        expect(await shop.facts('select name from products where id = 2')).toEqual([['']])
      },
    )

    test('an empty text, which is null', async ({ skip }) => {
      skip(dialect.name !== 'oracle', 'only Oracle takes empty text for NULL')
      const update = shop.session.update('products', { keys: [2] }, { name: '' })
      await expect(update).rejects.toBeInstanceOf(NotNullViolationError)
    })

    test('null where there is a default that null is not', async () => {
      const error = await refused(() =>
        shop.session.create('sales', [{ customer_id: 1, sold_on: '2024-01-01', status: null }]),
      )
      expect(error).toBeInstanceOf(NotNullViolationError)
      expect(error).toMatchObject({
        code: 'NOT_NULL_VIOLATION',
        details: { collection: 'sales', field: 'status' },
      })
    })

    test('that a check refuses', async () => {
      const error = await refused(() =>
        shop.session.update('sales', { keys: [1] }, { status: 'odd' }),
      )
      expect(error).toBeInstanceOf(InvalidPayloadError)
      expect(await failure(odd.session.create('enumerated', [{ stars: 6 }]))).toMatchObject({
        code: 'INVALID_PAYLOAD',
      })
      expect(await failure(odd.session.create('enumerated', [{ mood: 'furious' }]))).toMatchObject({
        code: 'INVALID_PAYLOAD',
      })
    })

    test('that are too long, counted in characters', async () => {
      const error = await refused(() =>
        shop.session.update('products', { keys: [1] }, { sku: 'x'.repeat(21), name: 'y' }),
      )
      expect(error).toBeInstanceOf(ValueTooLongError)
      expect(error).toMatchObject({
        code: 'VALUE_TOO_LONG',
        details: { collection: 'products', field: 'sku', value: 'x'.repeat(21) },
      })
      // SQL Server counts the halves of a pair.
      const most = '🙂'.repeat(dialect.name === 'mssql' ? 10 : 20)
      await shop.session.update('products', { keys: [3] }, { sku: most })
      expect(await shop.facts('select sku from products where id = 3')).toEqual([[most]])
    })

    test.each([
      ['products', 'price', '123456789.00'],
      ['products', 'price', -100_000_000],
      ['customers', 'loyalty_points', '9223372036854775808'],
      ['customers', 'loyalty_points', '-9223372036854775809'],
      ['customers', 'loyalty_points', 2 ** 60],
      ['sale_lines', 'quantity', '99999999999999999999'],
    ])('that are out of range: %s.%s %s', async (table, field, value) => {
      const key = table === 'sale_lines' ? '1,1' : 1
      const error = await refused(() =>
        shop.session.update(table, { keys: [key] }, { [field]: value }),
      )
      expect(error).toBeInstanceOf(ValueOutOfRangeError)
      expect(error).toMatchObject({
        code: 'VALUE_OUT_OF_RANGE',
        details: { collection: table, field, value },
      })
    })

    test.each([
      ['sales', 'sold_on', '2024-02-30'],
      ['sales', 'sold_on', 'yesterday'],
      ['sales', 'sold_on', 5],
      ['customers', 'created_at', '2024-01-01T25:00:00Z'],
      ['customers', 'newsletter', 'maybe'],
      ['customers', 'newsletter', 2],
      ['customers', 'loyalty_points', '1.5'],
      ['customers', 'name', { first: 'x' }],
      ['customers', 'name', ['x']],
      ['products', 'price', 'cheap'],
      ['products', 'price', Number.NaN],
      ['products', 'weight', '1e'],
      ['products', 'weight', Number.POSITIVE_INFINITY],
      ['products', 'category_id', [1]],
    ])('of the wrong kind: %s.%s %s', async (table, field, value) => {
      const error = await refused(() =>
        shop.session.update(table, { keys: [1] }, { [field]: value }),
      )
      expect(error).toMatchObject({ code: 'INVALID_PAYLOAD' })
      expect(error.message).toContain(`"${field}" of "${table}"`)
    })
  })
})
