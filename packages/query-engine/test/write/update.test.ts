import { odditiesFixture, shopFixture } from '@relvar/test-databases'
import { describe, expect, it } from 'vitest'
import { connect, introspect } from '@relvar/schema-introspect'
import { allowAll, anonymous, createEngine } from '../../src/index.js'
import { dialectFor } from '../../src/dialect/dialects.js'
import { SUPPORTED, useFixture } from '../support/fixture.js'

describe.each(SUPPORTED)('updating on $name', (dialect) => {
  const shop = useFixture(dialect, shopFixture)
  const odd = useFixture(dialect, odditiesFixture)
  const test = it.skipIf(dialect.skip)

  test('changes the rows of the keys and no other, in one statement', async () => {
    const target = { keys: [2, '1', 2, 99] }
    let keys: readonly unknown[] = []
    const statements = await shop.statements(async () => {
      keys = await shop.session.update('categories', target, { parent_id: 7 })
    })
    expect(keys).toEqual([{ id: 2 }, { id: 1 }])
    // Where UPDATE does not answer keys, a key too few is looked for.
    expect(statements).toBe(dialectFor(dialect.name).capabilities.updateReturning ? 1 : 2)
    expect(await shop.facts('select id from categories where parent_id = 7 order by id')).toEqual([
      [1],
      [2],
    ])
  })

  test('takes one statement for one row', async () => {
    const update = () => shop.session.update('categories', { keys: [6] }, { name: 'Still empty' })
    expect(await shop.statements(update)).toBe(1)
    expect(await shop.facts('select name from categories where id = 6')).toEqual([['Still empty']])
  })

  test('compares keys by the collation of their column, whatever that is', async () => {
    const folded = await odd.session.update('MixedCase', { keys: [1] }, { userName: 'Ada' })
    expect(folded).toEqual([{ Id: 1 }])
    if (dialect.name !== 'mariadb') return
    // Neither the character set nor the collation is that of the connection.
    await using database = await dialect.createDatabase()
    await database.execute([
      'create table latin (code varchar(20) character set latin1 collate latin1_german1_ci primary key, n integer)',
      `insert into latin values ('ä', 1), ('Straße', 2), ('x', 3)`,
    ])
    const db = await connect(database.url)
    const session = createEngine({ db, schema: await introspect(db), policy: allowAll }).as(
      anonymous,
    )
    const each = [
      { code: 'ä', n: 10 },
      { code: 'STRASSE', n: 20 },
      { code: 'X', n: 30 },
    ]
    expect(await session.updateEach('latin', each)).toEqual([{ code: 'ä' }, { code: 'x' }])
    expect(await session.delete('latin', { keys: ['X'] })).toEqual([{ code: 'x' }])
    expect(await session.read('latin', { sort: ['n'] })).toEqual([
      { code: 'Straße', n: 2 },
      { code: 'ä', n: 10 },
    ])
    await db.destroy()
  })

  test('counts a row that stays as it was among those that were there', async () => {
    const same = () => shop.session.update('tags', { keys: [5] }, { name: 'unused' })
    expect(await same()).toEqual([{ id: 5 }])
    expect(await same()).toEqual([{ id: 5 }])
    expect(await shop.session.update('tags', { keys: [5] }, {})).toEqual([{ id: 5 }])
    expect(await shop.session.update('tags', { keys: [77] }, { name: 'gone' })).toEqual([])
  })

  test('changes the rows of a query up to its limit', async () => {
    const query = { filter: { status: { _eq: 'paid' } }, sort: ['-total'], limit: 2 }
    const keys = await shop.session.update('sales', { query }, { status: 'shipped' })
    expect(keys).toEqual([{ id: 9 }, { id: 5 }])
    const paid = await shop.facts(`select id from sales where status = 'paid' order by id`)
    expect(paid).toEqual([[1], [8]])
  })

  test('bounds a query that names no limit by the default', async () => {
    const created_at = '2024-01-01T00:00:00Z'
    const items = Array.from({ length: 120 }, () => ({ name: 'bulk', created_at }))
    await shop.session.create('customers', items)
    const filter = { name: { _eq: 'bulk' } }
    const some = await shop.session.update('customers', { query: { filter } }, { city: 'x' })
    const all = await shop.session.update(
      'customers',
      { query: { filter, limit: -1 } },
      { city: 'y' },
    )
    expect([some.length, all.length]).toEqual([100, 120])
    expect(await shop.facts(`select count(*) from customers where city = 'y'`)).toEqual([[120]])
  })

  test('gives each row values of its own in one statement', async () => {
    const items = [
      { id: 2, price: '2.50', active: false, attributes: { a: [1] }, created_at: '2024-01-01' },
      { created_at: '2024-06-01T12:00:00+02:00', id: 1, attributes: null, active: true, price: 3 },
      { id: 998, price: '9', active: true, attributes: null, created_at: '2024-01-01' },
    ]
    let keys: readonly unknown[] = []
    const statements = await shop.statements(async () => {
      keys = await shop.session.updateEach('products', items)
    })
    expect(keys).toEqual([{ id: 2 }, { id: 1 }])
    expect(statements).toBe(dialectFor(dialect.name).capabilities.updateReturning ? 1 : 2)
    const rows = await shop.session.read(
      'products',
      { fields: ['id', 'name', 'price', 'active', 'attributes', 'created_at'] },
      { keys: [1, 2] },
    )
    expect(rows).toEqual([
      {
        id: 1,
        name: 'Dune',
        price: '3.00',
        active: true,
        attributes: null,
        created_at: '2024-06-01T10:00:00.000Z',
      },
      {
        id: 2,
        name: 'Solaris',
        price: '2.50',
        active: false,
        attributes: { a: [1] },
        created_at: '2024-01-01T00:00:00.000Z',
      },
    ])
  })

  test('shares a statement among the rows that change the same fields', async () => {
    const items = [
      { id: 1, name: 'one' },
      { id: 2, city: 'two' },
      { id: 3, name: 'three' },
      { id: 4, city: 'four' },
    ]
    const update = () => shop.session.updateEach('customers', items)
    expect(await shop.statements(update)).toBe(2)
    expect(
      await shop.facts('select name, city from customers where id in (1, 2, 3, 4) order by id'),
    ).toEqual([
      ['one', 'London'],
      ['Jürgen Müller', 'two'],
      ['three', 'Dublin'],
      ['Bo', 'four'],
    ])
  })

  test('gives 5,000 rows values of their own', async () => {
    const items = Array.from({ length: 5_000 }, (_, index) => ({
      name: `each-${index}`,
      created_at: '2024-01-01T00:00:00Z',
    }))
    const keys = await shop.session.create('customers', items)
    const changes = keys.map((key, index) => ({ ...key, loyalty_points: index * 2 }))
    let changed: readonly unknown[] = []
    const statements = await shop.statements(async () => {
      changed = await shop.session.updateEach('customers', changes)
    })
    // A thousand rows each, or as many as there are parameters for.
    expect(statements).toBe(dialect.name === 'mssql' ? 10 : 5)
    expect(changed).toEqual(keys)
    const [sum] = await shop.facts(
      `select sum(loyalty_points), count(*) from customers where name like 'each-%'`,
    )
    expect(sum).toEqual([24_995_000, 5_000])
  })

  test('applies changes of one row that comes twice in their order', async () => {
    await shop.session.updateEach('tags', [
      { id: 4, name: 'first' },
      { id: 4, name: 'second' },
    ])
    expect(await shop.facts('select name from tags where id = 4')).toEqual([['second']])
  })

  test('wants the key in every item', async () => {
    await expect(shop.session.updateEach('tags', [{ name: 'x' }])).rejects.toThrow(
      'Each item has to hold its key (id).',
    )
    await expect(
      odd.session.updateEach('regions', [{ code: 'BY', name: 'x' }]),
    ).rejects.toMatchObject({ code: 'INVALID_PAYLOAD' })
  })

  test('changes keys themselves and answers them as they are now', async () => {
    const keys = await odd.session.update(
      'text_pair',
      { keys: [{ left_part: 'a', right_part: 'b' }] },
      { right_part: 'moved' },
    )
    expect(keys).toEqual([{ left_part: 'a', right_part: 'moved' }])
    expect(await odd.facts(`select name from text_pair where right_part = 'moved'`)).toEqual([
      ['plain'],
    ])
  })

  test('finds rows by keys of every spelling', async () => {
    const upper = 'FFFFFFFF-FFFF-4FFF-BFFF-FFFFFFFFFFFF'
    expect(await odd.session.update('uuid_key', { keys: [upper] }, { name: 'found' })).toEqual([
      { id: upper.toLowerCase() },
    ])
    expect(await odd.session.update('text_key', { keys: ['100%,', 'a,b'] }, { name: 'x' })).toEqual(
      [{ code: '100%,' }, { code: 'a,b' }],
    )
    expect(
      await odd.session.update('text_pair', { keys: ['a%2Cb,c', '50%25,%252C'] }, { name: 'y' }),
    ).toEqual([
      { left_part: 'a,b', right_part: 'c' },
      { left_part: '50%', right_part: '%2C' },
    ])
    expect(await odd.facts(`select count(*) from text_pair where name = 'y'`)).toEqual([[2]])
  })

  test('refuses what cannot be a key as it does a key that is missing under a rule', async () => {
    const rejected = { code: 'FORBIDDEN', details: {} }
    for (const key of ['one', '1,2', { other: 1 }, true]) {
      const update = shop.session.update('tags', { keys: [key] }, { name: 'x' })
      await expect(update, JSON.stringify(key)).rejects.toMatchObject(rejected)
    }
    await expect(odd.session.delete('uuid_key', { keys: ['no-uuid'] })).rejects.toMatchObject(
      rejected,
    )
  })
})

describe.each(SUPPORTED)('deleting on $name', (dialect) => {
  const shop = useFixture(dialect, shopFixture)
  const test = it.skipIf(dialect.skip)

  test('deletes the rows of the keys and no other', async () => {
    const target = { keys: ['3,4', { product_id: 1, tag_id: 2 }, '999,1', '3,4'] }
    let keys: readonly unknown[] = []
    const statements = await shop.statements(async () => {
      keys = await shop.session.delete('product_tags', target)
    })
    // Where DELETE does not answer keys, they are looked for before.
    expect(statements).toBe(dialectFor(dialect.name).capabilities.deleteReturning ? 1 : 2)
    expect(keys).toEqual([
      { product_id: 3, tag_id: 4 },
      { product_id: 1, tag_id: 2 },
    ])
    const left = await shop.facts(
      'select product_id, tag_id from product_tags where product_id < 4 order by product_id, tag_id',
    )
    expect(left).toEqual([
      [1, 3],
      [2, 3],
      [3, 3],
    ])
  })

  test('deletes the rows of a query up to its limit', async () => {
    const query = { filter: { sale_id: { _in: [5, 6] } }, sort: ['-sale_id', 'line_no'], limit: 3 }
    expect(await shop.session.delete('sale_lines', { query })).toEqual([
      { sale_id: 6, line_no: 1 },
      { sale_id: 6, line_no: 2 },
      { sale_id: 5, line_no: 1 },
    ])
    const left = await shop.facts(
      'select sale_id, line_no from sale_lines where sale_id in (5, 6) order by line_no',
    )
    expect(left).toEqual([
      [5, 2],
      [5, 3],
    ])
  })

  test('does nothing for no keys and for no rows', async () => {
    expect(await shop.session.delete('tags', { keys: [] })).toEqual([])
    expect(await shop.session.delete('tags', { keys: [4711] })).toEqual([])
    const query = { filter: { name: { _eq: 'nothing' } } }
    expect(await shop.session.delete('tags', { query })).toEqual([])
  })
})
