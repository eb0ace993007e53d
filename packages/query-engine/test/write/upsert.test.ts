import { shopFixture } from '@relvar/test-databases'
import { describe, expect, it } from 'vitest'
import { createHooks, type Row, SYSTEM } from '../../src/index.js'
import { SUPPORTED, useFixture } from '../support/fixture.js'
import { policyOf } from '../support/rules.js'

const product = (sku: string, values: Row = {}): Row => ({
  sku,
  name: sku,
  price: '1.00',
  created_at: '2024-01-01T00:00:00Z',
  ...values,
})

describe.each(SUPPORTED)('upserts on $name', (dialect) => {
  const shop = useFixture(dialect, shopFixture, { connect: { maxConnections: 8 } })
  const test = it.skipIf(dialect.skip)
  const bySku = async (...skus: readonly string[]): Promise<readonly Row[]> =>
    shop.session.read('products', {
      fields: ['sku', 'name', 'price'],
      filter: { sku: { _in: skus } },
      sort: ['sku'],
    })

  test('update the rows that are there and create the others, in order', async () => {
    const answer = await shop.session.upsert(
      'products',
      [
        product('U-1'),
        { sku: 'B-003', price: '8.25' },
        product('U-2'),
        { sku: 'B-001', price: '5' },
      ],
      { by: ['sku'] },
    )
    expect(answer.map(({ inserted }) => inserted)).toEqual([true, false, true, false])
    expect(answer[1]?.key).toEqual({ id: 3 })
    expect(answer[3]?.key).toEqual({ id: 1 })
    expect(await bySku('B-001', 'B-003', 'U-1', 'U-2')).toEqual([
      { sku: 'B-001', name: 'Dune', price: '5.00' },
      { sku: 'B-003', name: 'Emma', price: '8.25' },
      { sku: 'U-1', name: 'U-1', price: '1.00' },
      { sku: 'U-2', name: 'U-2', price: '1.00' },
    ])
    const keys = answer.map(({ key }) => key)
    const read = await shop.session.read('products', { fields: ['id', 'sku'] }, { keys })
    const skus = new Map(read.map((row) => [row['id'], row['sku']]))
    expect(keys.map((key) => skus.get(key['id']))).toEqual(['U-1', 'B-003', 'U-2', 'B-001'])
  })

  test('go by the primary key unless another is named; an item without one is created', async () => {
    const answer = await shop.session.upsert('tags', [
      { id: 5, name: 'used' },
      { id: 900, name: 'nine hundred' },
      { name: 'numbered' },
    ])
    expect(answer.map(({ inserted }) => inserted)).toEqual([false, true, true])
    expect(answer[1]?.key).toEqual({ id: 900 })
    expect(await shop.facts('select name from tags where id in (5, 900) order by id')).toEqual([
      ['used'],
      ['nine hundred'],
    ])
    expect(await shop.facts(`select count(*) from tags where name = 'numbered'`)).toEqual([[1]])
  })

  test('go by a constraint of several columns, and by its name', async () => {
    const { uniques = [] } = shop.schema.tables['products'] ?? {}
    const name = uniques.find(({ columns }) => columns.length === 2)?.name ?? ''
    const dune = { category_id: 4, name: 'Dune', weight: 0.75 }
    const [one] = await shop.session.upsert('products', [dune], { by: name })
    const [two] = await shop.session.upsert('products', [dune], { by: ['name', 'category_id'] })
    expect([one, two]).toEqual([
      { key: { id: 1 }, inserted: false },
      { key: { id: 1 }, inserted: false },
    ])
    // A row without a category collides with no other, unless NULL equals NULL there.
    const gift = product('U-3', { category_id: null, name: 'Gift card' })
    const third = shop.session.upsert('products', [gift], { by: name })
    if (dialect.name === 'mssql')
      await expect(third).rejects.toMatchObject({ code: 'RECORD_NOT_UNIQUE' })
    else expect((await third)[0]?.inserted).toBe(true)
  })

  test('of a composite key write its links', async () => {
    const items = [
      { product_id: 1, tag_id: 2 },
      { product_id: 1, tag_id: 4 },
    ]
    expect(await shop.session.upsert('product_tags', items)).toEqual([
      { key: { product_id: 1, tag_id: 2 }, inserted: false },
      { key: { product_id: 1, tag_id: 4 }, inserted: true },
    ])
  })

  test('write what is nested', async () => {
    await shop.session.upsert(
      'products',
      [
        product('U-4', { category_id: { name: 'Upserted' }, product_tags: [{ tag_id: 1 }] }),
        {
          sku: 'B-002',
          category_id: { id: 4, name: 'Sci-fi' },
          product_tags: { create: [{ tag_id: 1 }] },
        },
      ],
      { by: ['sku'] },
    )
    const rows = await shop.session.read('products', {
      fields: ['sku', 'category_id.name', 'product_tags.tag_id'],
      filter: { sku: { _in: ['U-4', 'B-002'] } },
      sort: ['sku'],
    })
    expect(rows).toEqual([
      {
        sku: 'B-002',
        category_id: { name: 'Sci-fi' },
        product_tags: [{ tag_id: 1 }, { tag_id: 3 }],
      },
      { sku: 'U-4', category_id: { name: 'Upserted' }, product_tags: [{ tag_id: 1 }] },
    ])
  })

  test('know a row by every spelling of its key that the database takes for the same', async () => {
    const [{ folded } = { folded: 0 }] = (
      await shop.facts(
        `select case when 'a' = 'A' then 1 else 0 end as folded from tags where id = 1`,
      )
    ).map(([value]) => ({ folded: Number(value) }))
    const [answer] = await shop.session.upsert('products', [product('k-001', { weight: 3 })], {
      by: ['sku'],
    })
    expect(answer?.inserted).toBe(folded === 0)
    const twice = shop.session.upsert('products', [product('U-5'), product('u-5')], { by: ['sku'] })
    if (folded === 1) await expect(twice).rejects.toMatchObject({ code: 'RECORD_NOT_UNIQUE' })
    else expect((await twice).map(({ inserted }) => inserted)).toEqual([true, true])
  })

  test.each([
    ['two items that are the same row', [{ id: 1 }, { id: '1' }], undefined, 'INVALID_PAYLOAD'],
    ['what is no item', [7], undefined, 'INVALID_PAYLOAD'],
    ['a key of the wrong type', [{ id: 'x' }], undefined, 'INVALID_PAYLOAD'],
    ['a constraint that is not there', [{ id: 1 }], 'nonsense', 'INVALID_QUERY'],
    ['columns that are not unique', [{ id: 1 }], ['price'], 'INVALID_QUERY'],
    ['no columns', [{ id: 1 }], [], 'INVALID_QUERY'],
    ['a new row that lacks values', [{ sku: 'U-6' }], ['sku'], 'FAILED_VALIDATION'],
    [
      'one bad row among good ones',
      [product('U-7'), { sku: 'B-001', price: 'x' }],
      ['sku'],
      'INVALID_PAYLOAD',
    ],
  ] as const)('refuse %s, and nothing is written', async (_, items, by, code) => {
    const before = await shop.facts('select count(*) from products')
    const failed = shop.session
      .upsert('products', items as unknown as readonly Row[], by === undefined ? {} : { by })
      .catch((error: unknown) => error)
    const error = (await failed) as { code?: string; errors?: readonly { code: string }[] }
    expect(error.code ?? error.errors?.[0]?.code).toBe(code)
    expect(await shop.facts('select count(*) from products')).toEqual(before)
  })

  test('of the same new row at the same time: one creates it, the others update it', async () => {
    const names = Array.from({ length: 8 }, (_, index) => `by ${index}`)
    const answers = await Promise.all(
      names.map((name) =>
        shop.session.upsert('products', [product('R-1', { name, category_id: 6 })], {
          by: ['sku'],
        }),
      ),
    )
    expect(answers.flat().filter(({ inserted }) => inserted)).toHaveLength(1)
    expect(new Set(answers.flat().map(({ key }) => key['id'])).size).toBe(1)
    expect(await shop.facts(`select count(*) from products where sku = 'R-1'`)).toEqual([[1]])
  })

  test('that lose a race do again what else is in their transaction', async () => {
    const both = await Promise.all(
      ['one', 'two'].map((name) =>
        shop.session.transaction(async (inner) => {
          await inner.create('categories', [{ name: `race ${name}` }])
          return inner.upsert('products', [product('R-2', { name })], { by: ['sku'] })
        }),
      ),
    )
    expect(both.flat().filter(({ inserted }) => inserted)).toHaveLength(1)
    expect(await shop.facts(`select count(*) from categories where name like 'race %'`)).toEqual([
      [2],
    ])
  })

  test('are heard of as what they really are', async () => {
    const heard: unknown[] = []
    const hooks = createHooks()
    for (const name of ['items.create', 'items.update'] as const) {
      hooks.before(name, ({ payload }) => {
        heard.push(['before', name, payload['name']])
        return undefined
      })
      hooks.within(name, ({ keys }) => {
        heard.push(['within', name, keys.length])
      })
      hooks.on(name, ({ payload }) => {
        heard.push(['on', name, payload['name']])
      })
    }
    const items = [
      { id: 1, name: 'newest' },
      { id: 990, name: 'heard' },
    ]
    await shop.with({ hooks }).upsert('tags', items)
    expect(heard).toEqual([
      ['before', 'items.create', 'heard'],
      ['within', 'items.create', 1],
      ['before', 'items.update', 'newest'],
      ['within', 'items.update', 1],
      ['on', 'items.create', 'heard'],
      ['on', 'items.update', 'newest'],
    ])
  })

  test('take a few statements, however many rows there are', async () => {
    const many = Array.from({ length: 200 }, (_, index) => product(`M-${index}`))
    await shop.session.upsert('products', many.slice(0, 100), { by: ['sku'] })
    let answer: readonly { inserted: boolean }[] = []
    const count = await shop.statements(async () => {
      answer = await shop.session.upsert('products', many, { by: ['sku'] })
    })
    expect(answer.filter(({ inserted }) => inserted)).toHaveLength(100)
    // MariaDB looks up twice which rows an update is about, and MySQL how far numbers are apart; none is
    // looked at by itself.
    expect(count).toBeLessThanOrEqual(dialect.name === 'mysql' ? 6 : 5)
  })

  describe('under rights', () => {
    const policy = policyOf({
      tags: { read: { fields: '*' }, create: { fields: '*' } },
      categories: {
        read: { fields: '*' },
        create: {
          fields: ['name'],
          presets: { parent_id: 1 },
          validation: [{ name: { _starts_with: 'N' } }],
        },
        update: {
          fields: ['parent_id'],
          rows: { parent_id: { _eq: 1 } },
          validation: [{ parent_id: { _lt: 3 } }],
          check: { id: { _neq: 5 } },
        },
      },
      products: { create: { fields: ['name'] }, update: { fields: '*' } },
    })
    const restricted = (): ReturnType<typeof shop.with> => shop.with({ policy }, { id: '1' })
    const parentOf = (name: string) =>
      shop.facts(`select parent_id from categories where name = '${name}'`)

    test('need the right to create and the right to update', async () => {
      await expect(restricted().upsert('tags', [{ name: 'x' }])).rejects.toMatchObject({
        code: 'FORBIDDEN',
      })
    })

    test('hold each row to the right that applies to it', async () => {
      const answer = await restricted().upsert(
        'categories',
        [{ name: 'Newer' }, { name: 'Books', parent_id: 2 }],
        { by: ['name'] },
      )
      expect(answer.map(({ inserted }) => inserted)).toEqual([true, false])
      expect(await parentOf('Newer')).toEqual([[1]])
      expect(await parentOf('Books')).toEqual([[2]])
    })

    test.each([
      ['a field that may not be created', [{ name: 'Nil', parent_id: 1 }], 'FORBIDDEN'],
      ['a row that fails the validation of creations', [{ name: 'Old' }], 'FAILED_VALIDATION'],
      ['a row that an update may not touch', [{ name: 'Fiction', parent_id: 1 }], 'FORBIDDEN'],
      [
        'a row that fails the validation of updates',
        [{ name: 'Kitchen', parent_id: 4 }],
        'FAILED_VALIDATION',
      ],
      ['a row that may not be left so', [{ name: 'Kitchen', parent_id: 2 }], 'FORBIDDEN'],
    ])('refuse %s, and nothing is written', async (_, items, code) => {
      const before = await shop.facts('select id, name, parent_id from categories order by id')
      const failed = restricted().upsert('categories', [{ name: 'Nothing' }, ...items], {
        by: ['name'],
      })
      const error = (await failed.catch((each: unknown) => each)) as {
        code?: string
        errors?: readonly { code: string }[]
      }
      expect(error.code ?? error.errors?.[0]?.code).toBe(code)
      expect(await shop.facts('select id, name, parent_id from categories order by id')).toEqual(
        before,
      )
    })

    test('know no constraint of columns that may not be filled', async () => {
      const items = [{ sku: 'B-001', name: 'Dune' }]
      await expect(restricted().upsert('products', items, { by: ['sku'] })).rejects.toMatchObject({
        code: 'INVALID_QUERY',
      })
      const allowed = shop.as(SYSTEM).upsert('products', items, { by: ['sku'] })
      await expect(allowed).resolves.toHaveLength(1)
    })
  })
})
