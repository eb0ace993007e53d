import { DIALECTS } from '@relvar/test-databases'
import { describe, expect, it } from 'vitest'
import { serve, type TestServer } from '../support/running-server.js'
import { ask, createLibrary } from './library.js'

/** What makes no sense, as the request, its body, and what is answered. */
const REFUSED: readonly (readonly [
  request: string,
  body: unknown,
  status: number,
  code: string,
])[] = [
  ...['', ' x', 'a/b', '.', '..', 'relvar_mine', 'books'].map(
    (collection) =>
      ['POST /collections', { collection, schema: {} }, 400, 'INVALID_PAYLOAD'] as const,
  ),
  ['POST /collections', { collection: 'x', schema: {}, feilds: [] }, 400, 'INVALID_PAYLOAD'],
  ['POST /collections', made({ field: 'a', type: 'varchar' }), 400, 'INVALID_PAYLOAD'],
  [
    'POST /collections',
    made({ field: 'a', type: 'string', schema: { lenght: 3 } }),
    400,
    'INVALID_PAYLOAD',
  ],
  [
    'POST /collections',
    made({ field: 'a', type: 'integer', schema: { default_value: 'x' } }),
    400,
    'INVALID_PAYLOAD',
  ],
  [
    'POST /collections',
    made({ field: 'a', type: 'string', schema: { is_nullable: 'no' } }),
    400,
    'INVALID_PAYLOAD',
  ],
  ['POST /collections', made({ field: 'id', type: 'string' }), 400, 'INVALID_PAYLOAD'],
  [
    'POST /collections',
    made({ field: 'a', type: 'string', meta: { nonsense: 1 } }),
    400,
    'INVALID_PAYLOAD',
  ],
  [
    'POST /collections',
    made({ field: 'a', type: 'string', meta: { group: 'none' } }),
    400,
    'INVALID_PAYLOAD',
  ],
  ...[
    '_and',
    '_or',
    '_eq',
    '$now',
    '*',
    '-x',
    'x_func',
    'a.b',
    'a:b',
    'year(x)',
    'a,b',
    'a/b',
    '__proto__',
    'constructor',
    'a[0]',
    ' a',
    ' ',
  ].flatMap((field) => [
    ['POST /fields/books', { field, type: 'string' }, 400, 'INVALID_PAYLOAD'] as const,
    ['POST /collections', made({ field, type: 'string' }), 400, 'INVALID_PAYLOAD'] as const,
    [
      'PATCH /relations/books/author_id',
      { meta: { one_field: field } },
      400,
      'INVALID_PAYLOAD',
    ] as const,
  ]),
  ...['__proto__', '$x', '*', 'a,b'].map(
    (collection) => ['POST /collections', { collection }, 400, 'INVALID_PAYLOAD'] as const,
  ),
  ['PATCH /relations/books/author_id', { meta: { one_field: 'name' } }, 400, 'INVALID_PAYLOAD'],
  ['PATCH /relations/books/author_id', { meta: { sort_field: 'none' } }, 400, 'INVALID_PAYLOAD'],
  [
    'PATCH /relations/books/author_id',
    { meta: { junction_field: 'none' } },
    400,
    'INVALID_PAYLOAD',
  ],
  ...[
    { title: {} },
    { title: { _in: [] } },
    { title: { _is: 1 } },
    { _and: { title: 1 } },
    { title: { _regex: '(?=x)' } },
  ].flatMap((validation) => [
    ['PATCH /fields/books/title', { meta: { validation } }, 400, 'INVALID_PAYLOAD'] as const,
    [
      'POST /fields/books',
      { field: 'a', type: 'string', meta: { validation } },
      400,
      'INVALID_PAYLOAD',
    ] as const,
  ]),
  ['POST /collections?dry_run=maybe', { collection: 'x', schema: {} }, 400, 'INVALID_QUERY'],
  ['POST /fields/nowhere', { field: 'a', type: 'string' }, 403, 'FORBIDDEN'],
  ['POST /fields/relvar_users', { field: 'a', type: 'string' }, 403, 'FORBIDDEN'],
  ['POST /fields/books', { field: 'title', type: 'string' }, 400, 'INVALID_PAYLOAD'],
  [
    'POST /fields/books',
    { field: 'a', type: 'integer', schema: { is_primary_key: true } },
    400,
    'INVALID_PAYLOAD',
  ],
  [
    'POST /fields/books',
    { field: 'a', type: 'string', schema: { is_nullable: false } },
    400,
    'CONTAINS_NULL_VALUES',
  ],
  [
    'POST /fields/books',
    { field: 'a', type: 'integer', schema: { default_value: 1, is_unique: true }, meta: {} },
    400,
    'RECORD_NOT_UNIQUE',
  ],
  [
    'POST /fields/books',
    { field: 'a', type: 'string', meta: { special: ['hush'] } },
    400,
    'INVALID_PAYLOAD',
  ],
  ['POST /fields/top_books', { field: 'a', type: 'string' }, 400, 'INVALID_PAYLOAD'],
  [
    'POST /fields/books',
    { collection: 'authors', field: 'a', type: 'string' },
    400,
    'INVALID_PAYLOAD',
  ],
  ['PATCH /fields/books/title', { field: 'other' }, 400, 'INVALID_PAYLOAD'],
  ['PATCH /fields/books/title', { collection: 'authors' }, 400, 'INVALID_PAYLOAD'],
  ['PATCH /fields/books', [{ collection: 'authors', field: 'title' }], 400, 'INVALID_PAYLOAD'],
  ['PATCH /collections/books', { collection: 'authors' }, 400, 'INVALID_PAYLOAD'],
  ['PATCH /fields/books/none', { type: 'text' }, 403, 'FORBIDDEN'],
  ['PATCH /fields/books/title', { type: 'alias' }, 400, 'INVALID_PAYLOAD'],
  ['PATCH /fields/books/title', { schema: { data_type: 'blob' } }, 400, 'INVALID_PAYLOAD'],
  ['PATCH /fields/books/id', { schema: { is_nullable: true } }, 400, 'INVALID_PAYLOAD'],
  ['PATCH /fields/books/id', { schema: { is_primary_key: false } }, 400, 'INVALID_PAYLOAD'],
  ['PATCH /fields/books/title', { type: 'integer' }, 400, 'INVALID_PAYLOAD'],
  ['DELETE /fields/books/id', undefined, 400, 'INVALID_PAYLOAD'],
  ['DELETE /fields/books/title', undefined, 400, 'INVALID_PAYLOAD'],
  ['DELETE /fields/relvar_users/email', undefined, 403, 'FORBIDDEN'],
  ['DELETE /collections/nowhere', undefined, 403, 'FORBIDDEN'],
  ['DELETE /collections/relvar_users', undefined, 403, 'FORBIDDEN'],
  ['POST /relations', link({ related_collection: 'nowhere' }), 400, 'INVALID_PAYLOAD'],
  ['POST /relations', link({ field: 'none' }), 400, 'INVALID_PAYLOAD'],
  ['POST /relations', link({ schema: { on_delete: 'EXPLODE' } }), 400, 'INVALID_PAYLOAD'],
  ['POST /relations', link({ schema: { on_detele: 'CASCADE' } }), 400, 'INVALID_PAYLOAD'],
  ['POST /relations', link({ related_collection: 'authors' }), 400, 'INVALID_FOREIGN_KEY'],
  ['PATCH /relations/books/title', { schema: {} }, 400, 'INVALID_PAYLOAD'],
  ['DELETE /relations/books/title', undefined, 400, 'INVALID_PAYLOAD'],
]

function made(field: unknown): unknown {
  return {
    collection: 'x',
    schema: {},
    meta: {},
    fields: [{ field: 'id', type: 'integer', schema: { is_primary_key: true } }, field],
  }
}

function link(differs: object): unknown {
  return { collection: 'reviews', field: 'about', related_collection: 'books', ...differs }
}

describe.each(DIALECTS)('changes of tables on $name', (dialect) => {
  const test = it.skipIf(dialect.skip)

  test('are refused where they make no sense, and leave nothing behind', async () => {
    await using database = await createLibrary(dialect)
    await using server = await serve({ DATABASE_URL: database.url })
    const before = await everything(server)
    for (const [request, body, status, code] of REFUSED) {
      const { messages, ...outcome } = await ask(server, request, body)
      expect([request, body, messages, outcome.status, outcome.codes]).toEqual([
        request,
        body,
        messages,
        status,
        [code],
      ])
      expect(messages.join()).not.toMatch(/select|insert|alter table|constraint failed/i)
    }
    expect(await everything(server)).toEqual(before)
  })

  test('leave the name of a list to the list', async () => {
    await using database = await createLibrary(dialect)
    await using server = await serve({ DATABASE_URL: database.url })
    const named = { meta: { one_field: 'works' } }
    expect((await ask(server, 'PATCH /relations/books/author_id', named)).status).toBe(200)
    for (const type of ['string', 'alias'])
      expect(await ask(server, 'POST /fields/authors', { field: 'works', type })).toMatchObject({
        status: 400,
        codes: ['INVALID_PAYLOAD'],
      })
    const list = { field: 'works', type: 'o2m', meta: { interface: 'list-o2m' } }
    expect((await ask(server, 'POST /fields/authors', list)).status).toBe(200)
    // What was said before may be sent back.
    expect((await ask(server, 'PATCH /relations/books/author_id', named)).status).toBe(200)
    const group = { field: 'more', type: 'alias', meta: { special: ['alias', 'no-data', 'group'] } }
    expect((await ask(server, 'POST /fields/books', group)).status).toBe(200)
    const about = {
      collection: 'reviews',
      field: 'about',
      related_collection: 'books',
      schema: null,
    }
    for (const request of [
      ask(server, 'POST /relations', { ...about, meta: { one_field: 'more' } }),
      ask(server, 'POST /relations', { ...about, related_collection: 'authors', ...named }),
    ])
      expect(await request).toMatchObject({ status: 400, codes: ['INVALID_PAYLOAD'] })
  })

  test('are not for API keys of administrators that are good for less than everything', async () => {
    await using database = await createLibrary(dialect)
    await using server = await serve({ DATABASE_URL: database.url })
    const keyOf = async (scopes: object | null): Promise<string> => {
      const { data } = await ask(server, 'POST /users/me/api-keys', { name: 'x', scopes })
      return `Bearer ${data.key as string}`
    }
    const drop = 'DELETE /collections/reviews'
    for (const scopes of [
      { collections: ['books'] },
      { collections: ['relvar_collections', 'relvar_fields', 'relvar_relations'] },
      { actions: ['read'] },
      { actions: ['create', 'update'] },
    ])
      expect(await ask(server, drop, undefined, await keyOf(scopes))).toMatchObject({
        status: 403,
        codes: ['FORBIDDEN'],
      })
    expect((await ask(server, drop, undefined, await keyOf(null))).status).toBe(204)
  })

  test('and what was said of them have their place in the history', async () => {
    await using database = await createLibrary(dialect)
    await using server = await serve({ DATABASE_URL: database.url })
    await ask(server, 'POST /fields/books', { field: 'isbn', type: 'string', meta: { note: 'x' } })
    await ask(server, 'DELETE /fields/books/isbn')
    const { data } = await ask(
      server,
      'GET /activity?filter[collection][_eq]=relvar_fields&fields=action,user.email,revisions.data&sort=id',
    )
    expect(data).toMatchObject([
      {
        action: 'create',
        user: { email: 'admin@example.com' },
        revisions: [{ data: { field: 'isbn', note: 'x' } }],
      },
      { action: 'delete', user: { email: 'admin@example.com' } },
    ])
  })
})

describe.each(DIALECTS)(
  'changes of tables that nobody has said anything about on $name',
  (dialect) => {
    it.skipIf(dialect.skip)('have their place in the history, and dry runs have none', async () => {
      await using database = await createLibrary(dialect)
      await using server = await serve({ DATABASE_URL: database.url })
      for (const [request, body] of [
        ['POST /collections', { collection: 'plain', schema: {} }],
        ['POST /fields/plain', { field: 'size', type: 'integer' }],
        ['PATCH /fields/plain/size', { type: 'bigInteger' }],
        ['PATCH /fields/plain/size', { type: 'bigInteger' }],
        ['DELETE /fields/plain/size?dry_run'],
        ['DELETE /fields/plain/size'],
        ['DELETE /collections/plain'],
        ['DELETE /relations/books/author_id'],
      ] as const)
        expect([request, (await ask(server, request, body)).messages]).toEqual([request, []])
      const query = 'fields=action,collection,item,user.email,ip&sort=id'
      const filter = 'filter[collection][_in]=relvar_collections,relvar_fields,relvar_relations'
      const { data } = await ask(server, `GET /activity?${query}&${filter}`)
      const row = (action: string, table: string, item: string): object => ({
        action,
        collection: `relvar_${table}`,
        item,
        user: { email: 'admin@example.com' },
        ip: expect.any(String) as string,
      })
      expect(data).toEqual([
        // Something is said of the key that nobody asked for.
        expect.objectContaining({ action: 'create', collection: 'relvar_fields' }),
        row('create', 'collections', 'plain'),
        row('create', 'fields', 'plain.size'),
        row('update', 'fields', 'plain.size'),
        row('delete', 'fields', 'plain.size'),
        row('delete', 'collections', 'plain'),
        row('delete', 'relations', 'books.author_id'),
      ])
    })
  },
)

/** All that there is to be seen of the model. */
async function everything(server: TestServer): Promise<unknown> {
  const parts = ['/collections', '/fields', '/relations'].map((path) => ask(server, `GET ${path}`))
  return (await Promise.all(parts)).map(({ data }) => data as unknown)
}
