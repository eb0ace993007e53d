import type { Overlay } from '@relvar/schema-introspect/model'
import { odditiesFixture, shopFixture } from '@relvar/test-databases'
import { skipFor } from '@relvar/test-databases/skip-for'
import { describe, expect, it } from 'vitest'
import { SUPPORTED, useFixture } from '../support/fixture.js'

const overlay: Overlay = {
  tables: { customers: { columns: { notes: { type: 'csv' } } } },
}

describe.each(SUPPORTED)('values on $name', (dialect) => {
  const shop = useFixture(dialect, shopFixture)
  const odd = useFixture(dialect, odditiesFixture)
  const lists = useFixture(dialect, shopFixture, { overlay })
  const test = it.skipIf(dialect.skip)

  const roundTrip = async (table: string, field: string, value: unknown): Promise<unknown> => {
    await shop.session.update(table, { keys: [1] }, { [field]: value })
    const [row] = await shop.read(table, { fields: [field] }, { keys: [1] })
    return row?.[field]
  }

  test.each([
    ['sales', 'sold_on', '2024-02-29', '2024-02-29'],
    ['sales', 'sold_on', '2024-02-29T23:59:59Z', '2024-02-29'],
    ['customers', 'created_at', '2024-02-29', '2024-02-29T00:00:00.000Z'],
    ['customers', 'created_at', '2024-02-29T12:00:00', '2024-02-29T12:00:00.000Z'],
    ['customers', 'created_at', '2024-02-29 12:00:00.5', '2024-02-29T12:00:00.500Z'],
    ['customers', 'created_at', '2024-02-29T12:00:00.123+05:30', '2024-02-29T06:30:00.123Z'],
    ['customers', 'created_at', new Date(Date.UTC(2024, 0, 1)), '2024-01-01T00:00:00.000Z'],
    ['customers', 'newsletter', 'yes', true],
    ['customers', 'newsletter', 0, false],
    ['customers', 'newsletter', '1', true],
    ['customers', 'loyalty_points', '9223372036854775807', '9223372036854775807'],
    ['customers', 'loyalty_points', -9223372036854775808n, '-9223372036854775808'],
    ['customers', 'loyalty_points', 42, '42'],
    ['customers', 'name', 42, '42'],
    ['customers', 'name', `'; drop table tags; --`, `'; drop table tags; --`],
    ['customers', 'name', 'a\\b%_🙂', 'a\\b%_🙂'],
    ['products', 'price', '7.3', '7.30'],
    ['products', 'price', 19.9, '19.90'],
    ['products', 'weight', '1.5', 1.5],
    ['products', 'weight', 1e-7, 1e-7],
    ['products', 'category_id', '5', 5],
    ['products', 'attributes', { a: [1, null, 'x'] }, { a: [1, null, 'x'] }],
    ['products', 'attributes', '{"from":"text"}', { from: 'text' }],
    ['products', 'attributes', [], []],
    ['products', 'attributes', null, null],
  ])('%s.%s takes %o', async (table, field, given, expected) => {
    expect(await roundTrip(table, field, given)).toEqual(expected)
  })

  // ISJSON of SQL Server knows none, and IS JSON of Oracle those since 21c.
  const holdsBareJson = dialect.name !== 'mssql' && dialect.name !== 'oracle'
  it.each(['plain text', false, 7])(
    'JSON may be neither a list nor an object: %o',
    skipFor(dialect.skip ?? (holdsBareJson ? null : `${dialect.name}: holds lists and objects`)),
    async (bare) => {
      expect(await roundTrip('products', 'attributes', bare)).toEqual(bare)
    },
  )

  test('JSON is a list or an object', async ({ skip }) => {
    skip(dialect.name !== 'mssql', 'only SQL Server keeps JSON to lists and objects')
    await expect(roundTrip('products', 'attributes', 'plain text')).rejects.toMatchObject({
      code: 'INVALID_PAYLOAD',
    })
  })

  test.each([
    ['products', 'attributes', '{"n": 9007199254740993}', /9007199254740993 is too large/],
    ['products', 'attributes', '9007199254740993', /9007199254740993 is too large/],
    ['products', 'price', 90071992547409.937, /send it as text/],
    ['products', 'price', 2 ** 53, /send it as text/],
  ])('%s.%s never takes %o for another number', async (table, field, given, reason) => {
    const update = shop.session.update(table, { keys: [1] }, { [field]: given })
    await expect(update).rejects.toMatchObject({
      code: 'INVALID_PAYLOAD',
      message: expect.stringMatching(reason) as string,
    })
  })

  test('csv takes a list or comma text, and reads as a list', async () => {
    const written = async (notes: unknown) => {
      await lists.session.update('customers', { keys: [1] }, { notes })
      const [row] = await lists.read('customers', { fields: ['notes'] }, { keys: [1] })
      return [
        row?.['notes'],
        (await lists.facts('select notes from customers where id = 1'))[0]?.[0],
      ]
    }
    expect(await written(['a', 'b c'])).toEqual([['a', 'b c'], 'a,b c'])
    expect(await written('x,y')).toEqual([['x', 'y'], 'x,y'])
    expect(await written(null)).toEqual([null, null])
    await expect(written(['a,b'])).rejects.toMatchObject({ code: 'INVALID_PAYLOAD' })
  })

  test('that are half a surrogate pair are refused, not replaced by another character', async () => {
    for (const name of ['\ud800', 'a\udc00b', '\udc00\ud800']) {
      const writing = shop.session.update('tags', { keys: [1] }, { name })
      await expect(writing).rejects.toMatchObject({ code: 'INVALID_PAYLOAD' })
    }
    expect(await roundTrip('tags', 'name', '\u{1f642}')).toBe('\u{1f642}')
    expect(await roundTrip('tags', 'name', 'new')).toBe('new')
  })

  test('a uuid is one in lower case', async () => {
    const id = 'ABCDEF01-2345-4789-8ABC-DEF012345678'
    expect(await odd.session.create('uuid_key', [{ id, name: 'x' }])).toEqual([
      { id: id.toLowerCase() },
    ])
    await expect(odd.session.create('uuid_key', [{ id: 'abc' }])).rejects.toMatchObject({
      code: 'INVALID_PAYLOAD',
    })
  })

  describe('names of fields', () => {
    const unknown = (field: string) => ({
      code: 'INVALID_PAYLOAD',
      details: { reason: `"${field}" is no field of collection "tags".` },
    })

    test('that are unknown are refused by name', async () => {
      await expect(shop.session.create('tags', [{ name: 'x', nmae: 'y' }])).rejects.toMatchObject(
        unknown('nmae'),
      )
      await expect(shop.session.update('tags', { keys: [1] }, { Name: 'x' })).rejects.toMatchObject(
        unknown('Name'),
      )
      await expect(shop.session.updateEach('tags', [{ id: 1, x: 1 }])).rejects.toMatchObject(
        unknown('x'),
      )
    })

    test('that are unknown are passed over where that is asked for', async () => {
      const lenient = shop.with({ unknownFields: 'ignore' })
      const [key] = await lenient.create('tags', [{ name: 'lenient', nmae: 'y', sales: [] }])
      expect(await shop.facts(`select id from tags where name = 'lenient'`)).toEqual([
        [key?.['id']],
      ])
    })

    test.each(['__proto__', 'constructor', 'prototype'])('never are %s', async (name) => {
      const item = JSON.parse(`{"name": "p-${name}", "${name}": {"admin": true}}`) as object
      for (const unknownFields of ['refuse', 'ignore'] as const) {
        const session = shop.with({ unknownFields })
        await expect(session.create('tags', [{ ...item }])).rejects.toMatchObject(unknown(name))
        const category = { name: 'x', parent_id: item }
        await expect(session.create('categories', [category])).rejects.toMatchObject({
          code: 'INVALID_PAYLOAD',
        })
      }
      expect(({} as { admin?: boolean }).admin).toBeUndefined()
      expect(await shop.facts(`select count(*) from tags where name like 'p-%'`)).toEqual([[0]])
    })

    test.each([[null], [5], ['text'], [[]], [[{ name: 'x' }]]])(
      'are those of an object, not of %o',
      async (item) => {
        const create = shop.session.create('tags', [item as unknown as object as never])
        await expect(create).rejects.toMatchObject({ code: 'INVALID_PAYLOAD' })
      },
    )

    test('with no value are as if they were not there', async () => {
      await shop.session.update('tags', { keys: [1] }, { name: undefined })
      expect(await shop.facts('select name from tags where id = 1')).toEqual([['new']])
    })
  })
})
