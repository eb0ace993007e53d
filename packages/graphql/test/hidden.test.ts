import { allow, createPolicy } from '@relvar/rbac'
import { DIALECTS, shopFixture } from '@relvar/test-databases'
import { skipFor } from '@relvar/test-databases/skip-for'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openApi, type TestApi } from './api.js'

/** Sees three products of which one has a price, all reviews but the bodies of bad ones, and no sales. */
const reader = {
  policy: createPolicy({
    reader: [
      allow('read', 'products', {
        fields: ['id', 'name', 'category_id', 'reviews'],
        rows: { id: { _lt: 4 } },
      }),
      allow('read', 'products', {
        fields: ['id', 'price', 'attributes'],
        rows: { id: { _eq: 1 } },
      }),
      allow('read', 'reviews', { fields: ['id', 'product_id', 'rating'] }),
      allow('read', 'reviews', { fields: ['id', 'body'], rows: { rating: { _gte: 4 } } }),
      allow('read', 'categories', { fields: ['id', 'name', 'products'] }),
      allow('update', 'products', {
        fields: ['name', 'category_id', 'reviews'],
        rows: { id: { _lt: 3 } },
      }),
      allow('update', 'reviews', {
        fields: ['rating', 'product_id'],
        rows: { rating: { _gte: 4 } },
      }),
      allow('read', 'tags', { fields: ['id', 'name'] }),
      allow('create', 'tags', { fields: ['name'] }),
      allow('delete', 'tags', { rows: { id: { _gt: 100 } } }),
    ],
  }),
  actor: { id: '1', role: 'reader', roles: ['reader'], policies: ['reader'] },
} as const

/** Sees as much, and may write beside and below what they may not see. */
const editor = {
  policy: createPolicy({
    editor: [
      allow('read', 'products', {
        fields: ['id', 'name', 'category_id', 'reviews'],
        rows: { id: { _lt: 4 } },
      }),
      allow('read', 'products', { fields: ['id', 'price'], rows: { id: { _eq: 1 } } }),
      allow('update', 'products', {
        fields: ['name', 'category_id', 'reviews'],
        rows: { id: { _lt: 4 } },
      }),
      allow('read', 'reviews', { fields: ['id', 'product_id', 'rating'] }),
      allow('read', 'reviews', { fields: ['id', 'body'], rows: { rating: { _gte: 4 } } }),
      allow('create', 'reviews', { fields: ['product_id', 'rating', 'body', 'created_at'] }),
      allow('update', 'reviews', {
        fields: ['rating', 'product_id'],
        rows: { rating: { _gte: 4 } },
      }),
      allow('read', 'categories', { fields: ['id', 'name', 'products'] }),
      allow('create', 'categories', { fields: ['name', 'products'] }),
      allow('update', 'categories', { fields: ['name', 'products'] }),
    ],
  }),
  actor: { id: '2', role: 'editor', roles: ['editor'], policies: ['editor'] },
} as const

/** Another shop, which looks the same to both. */
const OTHERWISE: readonly string[] = [
  `update products set sku = 'X-' || id, weight = 99, created_at = '2001-01-01 00:00:00'`,
  `update products set price = price + 50, attributes = '{"pages":1,"authors":[]}' where id <> 1`,
  `update products set name = 'Hidden ' || id, category_id = null where id >= 4`,
  `update reviews set created_at = '2001-01-01 00:00:00', customer_id = 1`,
  `update reviews set body = 'hidden' where rating < 4 or rating is null`,
  `delete from sale_lines where line_no > 1`,
  `update sales set status = 'cancelled', total = 1`,
  `update employees set salary = 1, name = 'Somebody'`,
]

const QUERIES: readonly string[] = [
  // Values that may be read in some rows, wherever one may stand.
  '{ products(sort: ["id"]) { id price attributes } }',
  '{ products(sort: ["price", "id"]) { id } }',
  '{ products(sort: ["-price", "id"]) { id } }',
  '{ products(filter: { price: { _gt: 20 } }) { id } }',
  '{ products(filter: { price: { _null: true } }, sort: ["id"]) { id } }',
  '{ products(filter: { price: { _neq: 9.99 } }, sort: ["id"]) { id } }',
  '{ products(filter: { _or: [{ price: { _nnull: true } }, { id: { _eq: 3 } }] }, sort: ["id"]) { id } }',
  '{ products(filter: { attributes: { _null: false } }, sort: ["id"]) { id } }',
  '{ products(search: "9.99") { id } }',
  '{ products(search: "59.99") { id } }',
  '{ products(search: "pages") { id } }',
  '{ products(sort: ["id"]) { attributes_func { pages: json(path: "pages") first: json(path: "authors[0]") } } }',
  '{ products(filter: { attributes_func: { count: { _gte: 1 } } }, sort: ["id"]) { id } }',
  '{ products(filter: { attributes: { _json: { pages: { _gte: 1 } } } }, sort: ["id"]) { id } }',
  '{ products(sort: ["json(attributes, pages)", "id"]) { id } }',
  '{ reviews(filter: { body: { _nnull: true } }, sort: ["id"]) { id body } }',
  '{ reviews(search: "hidden", sort: ["id"]) { id } }',
  // In aggregates and groups.
  '{ products_aggregated { countAll count { id price } countDistinct { price } } }',
  '{ products_aggregated { sum { price } avg { price } min { price } max { price } sumDistinct { price } } }',
  '{ products_aggregated(groupBy: ["price"], sort: ["price"]) { group countAll } }',
  '{ products_aggregated(groupBy: ["name"], sort: ["name"]) { group max { price } } }',
  '{ reviews_aggregated(groupBy: ["product_id"], sort: ["product_id"]) { group countAll countDistinct { body } } }',
  '{ reviews_aggregated(groupBy: ["body"], sort: ["body"]) { group countAll } }',
  '{ reviews_aggregated(filter: { product_id: { price: { _gt: 20 } } }) { countAll } }',
  '{ categories(sort: ["id"]) { id products_func { count } } }',
  '{ categories(filter: { products_func: { count: { _gte: 2 } } }, sort: ["id"]) { id } }',
  // Across relationships, twice, in fragments, in arguments below.
  '{ reviews(sort: ["id"]) { id product_id { id name price } } }',
  '{ reviews(sort: ["product_id.price", "id"]) { id } }',
  '{ reviews(sort: ["product_id.name", "id"]) { id } }',
  '{ reviews(filter: { product_id: { name: { _starts_with: "Hidden" } } }, sort: ["id"]) { id } }',
  '{ reviews(filter: { product_id: { id: { _nnull: true } } }, sort: ["id"]) { id } }',
  '{ reviews(sort: ["id"]) { product_id(filter: { price: { _gt: 20 } }) { id } } }',
  '{ categories(sort: ["id"]) { a: products(sort: ["-price", "id"], limit: 1) { id } b: products(filter: { price: { _lt: 20 } }) { id } } }',
  '{ categories(filter: { products: { _some: { price: { _gt: 20 } } } }, sort: ["id"]) { id } }',
  '{ categories(filter: { products: { _none: { price: { _gt: 20 } } } }, sort: ["id"]) { id } }',
  '{ categories(filter: { products: { _none: { id: { _gt: 3 } } } }, sort: ["id"]) { id } }',
  '{ ...Q } fragment Q on Query { products(sort: ["price", "id"]) { ...P } } fragment P on products { id reviews(sort: ["-body", "id"]) { id body } }',
  // Cursors hold the values that rows are sorted by.
  '{ products_connection(sort: ["price"], first: 2) { totalCount edges { cursor node { id } } pageInfo { endCursor } } }',
  '{ products_connection(sort: ["-price"], last: 2) { edges { cursor } } }',
  '{ reviews_connection(sort: ["product_id.price"], first: 20) { edges { cursor node { id } } } }',
  '{ reviews_connection(sort: ["body"], first: 20) { edges { cursor node { id } } } }',
  '{ categories_connection(sort: ["count(products)"], first: 20) { edges { cursor node { id } } } }',
  // One that is hidden, gone or never was.
  '{ products_by_id(id: 4) { id name } }',
  '{ a: products_by_id(id: 4) { id } b: products_by_id(id: 4000) { id } }',
  // What is not in the schema.
  '{ products(filter: { sku: { _starts_with: "X" } }) { id } }',
  '{ products(sort: ["sku"]) { id } }',
  '{ products(sort: ["sale_lines.quantity"]) { id } }',
  '{ products_aggregated(groupBy: ["sku"]) { group } }',
  '{ products(filter: { sale_lines: { quantity: { _gt: 1 } } }) { id } }',
  '{ reviews(sort: ["customer_id.name"]) { id } }',
]

const MUTATIONS: readonly string[] = [
  // What is answered of written rows, and the arguments that shape it.
  'mutation { update_products_item(id: 2, data: { name: "Renamed" }) { id price attributes } }',
  'mutation { update_products_items(ids: [1, 2], data: { category_id: { id: 5 } }, sort: ["-price"]) { id price } }',
  'mutation { update_products_items(ids: [1, 2], data: { category_id: { id: 5 } }, filter: { price: { _gt: 20 } }) { id } }',
  'mutation { update_products_batch(data: [{ id: 1, name: "One" }, { id: 2, name: "Two" }], sort: ["price"]) { id price } }',
  'mutation { create_tags_items(data: [{ name: "unheard of" }], search: "unheard") { name } }',
  // Rows that may not be written, met by themselves and below those that may.
  'mutation { update_products_item(id: 3, data: { name: "x" }) { id } }',
  'mutation { update_products_item(id: 4, data: { name: "x" }) { id } }',
  'mutation { update_products_item(id: 4000, data: { name: "x" }) { id } }',
  'mutation { update_products_items(ids: [1, 4], data: { name: "x" }) { id } }',
  'mutation { update_products_item(id: 1, data: { reviews: [{ id: 1, rating: 5 }] }) { reviews { id rating body } } }',
  'mutation { update_products_item(id: 1, data: { reviews: [] }) { id } }',
  'mutation { delete_tags_item(id: 1) { id } }',
  'mutation { delete_tags_item(id: 99) { id } }',
  'mutation { a: update_products_item(id: 4, data: { name: "x" }) { id } b: update_products_item(id: 1, data: { name: "Later" }) { id name } }',
]

/** One after another, on the same two shops; each of them succeeds. */
const NESTED: readonly string[] = [
  `mutation { update_products_item(id: 1, data: { name: "Dune, again", reviews: [
    { id: 1, rating: 4 }, { id: 2 }, { id: 3 }, { rating: 5, body: "Anew", created_at: "2024-01-01T00:00:00" }
  ] }) { id name price reviews(sort: ["id"]) { id rating body } } }`,
  'mutation { update_products_item(id: 2, data: { category_id: { name: "Fresh" } }) { price category_id { name products { id price } } } }',
  'mutation { update_products_item(id: 2, data: { category_id: { id: 4, name: "SF" } }) { category_id { id name } } }',
  `mutation { create_reviews_item(data: { product_id: { id: 3, name: "Emma, again" }, rating: 2, body: "Mine, and soon hidden", created_at: "2024-01-02T00:00:00" })
    { rating body product_id { name price } } }`,
  `mutation { create_reviews_items(data: [
    { product_id: { id: 1 }, rating: 5, body: "a", created_at: "2024-01-03T00:00:00" },
    { product_id: { id: 2 }, rating: 1, body: "b", created_at: "2024-01-03T00:00:00" }
  ], sort: ["-body"], filter: { product_id: { id: { _lt: 3 } } }) { body product_id { id price } } }`,
  'mutation { create_categories_item(data: { name: "Picked", products: [{ id: 1 }, { id: 2, name: "Solaris, again" }] }) { name products(sort: ["-price", "id"]) { id name price } } }',
  // The other shop has none of the hidden rows there, in the first one too.
  'mutation { update_categories_item(id: 2, data: { name: "Volumes" }) { name products { id } products_func { count } } }',
  // What the editor does not see stays where it is.
  'mutation { update_categories_item(id: 3, data: { products: [] }) { id products { id } } }',
  'mutation { a: update_reviews_item(id: 4, data: { rating: 5, product_id: { id: 1 } }) { body product_id { id } } b: update_reviews_item(id: 4, data: { rating: 2 }) { id rating body } }',
]

/** Lists that leave out what the editor does not see. */
const STAYING: readonly string[] = [
  'mutation { update_categories_item(id: 3, data: { products: [{ id: 3 }] }) { id products { id } } }',
  'mutation { update_categories_item(id: 2, data: { products: [] }) { id products { id } } }',
]

const sqlite = DIALECTS.find(({ name }) => name === 'sqlite')
if (sqlite === undefined) throw new Error('There is no SQLite.')

/**
 * Whatever is asked for, in every corner of the language: what somebody may not read makes no difference to what
 * they are answered, to the byte.
 */
describe('two shops that differ in what is hidden', skipFor(sqlite.skip), () => {
  let shops: readonly TestApi[]
  beforeAll(async () => {
    shops = await openPair(reader)
  })
  afterAll(async () => {
    for (const shop of shops) await shop[Symbol.asyncDispose]()
  })

  it.each([...QUERIES, ...MUTATIONS])('are answered alike: %s', async (query) => {
    const [one, other] = await Promise.all(shops.map((shop) => shop.send(query)))
    expect(one?.text).toBe(other?.text)
    expect(one?.text).not.toMatch(/INTERNAL|[Hh]idden \d|X-\d/)
  })

  it('differ to who may read it', async () => {
    const everything = '{ products(sort: ["id"]) { sku price name } }'
    const [one, other] = await Promise.all(
      [[], OTHERWISE].map(async (changes) => {
        await using shop = await openApi(sqlite, [...shopFixture('sqlite'), ...changes])
        return (await shop.send(everything)).text
      }),
    )
    expect(one).not.toBe(other)
  })
})

/** The same two, written to. */
describe('nested writes beside what is hidden', skipFor(sqlite.skip), () => {
  let shops: readonly TestApi[]
  beforeAll(async () => {
    shops = await openPair(editor)
  })
  afterAll(async () => {
    for (const shop of shops) await shop[Symbol.asyncDispose]()
  })

  it.each(NESTED)('succeed, are answered and stand there alike: %s', async (query) => {
    const [one, other] = await Promise.all(shops.map((shop) => writtenBy(shop, query)))
    expect(one?.text).toMatch(/^\{"data":/)
    expect(one?.changes).not.toEqual([])
    expect(one).toEqual(other)
  })

  it.each(STAYING)('leave it in its list, and tell nothing of it: %s', async (query) => {
    const [one, other] = await Promise.all(shops.map((shop) => writtenBy(shop, query)))
    expect(one?.text).toMatch(/^\{"data":/)
    expect(one).toEqual(other)
  })
})

async function openPair(options: Parameters<typeof openApi>[2]): Promise<readonly TestApi[]> {
  if (sqlite === undefined) return []
  const fixture = shopFixture('sqlite')
  return [
    await openApi(sqlite, fixture, options),
    await openApi(sqlite, [...fixture, ...OTHERWISE], options),
  ]
}

interface Written {
  readonly text: string
  /** Table, key, column and the value after it: of rows that are new, all. */
  readonly changes: readonly unknown[]
}

async function writtenBy(shop: TestApi, query: string): Promise<Written> {
  const before = await contentOf(shop)
  const { text } = await shop.send(query)
  const after = await contentOf(shop)
  const changes = [...after].filter(([place, value]) => before.get(place) !== value)
  const gone = [...before.keys()].filter((place) => !after.has(place))
  return { text, changes: [...changes, ...gone] }
}

/** Every value by its place. */
async function contentOf({ unrestricted }: TestApi): Promise<ReadonlyMap<string, string>> {
  const places = ['products', 'reviews', 'categories'].map(async (table) => {
    const rows = await unrestricted.read(table, { fields: ['*'], sort: ['id'], limit: -1 })
    return rows.flatMap((row) =>
      Object.entries(row).map(
        ([name, value]) =>
          [`${table} ${String(row['id'])} ${name}`, JSON.stringify(value)] as const,
      ),
    )
  })
  return new Map((await Promise.all(places)).flat())
}
