import { DIALECTS, shopFixture } from '@relvar/test-databases'
import { skipFor } from '@relvar/test-databases/skip-for'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { codesOf, openApi, post, type TestApi } from './api.js'

const sqlite = DIALECTS.find(({ name }) => name === 'sqlite')
if (sqlite === undefined) throw new Error('There is no SQLite.')

/** None of these becomes a statement, and each is answered with a code of its own. */
describe('whoever means harm', skipFor(sqlite.skip), () => {
  let api: TestApi
  beforeAll(async () => {
    api = await openApi(sqlite, shopFixture('sqlite'))
  })
  afterAll(() => api[Symbol.asyncDispose]())

  const many = (count: number, make: (index: number) => string): string =>
    Array.from({ length: count }, (_, index) => make(index)).join(' ')

  const documents: Readonly<Record<string, string>> = {
    'sends 10,000 aliases': `{ ${many(10_000, (index) => `a${index}: __typename`)} }`,
    'asks for one key 2,000 times': `{ tags { ${many(2_000, () => 'id')} } }`,
    'spreads fragments in circles': `{ ...A } ${many(30, (index) => `fragment F${index} on Query { ...F${(index + 1) % 30} }`)} fragment A on Query { ...F0 tags { id } }`,
    'spreads fragments that double': `{ ...F0 } ${many(30, (index) => `fragment F${index} on Query { ${index === 29 ? 'tags { id }' : `...F${index + 1} x${index}: tags { id } ...F${index + 1}`} }`)}`,
    'nests relationships without end': `{ products ${'{ reviews { product_id '.repeat(20)}{ id }${'} }'.repeat(20)} }`,
    'heaps up directives': `{ tags { id ${many(1_500, () => '@include(if: true)')} } }`,
    'sends many operations': many(1_000, (index) => `query Q${index} { __typename }`),
    'asks introspection in circles': `{ __schema { types ${'{ fields { type '.repeat(20)}{ name }${'} }'.repeat(20)} } }`,
    'asks for the whole schema twice':
      '{ a: __schema { types { name } } ...B } fragment B on Query { b: __schema { queryType { name } } }',
    'names what every object has': '{ __proto__ { id } constructor hasOwnProperty }',
    'names fragments so': '{ ...__proto__ ...constructor }',
    'nests lists in literals': `{ tags(filter: { name: { _in: ${'['.repeat(2_000)}${']'.repeat(2_000)} } }) { id } }`,
  }

  it.each(Object.entries(documents))('and %s is refused', async (_name, query) => {
    const before = api.statements
    const answer = await api.send(query)
    expect(answer.status).toBe(400)
    expect(codesOf(answer)).toEqual(['GRAPHQL_VALIDATION'])
    expect(api.statements).toBe(before)
  })

  it.each([150, 5_000, 80_000])(
    'and nests values of variables %i levels deep is refused',
    async (depth) => {
      const query = 'query ($f: tags_filter) { tags(filter: $f) { id } }'
      const filter = `${'{"_and":['.repeat(depth)}${']}'.repeat(depth)}`
      const body = `{"query":${JSON.stringify(query)},"variables":{"f":${filter}}}`
      const response = await api.fetch(post(body))
      const { errors } = (await response.json()) as { errors: { extensions: { code: string } }[] }
      expect(errors.map(({ extensions }) => extensions.code)).toEqual([
        expect.stringMatching(/^(INVALID_QUERY|GRAPHQL_VALIDATION)$/),
      ])
    },
  )

  it('and sends thousands of values is told how many there may be', async () => {
    const query =
      'query ($ids: [GraphQLStringOrFloat]) { tags(filter: { id: { _in: $ids } }) { id } }'
    const ids = Array.from({ length: 100_000 }, (_, index) => index)
    expect(codesOf(await api.send(query, { ids }))).toEqual(['INVALID_QUERY'])
  })

  it('and names variables after what every object has changes nothing', async () => {
    const query =
      'query ($__proto__: Int = 1, $constructor: Int) { a: tags(limit: $__proto__) { id } b: tags(limit: $constructor) { id } }'
    const body = `{"query":${JSON.stringify(query)},"variables":{"__proto__":2,"constructor":3}}`
    const response = await api.fetch(post(body))
    const { data } = (await response.json()) as { data: { a: unknown[]; b: unknown[] } }
    expect([data.a.length, data.b.length]).toEqual([2, 3])
    expect(({} as Record<string, unknown>)['constructor']).toBe(Object)
  })

  it('and sends a list of operations is refused', async () => {
    const response = await api.fetch(post(JSON.stringify([{ query: '{ __typename }' }])))
    expect(response.status).toBe(400)
  })
})
