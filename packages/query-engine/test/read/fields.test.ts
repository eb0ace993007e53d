import { odditiesFixture, shopFixture } from '@relvar/test-databases'
import { describe, expect, it } from 'vitest'
import { ForbiddenError, InvalidQueryError } from '../../src/index.js'
import { SUPPORTED, useFixture } from '../support/fixture.js'
import { policyOf } from '../support/rules.js'

const dune = {
  id: 1,
  sku: 'B-001',
  name: 'Dune',
  category_id: 4,
  price: '9.99',
  weight: 0.5,
  active: true,
  attributes: { pages: 412, authors: ['Frank Herbert'] },
  created_at: '2022-01-01T00:00:00.000Z',
}

describe.each(SUPPORTED)('fields on $name', (dialect) => {
  const test = it.skipIf(dialect.skip)
  const shop = useFixture(dialect, shopFixture, {
    overlay: {
      tables: {
        sales: {
          relationships: {
            lines: { kind: 'one-to-many', target: 'sale_lines', through: 'sale_id' },
          },
        },
      },
    },
  })

  test('gives every column by default and for *', async () => {
    expect(await shop.read('products', { limit: 1 })).toEqual([dune])
    expect(await shop.read('products', { fields: ['*'], limit: 1 })).toEqual([dune])
    expect(await shop.read('products', { fields: [], limit: 1 })).toEqual([dune])
  })

  test('gives what is named, once', async () => {
    const rows = await shop.read('products', { fields: ['name', 'id', 'name'], limit: 2 })
    expect(rows).toEqual([
      { name: 'Dune', id: 1 },
      { name: 'Solaris', id: 2 },
    ])
  })

  test('expands * by one level with *.*', async () => {
    const { category_id: _, ...flat } = dune
    expect(await shop.read('products', { fields: ['*.*'], limit: 1 })).toEqual([
      { ...flat, category_id: { id: 4, name: 'Science fiction', parent_id: 3 } },
    ])
  })

  test('expands * by two levels with *.*.*', async () => {
    const [row] = await shop.read('products', { fields: ['*.*.*'], limit: 1 })
    expect(row?.['category_id']).toEqual({
      id: 4,
      name: 'Science fiction',
      parent_id: { id: 3, name: 'Fiction', parent_id: 2 },
    })
  })

  test('makes declared ways back, and no others, part of *', async () => {
    const [sale] = await shop.read('sales', { limit: 1 })
    expect(sale).toEqual({
      id: 1,
      customer_id: 1,
      employee_id: 4,
      status: 'paid',
      sold_on: '2022-12-31',
      total: '29.97',
      lines: ['1,1', '1,2'],
    })
    const [customer] = await shop.read('customers', { limit: 1 })
    expect(Object.keys(customer ?? {})).not.toContain('sales')
  })

  test('leaves the way back out of wildcards when told to', async () => {
    const fields = ['lines.*.*']
    const keys = [7]
    await expect(shop.read('sales', { fields, backlink: false }, { keys })).resolves.toEqual([
      { lines: [] },
    ])
    const [row] = await shop.read('sale_lines', {
      fields: ['sale_id.*.*'],
      limit: 1,
      backlink: false,
    })
    expect(Object.keys(row?.['sale_id'] as object)).not.toContain('lines')
    const [full] = await shop.read('sale_lines', { fields: ['sale_id.*.*'], limit: 1 })
    expect(Object.keys(full?.['sale_id'] as object)).toContain('lines')
  })

  test('mixes a relation by key, by field and by wildcard into its nested form', async () => {
    const fields = ['id', 'category_id', 'category_id.name', { category_id: ['parent_id.*'] }]
    expect(await shop.read('products', { fields, limit: 1 })).toEqual([
      {
        id: 1,
        category_id: {
          name: 'Science fiction',
          parent_id: { id: 3, name: 'Fiction', parent_id: 2 },
        },
      },
    ])
  })

  test('gives null for a to-one and [] for a to-many without rows', async () => {
    expect(
      await shop.read(
        'products',
        { fields: ['category_id.name', 'reviews.id', 'reviews'] },
        { keys: [10] },
      ),
    ).toEqual([{ category_id: null, reviews: [] }])
  })

  test('nests to-one and to-many rows in each other', async () => {
    const fields = [
      'id',
      {
        customer_id: ['name'],
        sale_lines: ['line_no', { product_id: ['sku', 'category_id.name'] }],
      },
    ]
    expect(await shop.read('sales', { fields }, { keys: [1, 7] })).toEqual([
      {
        id: 1,
        customer_id: { name: 'Ada Lovelace' },
        sale_lines: [
          { line_no: 1, product_id: { sku: 'B-001', category_id: { name: 'Science fiction' } } },
          { line_no: 2, product_id: { sku: 'B-002', category_id: { name: 'Science fiction' } } },
        ],
      },
      { id: 7, customer_id: { name: 'Bo' }, sale_lines: [] },
    ])
  })

  test('goes through a junction, from both sides', async () => {
    expect(
      await shop.read('products', { fields: ['product_tags.tag_id.name'] }, { keys: [1] }),
    ).toEqual([{ product_tags: [{ tag_id: { name: 'sale' } }, { tag_id: { name: 'classic' } }] }])
    expect(
      await shop.read(
        'tags',
        { fields: ['name', 'product_tags.product_id.name', 'product_tags'] },
        { keys: [2, 5] },
      ),
    ).toEqual([
      {
        name: 'sale',
        product_tags: [{ product_id: { name: 'Dune' } }, { product_id: { name: 'Knife 20%' } }],
      },
      { name: 'unused', product_tags: [] },
    ])
  })

  test('gives the keys of a to-many, composite ones as the wire writes them', async () => {
    expect(
      await shop.read('products', { fields: ['reviews', 'product_tags'] }, { keys: [1] }),
    ).toEqual([{ reviews: [1, 2, 3], product_tags: ['1,2', '1,3'] }])
  })

  test('follows a tree both ways', async () => {
    expect(
      await shop.read(
        'employees',
        { fields: ['name', 'manager_id.manager_id.name', 'employees.name'] },
        { keys: [2, 4] },
      ),
    ).toEqual([
      {
        name: 'Linus',
        manager_id: { manager_id: null },
        employees: [{ name: 'Dennis' }, { name: 'Ken' }],
      },
      { name: 'Dennis', manager_id: { manager_id: { name: 'Grace' } }, employees: [] },
    ])
  })

  test('reads one row by key, and null where there is none', async () => {
    expect(await shop.session.readOne('sale_lines', '1,2', { fields: ['quantity'] })).toEqual({
      quantity: 1,
    })
    expect(
      await shop.session.readOne(
        'sale_lines',
        { sale_id: 1, line_no: 2 },
        { fields: ['quantity'] },
      ),
    ).toEqual({
      quantity: 1,
    })
    expect(await shop.session.readOne('products', 99)).toBeNull()
    expect(await shop.session.readOne('sale_lines', '1')).toBeNull()
    await expect(shop.session.readOne('products', 'no number')).rejects.toThrow(ForbiddenError)
  })

  test('reads exactly the rows of the keys, in the order of the sort', async () => {
    const keys = [5, '2', 99]
    expect(await shop.read('products', { fields: ['id'] }, { keys })).toEqual([
      { id: 2 },
      { id: 5 },
    ])
    expect(await shop.read('products', { fields: ['id'], sort: ['-id'] }, { keys })).toEqual([
      { id: 5 },
      { id: 2 },
    ])
    expect(await shop.read('products', { fields: ['id'], limit: 1 }, { keys })).toEqual([{ id: 2 }])
    expect(await shop.read('products', { fields: ['id'] }, { keys: [] })).toEqual([])
  })

  test.each([
    ['an unknown field', 'products', 'nope'],
    ['an unknown field of a relation', 'products', 'category_id.nope'],
    ['an unknown collection', 'nope', '*'],
    ['a field of every object', 'products', 'constructor'],
    ['the prototype', 'products', '__proto__'],
  ])('refuses %s as forbidden', async (_, table, field) => {
    await expect(shop.session.read(table, { fields: [field] })).rejects.toThrow(ForbiddenError)
  })

  test.each([['name.first'], ['attributes.pages'], ['name.*']])(
    'refuses the path %s below a scalar',
    async (field) => {
      await expect(shop.session.read('products', { fields: [field] })).rejects.toThrow(
        InvalidQueryError,
      )
    },
  )

  test('that are null, or none, are all of them', async () => {
    const [all] = await shop.read('tags', { limit: 1 })
    for (const fields of [null, undefined, []])
      expect(await shop.read('tags', { fields: fields as never, limit: 1 })).toEqual([all])
  })

  test('of which none is left are empty rows, at every level and in every order', async () => {
    const fields = [{ customer_id: [] }] as never
    expect(await shop.read('sales', { fields, sort: ['-sold_on'], limit: 2 })).toEqual([{}, {}])
    const guarded = shop.with({
      policy: policyOf({
        customers: { read: { rows: {}, fields: { id: {}, sales: {} } } },
        sales: { read: { rows: {}, fields: { id: {}, customer_id: {}, sale_lines: {} } } },
      }),
    })
    const read = async (table: string, ...names: string[]): Promise<unknown> => {
      const query = { fields: names, sort: ['-id'], limit: 1, offset: 1 }
      const rows = await guarded.read(table, query)
      expect(JSON.parse((await guarded.readJson(table, query)).data)).toEqual(rows)
      return rows[0]
    }
    expect(await read('sales', 'sale_lines.product_id')).toEqual({})
    expect(await read('sales', 'id', 'customer_id.sales.sale_lines.product_id')).toEqual({
      id: expect.any(Number),
      customer_id: { sales: expect.arrayContaining([{}]) },
    })
    expect(await read('customers', 'sales.sale_lines.quantity')).toEqual({ sales: [{}] })
  })
})

describe.each(SUPPORTED)('fields of odd tables on $name', (dialect) => {
  const test = it.skipIf(dialect.skip)
  const odd = useFixture(dialect, odditiesFixture)

  test('lists tables without a key', async () => {
    expect(await odd.read('no_key', { sort: ['amount'] })).toEqual([
      { name: 'twice', amount: 1 },
      { name: 'twice', amount: 1 },
      { name: null, amount: null },
    ])
    await expect(odd.session.readOne('no_key', 1)).rejects.toThrow(ForbiddenError)
  })

  test('gives whole rows for a to-many without a key', async () => {
    expect(
      await odd.read('students', { fields: ['student_courses_wished'] }, { keys: [1, 2] }),
    ).toEqual([
      { student_courses_wished: [{ student_id: 1, course_id: 3 }] },
      { student_courses_wished: [] },
    ])
  })

  test('follows a composite foreign key, and finds nothing where a half is null', async () => {
    expect(await odd.read('branches', { fields: ['name', 'regions.name'] })).toEqual([
      { name: 'München', regions: { name: 'Bayern' } },
      { name: 'Hannover', regions: { name: 'Niedersachsen' } },
      { name: 'Elsewhere', regions: { name: 'Somewhere else' } },
      { name: 'Half', regions: null },
      { name: 'None', regions: null },
    ])
    expect(await odd.read('branches', { fields: ['regions'] }, { keys: [1, 4] })).toEqual([
      { regions: 'BY,DE' },
      { regions: null },
    ])
    expect(
      await odd.read(
        'regions',
        { fields: ['name', 'branches.name', 'branches'] },
        { keys: ['BY,DE'] },
      ),
    ).toEqual([{ name: 'Bayern', branches: [{ name: 'München' }] }])
  })

  test('follows a link to a unique column that is no key', async () => {
    expect(await odd.read('cities', { fields: ['country_iso', 'name'] })).toEqual([
      { country_iso: 'DE', name: 'Köln' },
      { country_iso: 'IE', name: 'Dublin' },
      { country_iso: null, name: 'Atlantis' },
    ])
    expect(await odd.read('cities', { fields: ['country_iso.name'] })).toEqual([
      { country_iso: { name: 'Deutschland' } },
      { country_iso: { name: 'Ireland' } },
      { country_iso: null },
    ])
    expect(await odd.read('countries', { fields: ['cities.name'] }, { keys: [1] })).toEqual([
      { cities: [{ name: 'Köln' }] },
    ])
  })

  test('tells several links to one table apart', async () => {
    const fields = ['home_team_id.name', 'away_team_id.name', 'winner.name']
    expect(await odd.read('matches', { fields }, { keys: [2, 3] })).toEqual([
      { home_team_id: { name: 'Blue' }, away_team_id: { name: 'Green' }, winner: null },
      { home_team_id: { name: 'Green' }, away_team_id: { name: 'Red' }, winner: { name: 'Red' } },
    ])
    const ways = ['matches_by_home_team_id', 'matches_by_away_team_id', 'matches_by_winner']
    expect(await odd.read('teams', { fields: ways }, { keys: [1] })).toEqual([
      { matches_by_home_team_id: [1], matches_by_away_team_id: [3], matches_by_winner: [1, 3] },
    ])
  })

  test('reads keys with commas and percent signs', async () => {
    const name = async (key: string): Promise<unknown> =>
      (await odd.session.readOne('text_pair', key, { fields: ['name'] }))?.['name']
    expect(await name('a,b')).toBe('plain')
    expect(await name('a%2Cb,c')).toBe('comma left')
    expect(await name('a,b%2Cc')).toBe('comma right')
    expect(await name('50%25,%252C')).toBe('percent')
    expect(await odd.session.readOne('text_key', 'a,b', { fields: ['name'] })).toEqual({
      name: '2',
    })
    expect(await odd.session.readOne('text_key', '%2C', { fields: ['name'] })).toEqual({
      name: '5',
    })
    expect(await odd.session.readOne('text_key', '007', { fields: ['name'] })).toEqual({
      name: '9',
    })
    expect(await odd.session.readOne('text_key', 7)).toBeNull()
  })

  test('reads UUID keys in any case', async () => {
    const key = 'FFFFFFFF-FFFF-4FFF-BFFF-FFFFFFFFFFFF'
    expect(await odd.session.readOne('uuid_key', key)).toEqual({
      id: 'ffffffff-ffff-4fff-bfff-ffffffffffff',
      name: 'last',
    })
  })
})
