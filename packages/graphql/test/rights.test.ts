import { allow, createPolicy } from '@relvar/rbac'
import { DIALECTS, shopFixture } from '@relvar/test-databases'
import { describe, expect, it } from 'vitest'
import { codesOf, openApi } from './api.js'

const reader = {
  policy: createPolicy({
    reader: [
      allow('read', 'products', {
        fields: ['id', 'name', 'category_id'],
        rows: { id: { _lt: 4 } },
      }),
      allow('read', 'products', { fields: ['price'], rows: { id: { _eq: 1 } } }),
      allow('read', 'reviews', { fields: ['id', 'product_id', 'rating'] }),
      allow('update', 'products', { fields: ['name'], rows: { id: { _lt: 3 } } }),
      allow('create', 'tags', { fields: ['name'] }),
    ],
  }),
  actor: { id: '1', role: 'reader', roles: ['reader'], policies: ['reader'] },
} as const

describe.each(DIALECTS)('rights on $name', (dialect) => {
  const test = it.skipIf(dialect.skip)

  test('leave out of the schema what may not be read', async () => {
    await using api = await openApi(dialect, shopFixture(dialect.name), reader)
    const { __schema: schema, __type: type } = (await api.data(`{
      __schema { queryType { fields { name } } mutationType { fields { name } } }
      __type(name: "products") { fields { name type { kind } } }
    }`)) as {
      __schema: Record<'queryType' | 'mutationType', { fields: readonly { name: string }[] }>
      __type: { fields: readonly { name: string; type: { kind: string } }[] }
    }
    const names = (root: 'queryType' | 'mutationType'): unknown =>
      schema[root].fields.map(({ name }) => name)
    expect(names('queryType')).toEqual([
      'products',
      'products_by_id',
      'products_aggregated',
      'products_connection',
      'reviews',
      'reviews_by_id',
      'reviews_aggregated',
      'reviews_connection',
    ])
    expect(names('mutationType')).toEqual([
      'update_products_item',
      'update_products_items',
      'update_products_batch',
      'create_tags_item',
      'create_tags_items',
    ])
    expect(type.fields.map(({ name }) => name)).toContain('price')
    expect(type.fields.map(({ name }) => name)).not.toContain('sku')
    // It may be read in one of the rows: in the others it is null.
    expect(type.fields.find(({ name }) => name === 'price')?.type.kind).toBe('SCALAR')
    expect(type.fields.find(({ name }) => name === 'category_id')?.type.kind).not.toBe('OBJECT')
  })

  test('hide rows and values, at every depth', async () => {
    await using api = await openApi(dialect, shopFixture(dialect.name), reader)
    const { products, reviews } = (await api.data(
      '{ products(sort: ["id"]) { id price } reviews { product_id { id price } } }',
    )) as {
      products: readonly { id: string; price: number | null }[]
      reviews: readonly { product_id: { id: string; price: number | null } | null }[]
    }
    expect(products).toEqual([
      { id: '1', price: 9.99 },
      { id: '2', price: null },
      { id: '3', price: null },
    ])
    const seen = reviews.flatMap(({ product_id: product }) => (product === null ? [] : [product]))
    expect(seen.length).toBeGreaterThan(0)
    for (const { id, price } of seen) {
      expect(Number(id)).toBeLessThan(4)
      expect(price).toBe(id === '1' ? 9.99 : null)
    }
  })

  test('say why none of somebody’s policies counts', async () => {
    const actor = { ...reader.actor, policies: [], lacks: 'second factor' as const }
    await using api = await openApi(dialect, shopFixture(dialect.name), { ...reader, actor })
    const { text } = await api.send('{ products { id } }')
    expect(text).toContain('none of them counts until you have set one up')
  })

  test('make a hidden row like one that is not there', async () => {
    await using api = await openApi(dialect, shopFixture(dialect.name), reader)
    const hidden = await api.send('{ products_by_id(id: 4) { id } }')
    const missing = await api.send('{ products_by_id(id: 9999) { id } }')
    expect(hidden.text).toBe(missing.text)
    const write = await api.send(
      'mutation { update_products_item(id: 3, data: { name: "x" }) { id } }',
    )
    expect(codesOf(write)).toEqual(['FORBIDDEN'])
  })

  test('answer true to who may not read what they write', async () => {
    await using api = await openApi(dialect, shopFixture(dialect.name), reader)
    expect(
      await api.data(
        'mutation { create_tags_item(data: { name: "unseen" }) many: create_tags_items(data: [{ name: "m" }]) }',
      ),
    ).toEqual({ create_tags_item: true, many: true })
  })

  test('let nothing be sorted or filtered by that may not be read', async () => {
    await using api = await openApi(dialect, shopFixture(dialect.name), reader)
    expect(codesOf(await api.send('{ products(sort: ["sku"]) { id } }'))).toEqual(['FORBIDDEN'])
    expect(codesOf(await api.send('{ products(filter: { sku: { _eq: "a" } }) { id } }'))).toEqual([
      'GRAPHQL_VALIDATION',
    ])
  })
})
