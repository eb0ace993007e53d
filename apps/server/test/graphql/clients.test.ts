import { ApolloClient, CombinedGraphQLErrors, gql, HttpLink, InMemoryCache } from '@apollo/client'
import { PersistedQueryLink } from '@apollo/client/link/persisted-queries'
import { relayStylePagination } from '@apollo/client/utilities'
import { authentication, createDirectus, graphql } from '@directus/sdk'
import { DIALECTS, shopFixture, type TestDatabase } from '@relvar/test-databases'
import { Client, fetchExchange } from '@urql/core'
import { persistedExchange } from '@urql/exchange-persisted'
import { createHash } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ADMINISTRATOR } from '../support/administrator.js'
import { serve, type TestServer } from '../support/running-server.js'

const LOGIN = `mutation ($email: String!, $password: String!) {
  auth_login(email: $email, password: $password) { access_token expires }
}`

const PRODUCTS = `query Products($least: GraphQLStringOrFloat, $limit: Int = 2) {
  products(filter: { price: { _gte: $least } }, sort: ["id"], limit: $limit) {
    ...Card
    good: reviews(filter: { rating: { _gte: 4 } }, sort: ["id"], limit: 1) { rating }
  }
}
fragment Card on products { id name category_id { name } }`

const PAGE = `query Tags($after: String) {
  tags_connection(first: 4, after: $after, sort: ["name"]) {
    edges { cursor node { id name } }
    pageInfo { hasNextPage endCursor startCursor hasPreviousPage }
  }
}`

interface Page {
  readonly tags_connection: {
    readonly edges: readonly { readonly node: { readonly name: string } }[]
    readonly pageInfo: PageInfo
  }
}

interface PageInfo {
  readonly hasNextPage: boolean
  readonly endCursor: string
}

interface Login {
  readonly auth_login: { readonly access_token: string; readonly expires: string }
}

const namesOf = ({ tags_connection: { edges } }: Page): readonly string[] =>
  edges.map(({ node }) => node.name)

/** Clients of the field as they are, over a socket, and what they have to come to. */
describe.each(DIALECTS)('clients of a running server on $name', (dialect) => {
  const test = it.skipIf(dialect.skip)
  let database: TestDatabase
  let server: TestServer
  let names: readonly string[]
  beforeAll(async () => {
    if (dialect.skip !== null) return
    database = await dialect.createDatabase()
    await database.execute(shopFixture(dialect.name))
    server = await serve({ DATABASE_URL: database.url })
    const { data } = (await server.json('/items/tags?sort=name&limit=-1&fields=name')) as {
      readonly data: readonly { readonly name: string }[]
    }
    names = data.map(({ name }) => name)
  })
  afterAll(async () => {
    if (dialect.skip !== null) return
    await server[Symbol.asyncDispose]()
    await database[Symbol.asyncDispose]()
  })

  const { email, password } = ADMINISTRATOR
  const product = {
    id: '1',
    name: expect.any(String) as string,
    category_id: { name: expect.any(String) as string },
    good: expect.any(Array) as unknown,
  }

  test('urql signs in, reads, pages, writes, is told of errors and sends hashes', async () => {
    const system = new Client({
      url: `${server.address}/graphql/system`,
      exchanges: [fetchExchange],
      preferGetMethod: false,
    })
    const { data: signedIn } = await system.mutation<Login>(LOGIN, { email, password })
    const methods: string[] = []
    const client = new Client({
      url: `${server.address}/graphql`,
      exchanges: [persistedExchange({ preferGetForPersistedQueries: true }), fetchExchange],
      fetch: (input, init) => {
        methods.push(init?.method ?? 'GET')
        return fetch(input, init)
      },
      fetchOptions: {
        headers: { authorization: `Bearer ${signedIn?.auth_login.access_token ?? ''}` },
      },
    })
    const { data, error } = await client.query<{ products: unknown[] }>(PRODUCTS, { least: 20 })
    expect(error).toBeUndefined()
    expect(data?.products[0]).toMatchObject({ name: product.name, good: product.good })
    const found: string[] = []
    let after: string | null = null
    do {
      const page: Page | undefined = (await client.query<Page>(PAGE, { after })).data
      if (page === undefined) throw new Error('There is no page.')
      found.push(...namesOf(page))
      const info: PageInfo = page.tags_connection.pageInfo
      after = info.hasNextPage ? info.endCursor : null
    } while (after !== null)
    expect(found).toEqual(names)
    expect(new Set(methods)).toEqual(new Set(['GET']))
    const made = await client.mutation(
      'mutation ($tag: create_tags_input!) { create_tags_item(data: $tag) { name } }',
      { tag: { name: 'by urql' } },
    )
    expect(made.data).toEqual({ create_tags_item: { name: 'by urql' } })
    await remove(server, 'by urql')
    const failed = await client.query('{ tags_by_id(id: 9999) { id } tags(limit: 1) { id } }', {})
    expect(failed.data).toMatchObject({ tags_by_id: null })
    expect(failed.error?.graphQLErrors[0]?.extensions['code']).toBe('FORBIDDEN')
  })

  test('Apollo Client signs in, reads, pages by its cache, writes, is told of errors and sends hashes', async () => {
    const cache = new InMemoryCache({
      typePolicies: { Query: { fields: { tags_connection: relayStylePagination(['sort']) } } },
    })
    const system = new ApolloClient({
      cache: new InMemoryCache(),
      link: new HttpLink({ uri: `${server.address}/graphql/system` }),
    })
    const { data: signedIn } = await system.mutate<Login>({
      mutation: gql(LOGIN),
      variables: { email, password },
    })
    const methods: string[] = []
    const link = new PersistedQueryLink({
      sha256: (text: string) => createHash('sha256').update(text).digest('hex'),
      useGETForHashedQueries: true,
    }).concat(
      new HttpLink({
        uri: `${server.address}/graphql`,
        headers: { authorization: `Bearer ${signedIn?.auth_login.access_token ?? ''}` },
        fetch: (input, init) => {
          methods.push(init?.method ?? 'GET')
          return fetch(input, init)
        },
      }),
    )
    const client = new ApolloClient({ cache, link })
    const read = await client.query<{ products: unknown[] }>({
      query: gql(PRODUCTS),
      variables: { least: 20 },
    })
    expect(read.data?.products[0]).toMatchObject({
      __typename: 'products',
      category_id: { __typename: 'categories' },
    })
    const first = { query: gql(PAGE), variables: { after: null } }
    const pages = client.watchQuery<Page>(first)
    const subscription = pages.subscribe({})
    let { data: page } = await client.query<Page>(first)
    while (page?.tags_connection.pageInfo.hasNextPage === true) {
      await pages.fetchMore({ variables: { after: page.tags_connection.pageInfo.endCursor } })
      page = client.readQuery<Page>(first) ?? undefined
    }
    subscription.unsubscribe()
    if (page === undefined) throw new Error('There is no page.')
    expect(namesOf(page)).toEqual(names)
    // The hash, the document where it is not known yet, and hashes again.
    expect(methods.filter((method) => method === 'POST').length).toBeLessThanOrEqual(2)
    expect(methods.filter((method) => method === 'GET').length).toBeGreaterThan(2)
    const made = await client.mutate({
      mutation: gql`
        mutation ($tag: create_tags_input!) {
          create_tags_item(data: $tag) {
            name
          }
        }
      `,
      variables: { tag: { name: 'by apollo' } },
    })
    expect(made.data).toMatchObject({ create_tags_item: { name: 'by apollo' } })
    await remove(server, 'by apollo')
    const failed = await client.query({
      query: gql`
        {
          tags_by_id(id: 9999) {
            id
          }
          tags(limit: 1) {
            id
          }
        }
      `,
      errorPolicy: 'all',
    })
    expect(failed.data).toMatchObject({ tags_by_id: null, tags: [{ __typename: 'tags' }] })
    const { error } = failed
    if (!CombinedGraphQLErrors.is(error)) throw new Error('It did not fail.')
    expect(error.errors[0]).toMatchObject({
      path: ['tags_by_id'],
      extensions: { code: 'FORBIDDEN' },
    })
    client.stop()
    system.stop()
  })

  test('the GraphQL client of @directus/sdk signs in, reads both schemas and changes both', async () => {
    const client = createDirectus(server.address).with(authentication('json')).with(graphql())
    await client.login({ email, password })
    const { products } = await client.query<{ products: unknown[] }>(PRODUCTS, { least: 20 })
    expect(products[0]).toMatchObject({ good: product.good })
    const me = await client.query<object>('{ users_me { email } server_ping }', {}, 'system')
    expect(me).toEqual({ users_me: { email }, server_ping: 'pong' })
    const made = await client.query<object>(
      'mutation ($data: create_relvar_roles_input!) { create_roles_item(data: $data) { name } }',
      { data: { name: 'by the SDK' } },
      'system',
    )
    expect(made).toEqual({ create_roles_item: { name: 'by the SDK' } })
    await expect(client.query('{ tags_by_id(id: 9999) { id } }')).rejects.toMatchObject({
      errors: [{ extensions: { code: 'FORBIDDEN' } }],
    })
    await client.logout()
    await expect(client.query('{ tags { id } }')).rejects.toMatchObject({
      errors: [{ extensions: { code: 'GRAPHQL_VALIDATION' } }],
    })
  })
})

async function remove(server: TestServer, name: string): Promise<void> {
  const response = await server.request('/items/tags', {
    method: 'DELETE',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ query: { filter: { name: { _eq: name } } } }),
  })
  expect(response.status).toBe(204)
}
