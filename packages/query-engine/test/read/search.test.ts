import type { Overlay } from '@relvar/schema-introspect/model'
import { odditiesFixture, shopFixture } from '@relvar/test-databases'
import { describe, expect, it } from 'vitest'
import { InvalidQueryError } from '../../src/index.js'
import { SUPPORTED, useFixture } from '../support/fixture.js'

const overlay: Overlay = {
  tables: { products: { columns: { sku: { traits: { searchable: false } } } } },
}

describe.each(SUPPORTED)('search on $name', (dialect) => {
  const test = it.skipIf(dialect.skip)
  const shop = useFixture(dialect, shopFixture, { overlay })
  const found = (table: string, search: string): Promise<readonly unknown[]> =>
    shop.ids(table, undefined, { search })

  test('finds parts of text whatever their case', async () => {
    expect(await found('customers', 'LONDON')).toEqual([1, 6, 10])
    expect(await found('customers', 'köln')).toEqual([2, 5])
    expect(await found('customers', 'KÖLN')).toEqual([2, 5])
    expect(await found('customers', 'koln')).toEqual([])
    expect(await found('customers', '太郎')).toEqual([8])
    expect(await found('customers', 'straße')).toEqual([2])
    expect(await found('customers', 'ångström')).toEqual([9])
  })

  test('takes the metacharacters of patterns as they are', async () => {
    expect(await found('customers', '%')).toEqual([6])
    expect(await found('customers', '_')).toEqual([6, 7])
    expect(await found('customers', '\\')).toEqual([7])
    expect(await found('customers', '*')).toEqual([])
    expect(await found('customers', '?')).toEqual([])
    expect(await found('customers', '[a-z]')).toEqual([])
    expect(await found('customers', `O'N`)).toEqual([3])
    expect(await found('customers', '"it')).toEqual([3])
  })

  test('trims, and ignores what is empty', async () => {
    expect(await found('customers', '  leeds ')).toEqual([7])
    expect(await found('tags', '   ')).toEqual([1, 2, 3, 4, 5])
  })

  test('compares numbers with numeric fields, links included', async () => {
    expect(await found('reviews', '5')).toEqual([1, 2, 5])
    expect(await found('products', '49.95')).toEqual([6, 7])
    expect(await found('products', '0.25')).toEqual([2])
    expect(await found('products', '-25')).toEqual([11])
    expect(await found('customers', '9007199254740993')).toEqual([1])
    expect(await found('sales', '149.85')).toEqual([5, 6])
  })

  test('leaves out what is not searchable, and gives nothing where nothing is', async () => {
    expect(await found('products', 'B-001')).toEqual([])
    expect(await shop.read('product_tags', { search: 'sale' })).toEqual([])
    expect(await shop.page('products', { search: 'B-001' }, { meta: ['filter_count'] })).toEqual({
      data: [],
      meta: { filter_count: 0 },
    })
  })

  test('joins a filter', async () => {
    expect(
      await shop.ids('customers', { newsletter: { _eq: false } }, { search: 'london' }),
    ).toEqual([10])
  })

  test('refuses what is no text', async () => {
    await expect(shop.session.read('customers', { search: 5 as never })).rejects.toThrow(
      InvalidQueryError,
    )
  })

  test('answers a very long term', async () => {
    const reading = shop.session.read('customers', { search: 'ä'.repeat(200_000) })
    await reading.then(
      (rows) => expect(rows).toEqual([]),
      (error: unknown) => expect(error).toBeInstanceOf(InvalidQueryError),
    )
  })
})

describe.each(SUPPORTED)('search for UUIDs on $name', (dialect) => {
  const test = it.skipIf(dialect.skip)
  const odd = useFixture(dialect, odditiesFixture)

  test('finds whole UUIDs in any case, no parts', async () => {
    const search = (term: string): Promise<readonly unknown[]> =>
      odd.list('uuid_key', 'name', { search: term })
    expect(await search('FFFFFFFF-FFFF-4FFF-BFFF-FFFFFFFFFFFF')).toEqual(['last'])
    expect(await search('ffffffff')).toEqual([])
    expect(await search('last')).toEqual(['last'])
  })
})
