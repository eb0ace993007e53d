import { odditiesFixture, shopFixture } from '@relvar/test-databases'
import { describe, expect, it } from 'vitest'
import type { Row } from '../../../src/index.js'
import { SUPPORTED, useFixture } from '../../support/fixture.js'
import { declaredLinks } from './declared-links.js'

const made = { created_at: '2024-01-01T00:00:00Z' }

describe.each(SUPPORTED)('writes nested to one on $name', (dialect) => {
  const shop = useFixture(dialect, shopFixture)
  const odd = useFixture(dialect, odditiesFixture, { overlay: declaredLinks })
  const test = it.skipIf(dialect.skip)

  const first = async (table: string, item: Row): Promise<number> => {
    const [key] = await shop.session.create(table, [item])
    return Number(key?.['id'])
  }
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
    expect(await shop.facts(`select count(*) from categories where name = 'Fresh'`)).toEqual([[1]])
  })

  test('creates an item with the unknown key that it holds', async () => {
    await shop.session.update('products', { keys: [1] }, { category_id: { id: 777, name: 'Own' } })
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
    expect(await odd.facts(`select country_iso from cities where name = 'Oslo'`)).toEqual([['NO']])
    await odd.session.update(
      'cities',
      { keys: [city ?? 0] },
      { country_iso: { id: 2, name: 'Éire' } },
    )
    expect(await odd.facts(`select country_iso from cities where name = 'Oslo'`)).toEqual([['IE']])
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
