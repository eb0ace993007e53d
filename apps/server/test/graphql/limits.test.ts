import { hash } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { createSampleShop } from '../../src/sample/sample-shop.js'
import { AUTHORIZATION } from '../support/administrator.js'
import { RelvarProcess } from '../support/relvar-process.js'
import { serve } from '../support/running-server.js'
import { ask } from './ask.js'

const times = (count: number, text: (index: number) => string): string =>
  Array.from({ length: count }, (_, index) => text(index)).join(' ')

/** What goes beyond each limit, and what is said of it. */
const refusals: readonly (readonly [
  setting: string,
  limit: string,
  query: string,
  told: string,
])[] = [
  [
    'GRAPHQL_QUERY_TOKEN_LIMIT',
    '60',
    `{ tags { ${times(60, () => 'id')} } }`,
    'more than 60 tokens',
  ],
  [
    'GRAPHQL_MAX_DEPTH',
    '3',
    '{ categories { parent_id { parent_id { id } } } }',
    '4 levels deep; at most 3',
  ],
  [
    'GRAPHQL_MAX_FIELDS',
    '8',
    `{ tags { ${times(8, () => 'id')} } }`,
    '9 fields, fragments spread; at most 8',
  ],
  [
    'GRAPHQL_MAX_ALIASES',
    '2',
    `{ tags { ${times(3, (index) => `a${index}: id`)} } }`,
    '3 aliases; at most 2',
  ],
  [
    'GRAPHQL_MAX_REPEATS',
    '4',
    `{ tags { ${times(5, () => 'id')} } }`,
    '"id" 5 times in one place; at most 4',
  ],
  [
    'GRAPHQL_MAX_ROOTS',
    '2',
    '{ tags { id } products { id } sales { id } }',
    '3 root fields; at most 2',
  ],
  ['GRAPHQL_MAX_COST', '50', '{ tags(limit: 51) { id } }', 'up to 51 rows; at most 50'],
]

describe('limits of GraphQL', () => {
  it('are those of the settings, and refusals name both', async () => {
    const settings = Object.fromEntries(refusals.map(([setting, limit]) => [setting, limit]))
    await using server = await serve(settings)
    expect((await ask(server, '{ tags(limit: 3) { id name } }')).status).toBe(200)
    for (const [setting, , query, told] of refusals) {
      const { status, errors = [] } = await ask(server, query)
      const said = errors.flatMap(({ message, extensions }) => [
        message,
        ...(extensions.errors ?? []).map((each) => each.message),
      ])
      // What is counted in rows is known when the operation is carried out.
      expect([setting, status]).toEqual([setting, setting === 'GRAPHQL_MAX_COST' ? 200 : 400])
      expect(said.join('\n')).toContain(`${told} (${setting})`)
    }
  })

  it('are those of one operation: lists of them are refused', async () => {
    await using server = await serve()
    const response = await server.request('/graphql', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify([{ query: '{ __typename }' }, { query: '{ __typename }' }]),
    })
    expect([response.status, await response.json()]).toEqual([
      400,
      {
        errors: [
          {
            message: expect.stringContaining('a list of 2 operations; at most 1') as string,
            extensions: expect.objectContaining({ code: 'INVALID_PAYLOAD' }) as unknown,
          },
        ],
      },
    ])
  })
})

describe('GRAPHQL_OPERATIONS', () => {
  it('is all that a server carries out', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'relvar-operations-'))
    try {
      const query = 'query Tags($limit: Int) { tags(limit: $limit, sort: ["id"]) { id } }'
      const file = join(folder, 'operations.json')
      const shop = join(folder, 'shop.sqlite')
      createSampleShop(shop)
      writeFileSync(file, JSON.stringify({ anything: query }))
      await using relvar = new RelvarProcess({
        cwd: folder,
        env: {
          GRAPHQL_OPERATIONS_FILE: file,
          DATABASE_URL: `sqlite:${shop}`,
        },
      })
      const address = await relvar.address()
      const send = async (body: object): Promise<readonly [number, unknown]> => {
        const response = await fetch(`${address}/graphql`, {
          method: 'POST',
          headers: { 'Content-Type': 'application/json', Authorization: AUTHORIZATION },
          body: JSON.stringify({ variables: { limit: 1 }, ...body }),
        })
        return [response.status, await response.json()]
      }
      const byHash = (text: string): object => ({
        extensions: { persistedQuery: { version: 1, sha256Hash: hash('sha256', text) } },
      })
      const listed = { data: { tags: [{ id: '1' }] } }
      expect(await send({ query })).toEqual([200, listed])
      expect(await send(byHash(query))).toEqual([200, listed])
      const other = '{ __typename }'
      for (const body of [{ query: other }, { query: other, ...byHash(other) }])
        expect(await send(body)).toMatchObject([
          403,
          { errors: [{ extensions: { code: 'FORBIDDEN' } }] },
        ])
      expect(await send(byHash(other))).toMatchObject([
        200,
        { errors: [{ message: 'PersistedQueryNotFound' }] },
      ])
    } finally {
      rmSync(folder, { recursive: true })
    }
  })

  it('has to be readable', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'relvar-operations-'))
    try {
      await using relvar = new RelvarProcess({
        cwd: folder,
        env: { GRAPHQL_OPERATIONS: '{ tags }' },
      })
      const { code, stderr, stdout } = await relvar.exited
      expect(code).not.toBe(0)
      expect(stdout + stderr).toContain('GRAPHQL_OPERATIONS')
    } finally {
      rmSync(folder, { recursive: true })
    }
  })
})
