import { type DialectName, odditiesFixture, shopFixture } from '@relvar/test-databases'
import { describe, expect, it } from 'vitest'
import { SUPPORTED, useFixture } from '../support/fixture.js'

const BY_DDL_ALONE = 'Oracle moves a sequence on by DDL alone, which would commit'

describe.each(SUPPORTED)('creating on $name', (dialect) => {
  const shop = useFixture(dialect, shopFixture)
  const odd = useFixture(dialect, odditiesFixture)
  const test = it.skipIf(dialect.skip)

  test('answers the keys in the order of the items', async () => {
    const names = ['t-3', 't-1', 't-2']
    const keys = await shop.session.create(
      'tags',
      names.map((name) => ({ name })),
    )
    const found = await shop.facts(`select id, name from tags where name like 't-%' order by id`)
    expect(found).toEqual(keys.map(({ id }, index) => [id, names[index]]))
  })

  test('makes many rows in one statement, whatever the order of their fields', async () => {
    const items = [
      { name: 'A', created_at: '2024-01-01T00:00:00Z', newsletter: false },
      { newsletter: true, created_at: '2024-01-01T00:00:00Z', name: 'B' },
    ]
    const count = await shop.statements(() => shop.session.create('customers', items))
    // MySQL is asked besides how far the numbers of several rows are apart.
    expect(count).toBe(dialect.name === 'mysql' ? 2 : 1)
    const found = await shop.facts(
      `select name, newsletter from customers where name in ('A', 'B') order by name`,
    )
    expect(found).toEqual([
      ['A', 0],
      ['B', 1],
    ])
  })

  test('gives each row the defaults of the columns that it leaves out', async () => {
    const created_at = '2024-01-01T00:00:00Z'
    await shop.session.create('customers', [
      { name: 'd1', created_at, loyalty_points: 7 },
      { name: 'd2', created_at },
      { name: 'd3', created_at, newsletter: false, city: 'Bonn' },
    ])
    const found = await shop.facts(
      `select name, loyalty_points, newsletter, city from customers where name like 'd_' order by id`,
    )
    expect(found).toEqual([
      ['d1', 7, 1, null],
      ['d2', 0, 1, null],
      ['d3', 0, 0, 'Bonn'],
    ])
  })

  test('makes rows of nothing but defaults', async () => {
    const keys = await odd.session.create('only_key', [{}, {}, {}])
    const found = await odd.facts('select id from only_key order by id')
    expect(found.slice(-3)).toEqual(keys.map(({ id }) => [id]))
    const [key] = await odd.session.create('with_defaults', [{}])
    const [row] = await odd.session.read('with_defaults', {}, { keys: [key ?? 0] })
    expect(row).toMatchObject({ status: "it's new", amount: '1.50', note: null })
  })

  test('takes 10,000 rows in as few statements as the vendor allows', async () => {
    const items = Array.from({ length: 10_000 }, (_, index) => ({
      name: `many-${index}`,
      created_at: '2024-01-01T00:00:00Z',
      loyalty_points: index,
    }))
    let keys: readonly unknown[] = []
    const statements = await shop.statements(async () => {
      keys = await shop.session.create('customers', items)
    })
    // 30,000 values: one statement for the parameters, more where they or a VALUES list are bounded. MySQL
    // is asked besides how far numbers are apart.
    const most: Partial<Record<DialectName, number>> = { mysql: 4, mssql: 15, oracle: 10 }
    expect(statements).toBeLessThanOrEqual(most[dialect.name] ?? 2)
    expect(new Set(keys.map((key) => JSON.stringify(key))).size).toBe(10_000)
    const [totals] = await shop.facts(
      `select count(*), sum(loyalty_points), max(loyalty_points) from customers where name like 'many-%'`,
    )
    expect(totals).toEqual([10_000, 49_995_000, 9_999])
  })

  test('moves the sequence on past a key that was given', async ({ skip }) => {
    skip(dialect.name === 'oracle', BY_DDL_ALONE)
    const [given] = await shop.session.create('employees', [
      { id: 700, name: 'Given', hired_on: '2024-01-01' },
    ])
    const [next] = await shop.session.create('employees', [
      { name: 'Next', hired_on: '2024-01-01' },
    ])
    expect([given, next]).toEqual([{ id: 700 }, { id: 701 }])
  })

  test('counts on from the highest of several keys, and takes null for none', async ({ skip }) => {
    skip(dialect.name === 'oracle', BY_DDL_ALONE)
    const keys = await shop.session.create('employees', [
      { id: 905, name: 'a', hired_on: '2024-01-01' },
      { id: '901', name: 'b', hired_on: '2024-01-01' },
    ])
    const [next] = await shop.session.create('employees', [
      { id: null, name: 'c', hired_on: '2024-01-01' },
    ])
    expect([...keys, next]).toEqual([{ id: 905 }, { id: 901 }, { id: 906 }])
  })

  test('lets the database compute what it computes', async () => {
    const [key] = await odd.session.create('generated_columns', [{ width: 6, height: 7 }])
    const [row] = await odd.session.read('generated_columns', {}, { keys: [key ?? 0] })
    // Oracle stores nothing that it computes.
    const area = dialect.name === 'oracle' ? 'virtual_area' : 'stored_area'
    expect(row).toMatchObject({ width: 6, height: 7, [area]: 42 })
    await expect(
      odd.session.create('generated_columns', [{ width: 6, height: 7, [area]: 1 }]),
    ).rejects.toThrow(new RegExp(`"${area}" .* filled by the database`))
  })

  test('writes names that need quoting', async () => {
    // Oracle has no quotation marks in names.
    const quoted = dialect.name === 'oracle' ? 'with quotes' : 'with "quotes"'
    const [key] = await odd.session.create('odd names', [
      { [quoted]: 'x', "it's": 'y', 'with.dot': 'z', 'with`tick': 't', 'question?': 9 },
    ])
    const [row] = await odd.session.read('odd names', {}, { keys: [key ?? 0] })
    expect(row).toMatchObject({
      [quoted]: 'x',
      "it's": 'y',
      'with.dot': 'z',
      'question?': 9,
    })
    await odd.session.update(
      'odd names',
      { keys: [key ?? 0] },
      { toString: 'own', 'per%cent_': 'p' },
    )
    const [changed] = await odd.session.read('odd names', {}, { keys: [key ?? 0] })
    expect(changed).toMatchObject({ toString: 'own', 'per%cent_': 'p' })
  })

  test('answers composite keys in key order', async () => {
    const keys = await odd.session.create('regions', [{ country: 'FR', code: 'IDF' }])
    expect(keys).toEqual([{ code: 'IDF', country: 'FR' }])
    expect(await odd.facts(`select code from regions where country = 'FR'`)).toEqual([['IDF']])
  })

  test('does nothing for no items', async () => {
    expect(await shop.session.create('tags', [])).toEqual([])
  })

  test('refuses views, and tables without a key, saying why', async () => {
    await expect(shop.session.create('monthly_sales', [{ month: 'x' }])).rejects.toThrow(
      'Items of "monthly_sales" cannot be created: the view has no primary key.',
    )
    await expect(odd.session.create('no_key', [{ name: 'x' }])).rejects.toThrow(
      'Items of "no_key" cannot be created: the table has no primary key.',
    )
    await expect(shop.session.create('nowhere', [{}])).rejects.toThrow(
      `You don't have permission to access collection "nowhere" or it does not exist.`,
    )
  })
})
