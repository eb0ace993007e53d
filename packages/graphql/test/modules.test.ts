import { buildSchema, createGraphQL, type GraphQLModules, itemCollections } from '@relvar/graphql'
import { ForbiddenError, type ModuleRequest, type Session } from '@relvar/query-engine'
import { DIALECTS, shopFixture } from '@relvar/test-databases'
import { GraphQLObjectType } from 'graphql'
import { skipFor } from '@relvar/test-databases/skip-for'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { codesOf, openApi, post, type TestApi } from './api.js'

const sqlite = DIALECTS.find(({ name }) => name === 'sqlite')
if (sqlite === undefined) throw new Error('There is no SQLite.')

const told: Pick<ModuleRequest, 'params' | 'method'>[] = []

const modules: GraphQLModules = {
  graphql: [
    {
      types: `
        type pair { left: Int right: GraphQLBigInt }
        extend type Query {
          best_product: products
          echo(text: String!, times: Int): String
          refused: String
          pairs: [pair!]
          of_nobody: hidden_table
        }
        extend type Mutation { touch(id: ID!, note: String): Boolean }`,
      routes: {
        best_product: 'GET /best',
        echo: 'GET /echo',
        refused: 'GET /refused',
        pairs: 'GET /pairs',
        of_nobody: 'GET /pairs',
        touch: 'POST /touch/:id',
      },
    },
  ],
  routes: [
    {
      path: '/best',
      methods: {
        GET: async ({ session, query }) => ({
          data: await (await session()).readOne('products', 1, query),
        }),
      },
    },
    { path: '/echo', methods: { GET: ({ url }) => ({ data: url.search }) } },
    {
      path: '/refused',
      methods: {
        GET: () => {
          throw new ForbiddenError('Not for you.')
        },
      },
    },
    {
      path: '/pairs',
      methods: { GET: () => ({ data: [{ left: 1, right: 9_007_199_254_740_991, more: true }] }) },
    },
    {
      path: '/touch/:id',
      methods: {
        POST: async ({ params, method, body }) => {
          told.push({ params, method, ...((await body()) as object) })
          return { headers: [['X-Touched', '1']] }
        },
      },
    },
  ],
}

describe('what modules add', skipFor(sqlite.skip), () => {
  let api: TestApi
  beforeAll(async () => {
    api = await openApi(sqlite, shopFixture('sqlite'), { modules })
  })
  afterAll(() => api[Symbol.asyncDispose]())

  it('is a row of a table, with all that can be asked of one, in one statement', async () => {
    const before = api.statements
    const query =
      '{ top: best_product { title: name __typename reviews(limit: 1, sort: ["id"]) { id } } }'
    expect(await api.data(query)).toEqual({
      top: { title: 'Dune', __typename: 'products', reviews: [{ id: '1' }] },
    })
    expect(api.statements - before).toBe(1)
  })

  it('is a value, made of arguments', async () => {
    expect(await api.data('{ said: echo(text: "a&b", times: 2) }')).toEqual({
      said: '?text=a%26b&times=2',
    })
  })

  it('is an object of a type of its own, in its scalars', async () => {
    expect(await api.data('{ pairs { r: right left __typename } tags(limit: 1) { id } }')).toEqual({
      pairs: [{ r: '9007199254740991', left: 1, __typename: 'pair' }],
      tags: [{ id: '1' }],
    })
  })

  it('is done once, with the parameters and the body of its route', async () => {
    const response = await api.fetch(
      post({ query: 'mutation { __typename touch(id: 7, note: "x") }' }),
    )
    expect(await response.json()).toEqual({ data: { __typename: 'Mutation', touch: true } })
    expect(response.headers.get('x-touched')).toBe('1')
    expect(told).toEqual([{ params: { id: '7' }, method: 'POST', note: 'x' }])
  })

  it('fails as rows do', async () => {
    const answer = await api.send('{ refused pairs { left } }')
    expect(codesOf(answer)).toEqual(['FORBIDDEN'])
    expect((answer.json as { data: unknown }).data).toEqual({ refused: null, pairs: [{ left: 1 }] })
  })

  it('is not there where it names what somebody does not see', () => {
    const { schema } = buildSchema(api.session.schema, itemCollections('relvar_'), modules)
    expect(Object.keys(schema.getQueryType()?.getFields() ?? {})).not.toContain('of_nobody')
    const empty = buildSchema(
      { ...api.session.schema, tables: {} },
      itemCollections('relvar_'),
      modules,
    ).schema
    expect(Object.keys(empty.getQueryType()?.getFields() ?? {})).not.toContain('best_product')
    expect(empty.getMutationType()).toBeInstanceOf(GraphQLObjectType)
  })

  it('has to have its routes', () => {
    const broken = { ...modules, routes: [] }
    expect(() => buildSchema(api.session.schema, itemCollections('relvar_'), broken)).toThrow(
      'No module answers GET /best.',
    )
  })
})

describe('rights that have changed meanwhile', skipFor(sqlite.skip), () => {
  it('make a refusal be looked at again, and never a change be made twice', async () => {
    await using api = await openApi(sqlite, shopFixture('sqlite'))
    let renewed = 0
    const session: Session = Object.create(api.session, {
      schema: {
        get: () =>
          renewed > 0 ? api.session.schema : { ...api.session.schema, version: 'none', tables: {} },
      },
      renew: {
        value: () => {
          renewed += 1
          return Promise.resolve(true)
        },
      },
      readJson: { value: api.session.readJson.bind(api.session) },
      createJson: { value: api.session.createJson.bind(api.session) },
      actor: { value: api.session.actor },
    }) as Session
    const { fetch } = createGraphQL({ session: () => session })
    const read = await fetch(post({ query: '{ tags(limit: 1) { id } }' }))
    expect(await read.json()).toEqual({ data: { tags: [{ id: '1' }] } })
    expect(renewed).toBe(1)
    const written = await fetch(
      post({ query: 'mutation { __typename create_tags_item(data: { name: "once" }) { name } }' }),
    )
    expect(await written.json()).toEqual({
      data: { __typename: 'Mutation', create_tags_item: { name: 'once' } },
    })
  })
})
