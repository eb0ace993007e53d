import { readFile } from 'node:fs/promises'
import { DIALECTS, shopFixture } from '@relvar/test-databases'
import { skipFor } from '@relvar/test-databases/skip-for'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Answer, codesOf, openApi, post, type TestApi } from './api.js'

const sqlite = DIALECTS.find(({ name }) => name === 'sqlite')
if (sqlite === undefined) throw new Error('There is no SQLite.')

/** What requests are answered is the same on every database. */
describe('a request', skipFor(sqlite.skip), () => {
  let api: TestApi
  beforeAll(async () => {
    api = await openApi(sqlite, shopFixture('sqlite'))
  })
  afterAll(() => api[Symbol.asyncDispose]())

  async function fetched(request: Request): Promise<Answer> {
    const response = await api.fetch(request)
    const text = await response.text()
    const { status, headers } = response
    return { status, headers, text, json: text === '' ? undefined : JSON.parse(text) }
  }

  const get = (parameters: Readonly<Record<string, string>>): Promise<Answer> =>
    fetched(new Request(`http://localhost/graphql?${new URLSearchParams(parameters).toString()}`))

  it('by GET has its parts in the query string', async () => {
    const query = 'query One($id: ID!) { tags_by_id(id: $id) { id } } query Two { tags { id } }'
    const answer = await get({ query, variables: '{"id":2}', operationName: 'One' })
    expect(answer.json).toEqual({ data: { tags_by_id: { id: '2' } } })
    expect(answer.headers.get('content-type')).toBe('application/json; charset=utf-8')
  })

  it('by GET changes nothing', async () => {
    const answer = await get({ query: 'mutation { delete_tags_item(id: 1) { id } }' })
    expect(answer.status).toBe(405)
    expect(answer.json).toEqual({
      errors: [
        {
          message: 'Invalid method "GET" used. Should be one of "POST".',
          extensions: { allowed: ['POST'], current: 'GET', code: 'METHOD_NOT_ALLOWED' },
        },
      ],
    })
  })

  it('by other methods is told of those that there are', async () => {
    const answer = await fetched(new Request('http://localhost/graphql', { method: 'PUT' }))
    expect([answer.status, answer.headers.get('allow')]).toEqual([405, 'GET, POST'])
    expect(codesOf(answer)).toEqual(['METHOD_NOT_ALLOWED'])
  })

  it('needs a document, and variables that can be read', async () => {
    const status = async (answer: Promise<Answer>): Promise<unknown> => {
      const each = await answer
      return [each.status, ...codesOf(each)]
    }
    expect(await status(get({}))).toEqual([400, 'INVALID_PAYLOAD'])
    expect(await status(get({ query: '{ __typename }', variables: '{' }))).toEqual([
      400,
      'INVALID_QUERY',
    ])
    for (const body of [
      '{',
      '[]',
      '{}',
      { query: 7 },
      { query: '{ __typename }', variables: [] },
      { query: '{ __typename }', operationName: {} },
    ])
      expect(await status(fetched(post(body))), JSON.stringify(body)).toEqual([
        400,
        'INVALID_PAYLOAD',
      ])
  })

  it('is refused with a number that would be rounded in silence', async () => {
    const body = '{"query":"{ __typename }","variables":{"n":9007199254740993}}'
    const answer = await fetched(post(body))
    expect([answer.status, ...codesOf(answer)]).toEqual([400, 'INVALID_PAYLOAD'])
    expect(answer.text).toContain('9007199254740993 is too large')
  })

  it('of another type than JSON is refused, as browsers send those unasked', async () => {
    for (const type of ['text/plain', 'application/x-www-form-urlencoded', '']) {
      const answer = await fetched(post({ query: '{ __typename }' }, { 'Content-Type': type }))
      expect([answer.status, ...codesOf(answer)]).toEqual([415, 'UNSUPPORTED_MEDIA_TYPE'])
    }
  })

  it('that is too large is not read to its end', async () => {
    const answer = await fetched(post({ query: `{ a }${' '.repeat(1024 * 1024)}` }))
    expect(codesOf(answer)).toEqual(['INVALID_PAYLOAD'])
    expect(answer.text).toContain('MAX_PAYLOAD_SIZE')
  })

  it('that is no GraphQL, or asks for what is not there, is told all that is wrong at once', async () => {
    const syntax = await api.send('{ tags { id }')
    expect(syntax.status).toBe(400)
    expect(syntax.json).toMatchObject({
      errors: [
        {
          extensions: {
            code: 'GRAPHQL_VALIDATION',
            errors: [{ message: expect.stringContaining('Syntax Error') as string }],
          },
        },
      ],
    })
    const { json } = await api.send('{ nope { id } tags { id nothing } }')
    expect(
      (json as { errors: readonly { extensions: { errors: unknown } }[] }).errors,
    ).toHaveLength(1)
    expect(
      (json as { errors: readonly { extensions: { errors: unknown } }[] }).errors[0]?.extensions
        .errors,
    ).toEqual([
      { message: expect.stringContaining('"nope"') as string, locations: [{ line: 1, column: 3 }] },
      {
        message: expect.stringContaining('"nothing"') as string,
        locations: [{ line: 1, column: 25 }],
      },
    ])
  })

  it('with values of the wrong type never becomes a statement', async () => {
    const before = api.statements
    const wrong = [
      api.send('query ($id: ID!) { tags_by_id(id: $id) { id } }', { id: {} }),
      api.send('query ($id: ID!) { tags_by_id(id: $id) { id } }'),
      api.send('{ tags(limit: "x") { id } }'),
      api.send('{ tags(filter: { name: { _eq: { a: 1 } } }) { id } }'),
      api.send('query A { tags { id } } query B { tags { id } }'),
    ]
    for (const answer of await Promise.all(wrong)) {
      expect([answer.status, ...codesOf(answer)]).toEqual([400, 'GRAPHQL_VALIDATION'])
    }
    expect(api.statements).toBe(before)
  })

  it('that fails in a field is answered with what the others gave', async () => {
    const answer = await api.send('{ a: tags_by_id(id: 1) { id } b: tags_by_id(id: 999) { id } }')
    expect(answer.status).toBe(200)
    expect(answer.json).toEqual({
      errors: [
        {
          message: "You don't have permission to access this.",
          extensions: { code: 'FORBIDDEN' },
          locations: [{ line: 1, column: 31 }],
          path: ['b'],
        },
      ],
      data: { a: { id: '1' }, b: null },
    })
  })

  it('that fails in a list is answered without data', async () => {
    const answer = await api.send('{ tags(sort: ["nothing"]) { id } }')
    expect(answer.status).toBe(200)
    expect(codesOf(answer)).toEqual(['FORBIDDEN'])
    expect(answer.json).not.toHaveProperty('data')
  })

  it('may bring anything as an operand', async () => {
    const query = 'query ($f: tags_filter) { tags(filter: $f) { id } }'
    for (const text of ["'; drop table tags; --", '😀', '$CURRENT_USER', '%_\\']) {
      const answer = await api.send(query, { f: { name: { _eq: text } } })
      expect(answer.json, text).toEqual({ data: { tags: [] } })
    }
    const nul = await api.send(query, { f: { name: { _eq: '\u0000' } } })
    expect(codesOf(nul)).toEqual(['INVALID_QUERY'])
  })
})

describe('limits', skipFor(sqlite.skip), () => {
  const refused = async (
    query: string,
    limits: NonNullable<Parameters<typeof openApi>[2]>['limits'],
  ): Promise<string> => {
    await using api = await openApi(sqlite, shopFixture('sqlite'), { ...(limits && { limits }) })
    const answer = await api.send(query)
    expect([answer.status, ...codesOf(answer)]).toEqual([400, 'GRAPHQL_VALIDATION'])
    expect(api.statements).toBe(0)
    return answer.text
  }

  it('hold tokens, and say so', async () => {
    expect(await refused(`{ ${'tags { id } '.repeat(10)} }`, { maxTokens: 20 })).toContain(
      'more than 20 tokens (GRAPHQL_QUERY_TOKEN_LIMIT)',
    )
  })

  it('hold depth, through fragments too', async () => {
    const query =
      '{ categories { ...A } } fragment A on categories { parent_id { parent_id { id } } }'
    expect(await refused(query, { maxDepth: 3 })).toContain(
      '4 levels deep; at most 3 (GRAPHQL_MAX_DEPTH)',
    )
  })

  it('hold aliases, each time that a fragment is spread', async () => {
    const query = '{ tags { ...A } x: tags { ...A } } fragment A on tags { a: id b: id }'
    expect(await refused(query, { maxAliases: 4 })).toContain(
      '5 aliases; at most 4 (GRAPHQL_MAX_ALIASES)',
    )
  })

  it('hold fields, which fragments make many of in few words', async () => {
    const levels = Array.from(
      { length: 12 },
      (_, index) =>
        `fragment F${index} on categories { parent_id { ...F${index + 1} } categories { ...F${index + 1} } }`,
    )
    const query = `{ categories { ...F0 } } ${levels.join(' ')} fragment F12 on categories { id }`
    expect(await refused(query, {})).toContain('at most 5000 (GRAPHQL_MAX_FIELDS)')
  })

  it('hold root fields that fragments make more of than anybody could count', async () => {
    const levels = Array.from(
      { length: 200 },
      (_, index) => `fragment F${index} on Query { ...F${index + 1} ...F${index + 1} }`,
    )
    const query = `{ ...F0 } ${levels.join(' ')} fragment F200 on Query { tags { id } }`
    const text = await refused(query, { singleUse: ['tags'] })
    expect(text).toContain('at most 50 (GRAPHQL_MAX_ROOTS)')
    expect(text).toContain('once in an operation (GRAPHQL_SINGLE_USE_MUTATIONS)')
  })

  it('hold root fields', async () => {
    expect(await refused('{ tags { id } products { id } }', { maxRoots: 1 })).toContain(
      '2 root fields; at most 1 (GRAPHQL_MAX_ROOTS)',
    )
  })

  it('come first: what asks for too much is not looked at any further', async () => {
    const text = await refused('{ tags { id } products { nothing } }', { maxRoots: 1 })
    expect(text).toContain('GRAPHQL_MAX_ROOTS')
    expect(text).not.toContain('nothing')
  })

  it('hold lists within lists, however many tokens there may be', async () => {
    const nested = `${'['.repeat(20_000)}${']'.repeat(20_000)}`
    const query = `{ tags(filter: { _and: ${nested} }) { id } }`
    expect(await refused(query, { maxTokens: 50_000 })).toContain('nested too deeply')
  })

  it('hold the rows that a root field could give, before there is a statement', async () => {
    await using api = await openApi(sqlite, shopFixture('sqlite'), { limits: { maxCost: 2000 } })
    const refusal = await api.send('{ products { reviews { id } } }')
    expect(codesOf(refusal)).toEqual(['INVALID_QUERY'])
    expect(refusal.text).toContain('up to 10100 rows; at most 2000 (GRAPHQL_MAX_COST)')
    const endless = await api.send('{ products(limit: -1) { id } }')
    expect(codesOf(endless)).toEqual(['INVALID_QUERY'])
    const written = await api.send(
      'mutation { update_tags_item(id: 1, data: {}) { product_tags { product_id { reviews { id } } } } }',
    )
    expect(codesOf(written)).toEqual(['INVALID_QUERY'])
    expect(api.statements).toBe(0)
    const query = '{ products(limit: 10) { reviews(limit: 100) { customer_id { id } } } }'
    expect(codesOf(await api.send(query))).toEqual(['INVALID_QUERY'])
    expect(codesOf(await api.send(query.replace('100', '90')))).toEqual([])
  })

  it('end fragments that spread themselves, and thousands of aliases', async () => {
    await using api = await openApi(sqlite, shopFixture('sqlite'))
    const cyclic = await api.send(
      '{ tags { ...A } } fragment A on tags { id ...B } fragment B on tags { ...A }',
    )
    expect(codesOf(cyclic)).toEqual(['GRAPHQL_VALIDATION'])
    const aliases = Array.from({ length: 1200 }, (_, index) => `a${index}: id`).join(' ')
    expect((await api.send(`{ tags { ${aliases} } }`)).text).toContain('GRAPHQL_MAX_ALIASES')
    expect((await api.send('{ tags(limit: 1) { id } }')).status).toBe(200)
  })
})

describe('what nobody foresaw', skipFor(sqlite.skip), () => {
  it.each([true, false])('is told to administrators alone (%s)', async (admin) => {
    const told: unknown[] = []
    await using api = await openApi(sqlite, shopFixture('sqlite'), {
      actor: { id: '1', admin },
      onError: (error) => told.push(error),
      introspection: () => {
        throw new Error('the true reason')
      },
    })
    const answer = await api.send('{ tags { id } }')
    expect([answer.status, ...codesOf(answer)]).toEqual([500, 'INTERNAL_SERVER_ERROR'])
    expect(answer.text.includes('the true reason')).toBe(admin)
    expect(told).toEqual([new Error('the true reason')])
  })
})

it('has its codes on the page of errors, with the status that is sent', async () => {
  const page = await readFile(new URL('../../../docs/errors.md', import.meta.url), 'utf8')
  const rows = [...page.matchAll(/^\| `([A-Z_]+)` +\| (\d{3}) +\| [^|]+ \| [^|]+ \|$/gm)]
  expect(Object.fromEntries(rows.map(([, code, status]) => [code, Number(status)]))).toEqual({
    GRAPHQL_VALIDATION: 400,
    METHOD_NOT_ALLOWED: 405,
    PERSISTED_QUERY_NOT_FOUND: 200,
  })
})
