import { Client, type AnyVariables, fetchExchange } from '@urql/core'
import { persistedExchange } from '@urql/exchange-persisted'
import { DIALECTS, shopFixture } from '@relvar/test-databases'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openApi, type TestApi } from './api.js'

/** The hash alone, the hash with the document, and the hash again. */
const HASH_DOCUMENT_HASH = ['GET 200', 'GET 200', 'GET 200']

/** What a client of the field sends, to the letter: urql, over `fetch`. */
describe.each(DIALECTS)('urql on $name', (dialect) => {
  const test = it.skipIf(dialect.skip)
  let api: TestApi
  const sent: string[] = []
  const fetch: typeof globalThis.fetch = async (input, init) => {
    const request = new Request(input, init)
    const { method } = request
    const response = await api.fetch(request)
    sent.push(`${method} ${response.status}`)
    return response
  }
  const url = 'http://localhost/graphql'
  const client = new Client({ url, fetch, exchanges: [fetchExchange], preferGetMethod: false })
  if (dialect.skip === null) {
    beforeAll(async () => {
      api = await openApi(dialect, shopFixture(dialect.name))
    })
    afterAll(() => api[Symbol.asyncDispose]())
  }

  async function data(query: string, variables: AnyVariables = {}): Promise<unknown> {
    const result = await client.query<unknown>(query, variables)
    if (result.error !== undefined) throw result.error
    return result.data
  }

  test('reads, nests, and takes variables and fragments', async () => {
    const query = `query Products($least: GraphQLStringOrFloat, $limit: Int = 2) {
      products(filter: { reviews: { rating: { _gte: $least } } }, sort: ["id"], limit: $limit) {
        ...Card
        reviews(filter: { rating: { _gte: $least } }, sort: ["id"], limit: 1) { __typename rating }
      }
    }
    fragment Card on products { __typename id name category_id { __typename name } }`
    expect(await data(query, { least: 5 })).toMatchObject({
      products: [
        { __typename: 'products', id: '1', reviews: [{ __typename: 'reviews', rating: 5 }] },
      ],
    })
  })

  test('walks through a connection to its end', async () => {
    const query = `query ($after: String) { tags_connection(first: 2, after: $after, sort: ["name"]) {
      edges { node { name } } pageInfo { hasNextPage endCursor } } }`
    interface Page {
      readonly tags_connection: {
        readonly edges: readonly { readonly node: { readonly name: string } }[]
        readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string }
      }
    }
    const names: string[] = []
    for (let after: string | null = null, more = true; more;) {
      const { tags_connection: page } = (await data(query, { after })) as Page
      names.push(...page.edges.map(({ node }) => node.name))
      ;({ hasNextPage: more, endCursor: after } = page.pageInfo)
    }
    const { tags } = (await data('{ tags(sort: ["name"]) { name } }')) as {
      tags: readonly { name: string }[]
    }
    expect(names).toEqual(tags.map(({ name }) => name))
  })

  test('writes, reads what it wrote and deletes it', async () => {
    const made = await client.mutation<{ create_tags_item: { id: string } }>(
      'mutation ($tag: create_tags_input!) { create_tags_item(data: $tag) { id name } }',
      { tag: { id: 77, name: 'by urql' } },
    )
    expect(made.error).toBeUndefined()
    expect(made.data).toEqual({ create_tags_item: { id: '77', name: 'by urql' } })
    const changed = await client.mutation(
      'mutation ($id: ID!) { update_tags_item(id: $id, data: { name: "changed" }) { name } delete_tags_item(id: $id) { id } }',
      { id: '77' },
    )
    expect(changed.data).toEqual({
      update_tags_item: { name: 'changed' },
      delete_tags_item: { id: '77' },
    })
  })

  test('is told what failed, beside what could be answered', async () => {
    const result = await client.query('{ tags_by_id(id: 999) { id } tags(limit: 1) { id } }', {})
    expect(result.data).toEqual({ tags_by_id: null, tags: [{ id: '1' }] })
    expect(
      result.error?.graphQLErrors.map(({ extensions, path }) => [extensions['code'], path]),
    ).toEqual([['FORBIDDEN', ['tags_by_id']]])
    const refused = await client.query('{ nope }', {})
    expect(refused.error?.graphQLErrors[0]?.extensions['code']).toBe('GRAPHQL_VALIDATION')
  })

  test('sends hashes of documents, by GET, and documents where nobody knows them', async () => {
    const exchanges = [persistedExchange({ preferGetForPersistedQueries: true }), fetchExchange]
    const persisted = new Client({ url, fetch, exchanges })
    const query = 'query { tags(limit: 1, sort: ["-id"]) { id } }'
    sent.length = 0
    for (let times = 0; times < 2; times++) {
      const { error, data: found } = await persisted.query(query, {})
      expect([error, found]).toEqual([undefined, { tags: [{ id: expect.any(String) as string }] }])
    }
    expect(sent).toEqual(HASH_DOCUMENT_HASH)
  })
})
