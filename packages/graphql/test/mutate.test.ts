import { DIALECTS, shopFixture } from '@relvar/test-databases'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { codesOf, openApi, type TestApi } from './api.js'

describe.each(DIALECTS)('writing on $name', (dialect) => {
  const test = it.skipIf(dialect.skip)
  let api: TestApi
  if (dialect.skip === null) {
    beforeAll(async () => {
      api = await openApi(dialect, shopFixture(dialect.name))
    })
    afterAll(() => api[Symbol.asyncDispose]())
  }

  /** The keys of tags that were made for a test. */
  async function tags(...names: readonly string[]): Promise<readonly string[]> {
    const data = names.map((name) => ({ name }))
    const query = `mutation ($data: [create_tags_input!]) { made: create_tags_items(data: $data) { id } }`
    const { made } = (await api.data(query, { data })) as { made: readonly { id: string }[] }
    return made.map(({ id }) => id)
  }

  const namesOf = async (ids: readonly string[]): Promise<unknown> => {
    const rows = await api.session.read('tags', { filter: { id: { _in: ids } }, sort: ['id'] })
    return rows.map((row) => row['name'])
  }

  test('creates one and answers it as it is now', async () => {
    const query = `mutation { create_categories_item(data: { name: "Games", parent_id: { id: 1 } }) {
      name parent_id { id } products { id } __typename
    } }`
    expect(await api.data(query)).toEqual({
      create_categories_item: {
        name: 'Games',
        parent_id: { id: '1' },
        products: [],
        __typename: 'categories',
      },
    })
  })

  test('creates several, and shapes what is answered', async () => {
    const query = `mutation { create_tags_items(data: [{ name: "few 1" }, { name: "few 2" }, { name: "few 3" }],
      sort: ["-name"], limit: 2) { name } }`
    expect(await api.data(query)).toEqual({
      create_tags_items: [{ name: 'few 3' }, { name: 'few 2' }],
    })
    expect(
      await api.session.read('tags', { filter: { name: { _starts_with: 'few' } } }),
    ).toHaveLength(3)
  })

  test('creates what is nested, and links what is there', async () => {
    const query = `mutation { create_categories_item(data: {
      name: "Outdoor"
      products: [{ sku: "TENT-1", name: "Tent", price: 99.5, created_at: "2024-05-01T10:00:00Z" }]
    }) { products { name price category_id { name } } } }`
    expect(await api.data(query)).toEqual({
      create_categories_item: {
        products: [{ name: 'Tent', price: 99.5, category_id: { name: 'Outdoor' } }],
      },
    })
  })

  test('updates one, several alike and each by itself', async () => {
    const [a, b] = await tags('u1', 'u2')
    const one = `mutation ($id: ID!) { update_tags_item(id: $id, data: { name: "u1x" }) { name } }`
    expect(await api.data(one, { id: a })).toEqual({ update_tags_item: { name: 'u1x' } })
    const batch = `mutation ($a: ID, $b: ID) {
      update_tags_batch(data: [{ id: $a, name: "u3" }, { id: $b, name: "u4" }]) { id name }
    }`
    expect(await api.data(batch, { a, b })).toEqual({
      update_tags_batch: [
        { id: a, name: 'u3' },
        { id: b, name: 'u4' },
      ],
    })
    const many = `mutation ($ids: [ID]!) {
      update_products_items(ids: $ids, data: { price: 7.25 }, sort: ["-id"]) { id price }
    }`
    expect(await api.data(many, { ids: ['1', '2'] })).toEqual({
      update_products_items: [
        { id: '2', price: 7.25 },
        { id: '1', price: 7.25 },
      ],
    })
  })

  test('deletes one and several, and answers the keys as they were sent', async () => {
    const [a = '', b = '', c = ''] = await tags('d1', 'd2', 'd3')
    const query = `mutation ($a: ID!, $rest: [ID]!) {
      one: delete_tags_item(id: $a) { key: id __typename }
      delete_tags_items(ids: $rest) { ids }
    }`
    expect(await api.data(query, { a, rest: [b, c] })).toEqual({
      one: { key: a, __typename: 'delete_one' },
      delete_tags_items: { ids: [b, c] },
    })
    expect(await namesOf([a, b, c])).toEqual([])
  })

  test('unlinks by null', async () => {
    const query = `mutation { update_products_item(id: 3, data: { category_id: null }) { category_id { id } } }`
    expect(await api.data(query)).toEqual({ update_products_item: { category_id: null } })
  })

  test('answers null and FORBIDDEN for a row that is not there', async () => {
    const answer = await api.send(
      'mutation { update_tags_item(id: 9999, data: { name: "x" }) { id } }',
    )
    expect(answer.status).toBe(200)
    expect(codesOf(answer)).toEqual(['FORBIDDEN'])
    expect((answer.json as { data: unknown }).data).toEqual({ update_tags_item: null })
  })

  test('does one after another, and keeps what was done before a failure', async () => {
    const answer = await api.send(`mutation {
      first: create_tags_item(data: { name: "same" }) { name }
      second: create_tags_item(data: { name: "same" }) { name }
    }`)
    expect(codesOf(answer)).toEqual(['RECORD_NOT_UNIQUE'])
    expect((answer.json as { data: unknown }).data).toEqual({
      first: { name: 'same' },
      second: null,
    })
    expect((answer.json as { errors: readonly { path: unknown }[] }).errors[0]?.path).toEqual([
      'second',
    ])
  })

  test('leaves data out where a list failed', async () => {
    const answer = await api.send(
      'mutation { create_tags_items(data: [{ name: "twice" }, { name: "twice" }]) { id } }',
    )
    expect(codesOf(answer)).toEqual(['RECORD_NOT_UNIQUE'])
    expect(answer.json).not.toHaveProperty('data')
    expect(await api.session.read('tags', { filter: { name: { _eq: 'twice' } } })).toEqual([])
  })

  test('refuses a field that has to be given before anything is written', async () => {
    const answer = await api.send('mutation { create_tags_item(data: {}) { id } }')
    expect(answer.status).toBe(400)
    expect(codesOf(answer)).toEqual(['GRAPHQL_VALIDATION'])
  })

  test('writes rows of composite keys', async () => {
    const query = `mutation {
      create_sale_lines_item(data: { sale_id: { id: 1 }, line_no: 90, product_id: { id: 1 }, quantity: 1, unit_price: 2.5 }) { line_no }
      update_sale_lines_item(id: { sale_id: 1, line_no: 90 }, data: { quantity: 3 }) { quantity }
      delete_sale_lines_item(id: { sale_id: 1, line_no: 90 }) { id }
    }`
    expect(await api.data(query)).toEqual({
      create_sale_lines_item: { line_no: 90 },
      update_sale_lines_item: { quantity: 3 },
      delete_sale_lines_item: { id: '1,90' },
    })
  })
})
