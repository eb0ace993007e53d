import { type DialectName, odditiesFixture, shopFixture } from '@relvar/test-databases'
import { skipFor } from '@relvar/test-databases/skip-for'
import { describe, expect, it } from 'vitest'
import type { Row } from '../../src/index.js'
import { SUPPORTED, useFixture } from '../support/fixture.js'

/** Statements of a write that is answered; begin and commit, where there are any, are none of them. */
const CREATE: Readonly<Partial<Record<DialectName, number>>> = {
  sqlite: 1,
  postgres: 1,
  cockroachdb: 1,
  mariadb: 1,
}
const UPDATE: typeof CREATE = { sqlite: 1, postgres: 1, cockroachdb: 1, mariadb: 2, mysql: 2 }

/** A table whose rows are changed by a trigger once they are written. */
const triggered = (dialect: DialectName): readonly string[] => [
  'create table noted (id integer primary key, note varchar(40))',
  ...(TRIGGERS[dialect] ?? []),
]

const TRIGGERS: Readonly<Partial<Record<DialectName, readonly string[]>>> = {
  sqlite: ['insert', 'update of note'].map(
    (event) =>
      `create trigger "t ${event}" after ${event} on noted when new.note not like '%!' begin update noted set note = new.note || '!' where id = new.id; end`,
  ),
  postgres: [
    `create function add_mark() returns trigger language plpgsql as 'begin update noted set note = new.note || ''!'' where id = new.id; return null; end'`,
    `create trigger t after insert or update on noted for each row when (new.note not like '%!') execute function add_mark()`,
  ],
  mariadb: ['insert', 'update'].map(
    (event) =>
      `create trigger t_${event} before ${event} on noted for each row set new.note = concat(new.note, '!')`,
  ),
}

const created_at = '2024-01-01T00:00:00.000Z'
const parsed = (text: string | null): unknown => (text === null ? null : JSON.parse(text))

describe.each(SUPPORTED)('writes that are answered on $name', (dialect) => {
  const { name } = dialect
  const shop = useFixture(dialect, shopFixture)
  const odd = useFixture(dialect, odditiesFixture)
  const marked = useFixture(dialect, triggered)
  const test = it.skipIf(dialect.skip)
  const makeCustomer = async (city: string): Promise<number> => {
    const [key] = await shop.session.create('customers', [{ name: 'x', city, created_at }])
    return Number(key?.['id'])
  }

  test('takes and refuses what other writes do, with the same words', async () => {
    const { session } = shop
    const outcome = (writing: Promise<unknown>) =>
      writing.then(
        () => 'taken',
        (error: Error) => error.message,
      )
    for (const price of ['NaN', 'Infinity', '-Infinity', '1.5']) {
      const target = { keys: [1] }
      const expected = await outcome(session.update('products', target, { price }))
      expect(await outcome(session.updateJson('products', target, { price }))).toBe(expected)
      const items = ['a', 'b'].map((letter) => ({
        name: `${price}${letter}`,
        sku: `${price}${letter}`,
        price,
        created_at,
      }))
      const many = items.map((item) => ({
        ...item,
        name: `${item.name} too`,
        sku: `${item.sku} too`,
      }))
      const created = await outcome(session.create('products', items))
      expect(await outcome(session.createJson('products', many))).toBe(created)
      if (price === '1.5') expect([expected, created]).toEqual(['taken', 'taken'])
    }
  })

  test('answers a created row as reading it does, in one statement', async () => {
    const query = { fields: ['*'] }
    const item = { name: 'One', created_at, loyalty_points: '9007199254740993' }
    let text: string | null = null
    const count = await shop.statements(async () => {
      text = await shop.session.createJson('customers', [item], query)
    })
    expect(count).toBe(CREATE[name] ?? count)
    const [row] = parsed(text) as Row[]
    expect(row).toMatchObject({ name: 'One', newsletter: true, email: null })
    const read = await shop.session.readJson('customers', query, { keys: [Number(row?.['id'])] })
    expect(text).toBe(read.data)
  })

  test('answers an updated row as reading it does', async () => {
    const id = await makeCustomer('Ulm')
    const query = { fields: ['id', 'city', 'notes'] }
    let text: string | null = null
    const count = await shop.statements(async () => {
      text = await shop.session.updateJson('customers', { keys: [id] }, { city: '$NOW' }, query)
    })
    expect(count).toBe(UPDATE[name] ?? count)
    expect(parsed(text)).toEqual([{ id, city: '$NOW', notes: null }])
  })

  test('writes null where it is sent, and the default where nothing is', async () => {
    const fields = ['loyalty_points', 'city']
    const create = (item: Row) =>
      shop.session.createJson('customers', [{ name: 'n', created_at, ...item }], { fields })
    expect(parsed(await create({ city: null }))).toEqual([{ loyalty_points: '0', city: null }])
    expect(parsed(await create({ city: 'A' }))).toEqual([{ loyalty_points: '0', city: 'A' }])
    expect(parsed(await create({ city: null, loyalty_points: 3 }))).toEqual([
      { loyalty_points: '3', city: null },
    ])
  })

  test('answers what leads to other rows', async () => {
    const item = { sku: 'N-1', name: 'N', category_id: 2, price: '1.5', created_at }
    const fields = ['name', 'category_id.name', 'category_id.parent_id.name']
    const text = await shop.session.createJson('products', [item], { fields })
    const category_id = { name: 'Books', parent_id: { name: 'All' } }
    expect(parsed(text)).toEqual([{ name: 'N', category_id }])
  })

  test('answers what leads to the written table itself as it is afterwards', async () => {
    const fields = ['name', 'categories.name', 'parent_id.name']
    const text = await shop.session.updateJson(
      'categories',
      { keys: [6] },
      { parent_id: 6, name: 'Own' },
      { fields },
    )
    const own = { name: 'Own' }
    expect(parsed(text)).toEqual([{ ...own, categories: [own], parent_id: own }])
  })

  test('answers every type as reading does', async () => {
    const [key] = await odd.session.read('every_type', { fields: ['id'], limit: 1 })
    const [row = {}] = await odd.session.read('every_type', {}, { keys: [key as { id: number }] })
    const { columns } = odd.schema.tables['every_type'] ?? { columns: [] }
    const own = columns.filter(
      ({ name: each, actions }) => each !== 'id' && actions.includes('create'),
    )
    const item = Object.fromEntries(own.map(({ name: each }) => [each, row[each]]))
    const given = columns.some((each) => each.name === 'id' && each.generated === null)
    const text = await odd.session.createJson('every_type', [given ? { id: 999, ...item } : item])
    const [made = {}] = parsed(text) as Row[]
    const read = await odd.session.readJson('every_type', {}, { keys: [Number(made['id'])] })
    expect(made).toEqual((parsed(read.data) as Row[])[0])
    const data = item
    const updated = await odd.session.updateJson('every_type', { keys: [Number(made['id'])] }, data)
    expect(parsed(updated)).toEqual([made])
  })

  it(
    'answers a row as its triggers leave it',
    skipFor(dialect.skip ?? (TRIGGERS[name] === undefined ? `${name}: no trigger here` : null)),
    async () => {
      const created = await marked.session.createJson('noted', [{ id: 1, note: 'a' }])
      expect(parsed(created)).toEqual([{ id: 1, note: 'a!' }])
      const updated = await marked.session.updateJson('noted', { keys: [1] }, { note: 'b' })
      expect(parsed(updated)).toEqual([{ id: 1, note: 'b!' }])
    },
  )

  test('answers many rows in the order of the items, in one statement', async () => {
    const items = Array.from({ length: 300 }, (_, index) => ({
      name: `many '"\\${String((index * 7) % 300)} ü🙂`,
      city: index % 3 === 0 ? null : `c${String(index)}`,
      loyalty_points: index === 5 ? '9223372036854775807' : index,
      newsletter: index % 2 === 0,
      created_at: `2024-01-01T00:00:${String(index % 60).padStart(2, '0')}.000Z`,
    }))
    const fields = ['name', 'city', 'loyalty_points', 'newsletter', 'created_at']
    let text: string | null = null
    const count = await shop.statements(async () => {
      text = await shop.session.createJson('customers', items, { fields })
    })
    const isOne = name === 'sqlite' || name === 'postgres' || name === 'mariadb'
    expect(count).toBe(isOne ? 1 : count)
    expect(parsed(text)).toEqual(
      items.map((item) => ({ ...item, loyalty_points: String(item.loyalty_points) })),
    )
  })

  test('gives defaults to those of many rows that leave a column out', async () => {
    const fields = ['loyalty_points', 'newsletter']
    const items = [
      { name: 'd', created_at, loyalty_points: 4 },
      { name: 'd', created_at },
      { name: 'd', created_at, newsletter: false },
    ]
    expect(parsed(await shop.session.createJson('customers', items, { fields }))).toEqual([
      { loyalty_points: '4', newsletter: true },
      { loyalty_points: '0', newsletter: true },
      { loyalty_points: '0', newsletter: false },
    ])
  })

  test('writes many values as it writes one', async () => {
    // ISJSON of SQL Server knows no bare values, and IS JSON of Oracle those since 21c.
    const bare = name === 'mssql' || name === 'oracle' ? [[], {}] : ['text', 12345678901]
    const attributes = [{ a: [1, 'ü'] }, bare[0], null, bare[1], ['$NOW']]
    const prices = ['0.07', '99999999.99', '-1.005', '12.5', '1e3']
    const items = prices.map((price, index) => ({
      sku: `P-${String(index)}`,
      name: `P ${String(index)}`,
      category_id: index === 0 ? null : 7,
      price,
      attributes: attributes[index],
      created_at,
    }))
    const fields = ['category_id', 'price', 'attributes', 'created_at']
    const many = parsed(await shop.session.createJson('products', items, { fields }))
    const single: unknown[] = []
    for (const item of items) {
      const own = { ...item, sku: `${item.sku}s`, name: `${item.name}s` }
      single.push(
        ...(parsed(await shop.session.createJson('products', [own], { fields })) as Row[]),
      )
    }
    expect(many).toEqual(single)
  })

  test('writes nothing of many where one of them cannot be written', async () => {
    const items = [{ name: 'all-1' }, { name: 'all-2' }, { name: 'sale' }]
    const work = shop.session.createJson('tags', items)
    await expect(work).rejects.toMatchObject({ code: 'RECORD_NOT_UNIQUE' })
    expect(await shop.facts(`select id from tags where name like 'all-%'`)).toEqual([])
  })

  test('takes texts that JSON of a database cannot hold', async () => {
    const odd = name === 'sqlite' || name === 'mariadb' ? 'a\0b' : 'a\\u0000b'
    const items = [{ name: odd }, { name: `${odd}!` }]
    const text = await shop.session.createJson('tags', items, { fields: ['name'] })
    expect(parsed(text)).toEqual(items)
  })

  test('writes and answers without a row that nobody has', async () => {
    expect(await shop.session.updateJson('tags', { keys: [999] }, { name: 'none' })).toBe('[]')
  })

  test('says what a broken constraint is about, and leaves nothing behind', async () => {
    const errorOf = (work: Promise<unknown>): Promise<unknown> =>
      work.then(
        () => null,
        ({ code, details }: { code: string; details: unknown }) => ({ code, details }),
      )
    const unique = [{ name: 'sale' }]
    const expected = await errorOf(shop.session.create('tags', unique))
    expect(expected).toMatchObject({ code: 'RECORD_NOT_UNIQUE' })
    expect(await errorOf(shop.session.createJson('tags', unique))).toEqual(expected)
    const link = [{ name: 'link', parent_id: 999 }]
    const broken = await errorOf(shop.session.create('categories', link))
    expect(broken).toMatchObject({ code: 'INVALID_FOREIGN_KEY' })
    expect(await errorOf(shop.session.createJson('categories', link))).toEqual(broken)
  })

  test('writes nothing where what is asked for makes no sense', async () => {
    const session = shop.with({ limits: { maxDepth: 0 } })
    const query = { fields: ['parent_id.name'] }
    const create = session.createJson('categories', [{ name: 'senseless' }], query)
    await expect(create).rejects.toMatchObject({ code: 'INVALID_QUERY' })
    const update = session.updateJson('categories', { keys: [1] }, { name: 'senseless' }, query)
    await expect(update).rejects.toMatchObject({ code: 'INVALID_QUERY' })
    expect(await shop.facts(`select id from categories where name = 'senseless'`)).toEqual([])
  })

  test('is undone with the transaction that it joins', async () => {
    const work = shop.session.transaction(async (session) => {
      const text = await session.createJson('tags', [{ name: 'undone' }], { fields: ['name'] })
      expect(parsed(text)).toEqual([{ name: 'undone' }])
      throw new Error('stop')
    })
    await expect(work).rejects.toThrow('stop')
    expect(await shop.facts(`select id from tags where name = 'undone'`)).toEqual([])
  })
})
