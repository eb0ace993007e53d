import type { Overlay } from '@relvar/schema-introspect/model'
import { odditiesFixture, shopFixture } from '@relvar/test-databases'
import { describe, expect, it } from 'vitest'
import type { Row } from '../../src/index.js'
import { SUPPORTED, useFixture } from '../support/fixture.js'

const overlay: Overlay = {
  tables: {
    page_blocks: {
      relationships: {
        item: {
          kind: 'many-to-any',
          column: 'item',
          discriminator: 'collection',
          targets: ['headings', 'paragraphs'],
        },
      },
    },
    pages: {
      relationships: {
        blocks: {
          kind: 'one-to-many',
          target: 'page_blocks',
          through: 'page_id',
          traits: { sortColumn: 'sort' },
        },
      },
    },
    headings: {
      relationships: {
        uses: { kind: 'one-to-many', target: 'page_blocks', through: 'item' },
      },
    },
    students: {
      relationships: {
        courses: {
          kind: 'one-to-many',
          target: 'enrolments',
          through: 'student_id',
          traits: { onDeselect: 'delete', sortColumn: 'sort' },
        },
      },
    },
  },
}

const made = { created_at: '2024-01-01T00:00:00Z' }
const missing = { code: 'FORBIDDEN', details: {} }

describe.each(SUPPORTED)('nested writes on $name', (dialect) => {
  const shop = useFixture(dialect, shopFixture)
  const odd = useFixture(dialect, odditiesFixture, { overlay })
  const test = it.skipIf(dialect.skip)

  const first = async (table: string, item: Row): Promise<number> => {
    const [key] = await shop.session.create(table, [item])
    return Number(key?.['id'])
  }

  describe('to one', () => {
    test('creates, links, changes and unlinks', async () => {
      const id = await first('products', {
        sku: 'N-1',
        name: 'n',
        price: 1,
        ...made,
        category_id: { name: 'Fresh' },
      })
      const category = () =>
        shop.facts(
          `select c.name, c.parent_id from products p join categories c on c.id = p.category_id where p.id = ${id}`,
        )
      expect(await category()).toEqual([['Fresh', null]])
      const [[fresh]] = (await shop.facts(`select id from categories where name = 'Fresh'`)) as [
        [number],
      ]
      await shop.session.update(
        'products',
        { keys: [id] },
        { category_id: { id: fresh, parent_id: 1 } },
      )
      expect(await category()).toEqual([['Fresh', 1]])
      await shop.session.update('products', { keys: [id] }, { category_id: { id: 5 } })
      expect(await category()).toEqual([['Kitchen', 1]])
      await shop.session.update('products', { keys: [id] }, { category_id: '2' })
      expect(await category()).toEqual([['Books', 1]])
      await shop.session.update('products', { keys: [id] }, { category_id: null })
      expect(await category()).toEqual([])
      expect(await shop.facts(`select count(*) from categories where name = 'Fresh'`)).toEqual([
        [1],
      ])
    })

    test('creates an item with the unknown key that it holds', async () => {
      await shop.session.update(
        'products',
        { keys: [1] },
        { category_id: { id: 777, name: 'Own' } },
      )
      expect(await shop.facts('select category_id from products where id = 1')).toEqual([[777]])
      expect(await shop.facts('select name from categories where id = 777')).toEqual([['Own']])
    })

    test('creates nothing for a row that is not there', async () => {
      const update = { category_id: { name: 'For nobody' } }
      expect(await shop.session.update('products', { keys: [4711] }, update)).toEqual([])
      const found = await shop.facts(`select id from categories where name = 'For nobody'`)
      expect(found).toEqual([])
    })

    test('links by the columns that the link names', async () => {
      const [city] = await odd.session.create('cities', [
        { name: 'Oslo', country_iso: { iso: 'NO', name: 'Norge' } },
      ])
      expect(await odd.facts(`select country_iso from cities where name = 'Oslo'`)).toEqual([
        ['NO'],
      ])
      await odd.session.update(
        'cities',
        { keys: [city ?? 0] },
        { country_iso: { id: 2, name: 'Éire' } },
      )
      expect(await odd.facts(`select country_iso from cities where name = 'Oslo'`)).toEqual([
        ['IE'],
      ])
      expect(await odd.facts(`select name from countries where iso = 'IE'`)).toEqual([['Éire']])
    })

    test('takes a composite link as text, null and an item', async () => {
      const region = (id: unknown) =>
        odd.facts(`select region_code, region_country from branches where id = ${String(id)}`)
      const [key] = await odd.session.create('branches', [{ name: 'b', regions: 'NI,DE' }])
      expect(await region(key?.['id'])).toEqual([['NI', 'DE']])
      const keys = [key ?? 0]
      await odd.session.update('branches', { keys }, { regions: null })
      expect(await region(key?.['id'])).toEqual([[null, null]])
      const regions = { code: 'BE', country: 'DE', name: 'Berlin' }
      await odd.session.update('branches', { keys }, { regions })
      expect(await region(key?.['id'])).toEqual([['BE', 'DE']])
      expect(await odd.facts(`select name from regions where code = 'BE'`)).toEqual([['Berlin']])
    })
  })

  describe('to many', () => {
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
      await expect(
        shop.session.update('sales', { keys: [1] }, { sale_lines }),
      ).rejects.toMatchObject({ code: 'INVALID_PAYLOAD' })
    })
  })

  describe('through junctions', () => {
    const tagsOf = (id: number) =>
      shop.facts(`select tag_id from product_tags where product_id = ${id} order by tag_id`)

    test('whose key is made of its links', async () => {
      const id = await first('products', {
        sku: 'J-1',
        name: 'j',
        price: 1,
        ...made,
        product_tags: [{ tag_id: 1 }, { tag_id: { name: 'brand new' } }],
      })
      const [[fresh]] = (await shop.facts(`select id from tags where name = 'brand new'`)) as [
        [number],
      ]
      expect(await tagsOf(id)).toEqual([[1], [fresh]])
      await shop.session.update(
        'products',
        { keys: [id] },
        { product_tags: [{ tag_id: { id: fresh, name: 'renamed' } }, { tag_id: 2 }] },
      )
      expect(await tagsOf(id)).toEqual([[2], [fresh]])
      expect(await shop.facts(`select name from tags where id = ${fresh}`)).toEqual([['renamed']])
      const product_tags = { create: [{ tag_id: 3 }], delete: [`${id},2`] }
      await shop.session.update('products', { keys: [id] }, { product_tags })
      expect(await tagsOf(id)).toEqual([[3], [fresh]])
    })

    test('with a key and data of their own, deleting what is taken out', async () => {
      const [ann] = await odd.session.create('students', [
        {
          name: 'Zoe',
          courses: [{ course_id: 1, grade: '2.0' }, { course_id: { title: 'Drama' } }],
        },
      ])
      const rows = () =>
        odd.facts(
          `select c.title, e.grade, e.sort from enrolments e join courses c on c.id = e.course_id where e.student_id = ${String(ann?.['id'])} order by c.title`,
        )
      // The basic form leaves the order alone, the detailed one goes on at its end.
      expect(await rows()).toEqual([
        ['Algebra', 2, null],
        ['Drama', null, null],
      ])
      const [[algebra]] = (await odd.facts(
        `select e.id from enrolments e where e.student_id = ${String(ann?.['id'])} and e.course_id = 1`,
      )) as [[number]]
      const keys = [ann ?? 0]
      await odd.session.update('students', { keys }, { courses: [{ id: algebra, sort: 4 }] })
      expect(await rows()).toEqual([['Algebra', 2, 4]])
      const create = [{ course_id: 2 }, { course_id: 3, sort: 1 }]
      await odd.session.update('students', { keys }, { courses: { create } })
      expect(await rows()).toEqual([
        ['Algebra', 2, 4],
        ['Botany', null, 5],
        ['Chess', null, 1],
      ])
      await odd.session.update('students', { keys }, { courses: { delete: [algebra] } })
      expect(await odd.facts(`select count(*) from enrolments where id = ${algebra}`)).toEqual([
        [0],
      ])
    })
  })

  describe('to any', () => {
    test('creates and changes items of the collection beside them', async () => {
      const [page] = await odd.session.create('pages', [
        {
          title: 'Made',
          blocks: [
            { collection: 'headings', item: { title: 'New heading' } },
            { collection: 'paragraphs', item: '3' },
            { collection: 'headings', item: { id: 2, title: 'Changed' } },
          ],
        },
      ])
      const blocks = await odd.facts(
        `select b.collection, h.title from page_blocks b left join headings h on cast(h.id as char(9)) = b.item and b.collection = 'headings' where b.page_id = ${String(page?.['id'])} order by b.id`,
      )
      expect(blocks).toEqual([
        ['headings', 'New heading'],
        ['paragraphs', null],
        ['headings', 'Changed'],
      ])
      expect(await odd.facts('select title from headings where id = 2')).toEqual([['Changed']])
    })

    test('wants the collection to be named, and to be allowed', async () => {
      for (const block of [
        { item: { title: 'x' } },
        { item: { title: 'x' }, collection: 'teams' },
      ]) {
        await expect(odd.session.create('page_blocks', [block])).rejects.toThrow(
          '"item" needs "collection" to name one of its collections.',
        )
      }
    })

    test('writes the way back', async () => {
      await odd.session.update('headings', { keys: [1] }, { uses: { create: [{ page_id: 3 }] } })
      expect(await odd.facts('select item, collection from page_blocks where page_id = 3')).toEqual(
        [[1, 'headings']],
      )
    })
  })

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
