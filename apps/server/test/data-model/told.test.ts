import { DIALECTS } from '@relvar/test-databases'
import { describe, expect, it } from 'vitest'
import { serve, type TestServer } from '../support/running-server.js'
import { ask, createLibrary } from './library.js'

describe.each(DIALECTS)('a rule about what is not there on $name', (dialect) => {
  const test = it.skipIf(dialect.skip)

  test('closes a collection, and tells nobody but administrators why', async () => {
    await using database = await createLibrary(dialect)
    await using server = await serve({ DATABASE_URL: database.url, LOG_LEVEL: 'warn' })
    const { reader, user } = await createReader(server, [
      { collection: 'books', action: 'read', fields: ['*'], permissions: { vanished: { _eq: 7 } } },
      {
        collection: 'books',
        action: 'update',
        fields: ['*'],
        permissions: { author_id: { gone: { _gt: 1 } } },
      },
      {
        collection: 'authors',
        action: 'read',
        fields: ['*'],
        permissions: { rank: { _contains: 'a' } },
      },
    ])
    for (const [request, body] of [
      ['GET /items/books'],
      ['GET /items/books/1'],
      ['PATCH /items/books/1', { title: 'x' }],
      ['GET /items/authors'],
      ['GET /items/authors?fields=name&filter[name][_eq]=Ada'],
    ] as const) {
      const { status, messages } = await ask(server, request, body, reader)
      expect([request, status]).toEqual([request, 403])
      expect(messages.join()).not.toMatch(/vanished|gone|rank|author_id|_contains/)
    }
    expect(server.log).toContain('The rules of permissions speak of what is not there')
    expect(server.log).toMatch(/vanished.+gone.+rank/s)
    const question = { user, action: 'read', collection: 'books', key: 1 }
    expect((await ask(server, 'POST /permissions/explain', question)).data).toMatchObject({
      allowed: false,
      reason: 'rule',
      permissions: [{ holds: false, problem: expect.stringContaining('"vanished"') as string }],
    })
  })
})

describe.each(DIALECTS)('what is said of tables on $name', (dialect) => {
  const test = it.skipIf(dialect.skip)

  test('names nothing that somebody does not see, wherever they look', async () => {
    await using database = await createLibrary(dialect)
    await database.execute(SHELVES)
    await using server = await serve({ DATABASE_URL: database.url })
    for (const [request, meta] of SAID)
      expect([request, (await ask(server, request, { meta })).messages]).toEqual([request, []])
    const { reader } = await createReader(server, [
      { collection: 'shelves', action: 'read', fields: ['id', 'label', 'keeper_id', 'tags'] },
      { collection: 'keepers', action: 'read', fields: ['id'] },
    ])
    for (const request of [
      'GET /collections',
      'GET /collections/shelves',
      'SEARCH /collections',
      'GET /fields',
      'GET /fields/shelves',
      'GET /fields/shelves/label',
      'GET /relations',
      'GET /relations/shelves',
      'GET /items/relvar_collections',
      'GET /items/relvar_fields',
      'GET /server/specs/oas',
      ...QUERIES.map((query) => `GET /graphql/system?query=${encodeURIComponent(query)}`),
      ...QUERIES.map((query) => `GET /graphql?query=${encodeURIComponent(query)}`),
    ]) {
      const [method = '', path = ''] = request.split(' ')
      const headers = { authorization: reader, 'content-type': 'application/json' }
      const text = await (await server.request(path, { method, headers })).text()
      const found = [...text.matchAll(/.{0,60}canary\w*/g)].map(([around]) => around)
      expect([request, found]).toEqual([request, []])
    }
    const shelves = await ask(server, 'GET /collections/shelves', undefined, reader)
    expect(shelves.data.meta).toMatchObject({ note: 'Ours', display_template: '{{ label }}' })
    const label = await ask(server, 'GET /fields/shelves/label', undefined, reader)
    expect(label.data.meta).toMatchObject({
      interface: 'input',
      options: { placeholder: 'Title', choices: [{ text: 'State', value: 'label' }] },
      conditions: [{ name: 'seen' }],
      validation: null,
    })
    expect((await ask(server, 'GET /fields/shelves/label')).data.meta.conditions).toHaveLength(2)
  })
})

const SHELVES = [
  'create table keepers (id integer not null primary key, canary_rank integer)',
  'create table shelves (id integer not null primary key, label varchar(40), tags varchar(40), keeper_id integer references keepers (id), canary_place integer, canary_state varchar(10))',
  'create table canary_log (id integer not null primary key, shelf_id integer references shelves (id))',
]

/** What an administrator says, with the names of much that others do not see. */
const SAID: readonly (readonly [request: string, meta: object])[] = [
  [
    'PATCH /collections/shelves',
    {
      note: 'Ours',
      display_template: '{{ label }}',
      preview_url: 'https://example.com/{{ canary_state }}',
      sort_field: 'canary_place',
      archive_field: 'canary_state',
      archive_value: 'canary-archived',
      unarchive_value: 'canary-restored',
      item_duplication_fields: ['label', 'canary_place', 'keeper_id.canary_rank'],
    },
  ],
  ['PATCH /collections/canary_log', { note: 'canary' }],
  ['PATCH /collections/keepers', { display_template: '{{ canary_rank }}' }],
  [
    'PATCH /fields/shelves/label',
    {
      interface: 'input',
      options: {
        placeholder: 'Title',
        template: '{{ keeper_id.canary_rank }}',
        fields: ['canary_place'],
        collection: 'canary_log',
        filter: { keeper_id: { canary_rank: { _eq: 1 } } },
        choices: [{ text: 'State', value: 'label' }],
      },
      display: 'raw',
      display_options: { sort: '-canary_place', template: '{{ year(canary_state) }}' },
      validation: { _or: [{ canary_state: { _eq: 'canary' } }, { label: { _nnull: true } }] },
      validation_message: 'canary',
      conditions: [
        { name: 'seen', rule: { label: { _eq: 'x' } }, readonly: true },
        { name: 'unseen', rule: { canary_state: { _eq: 'canary' } }, hidden: true },
      ],
    },
  ],
  ['PATCH /fields/shelves/canary_state', { note: 'canary' }],
  ['PATCH /relations/shelves/keeper_id', { one_field: 'canary_list', sort_field: 'canary_place' }],
]

/** What is said of tables has no fields of GraphQL; whoever gives it some has to leave out the same. */
const QUERIES: readonly string[] = [
  '{ relvar_collections { display_template } }',
  '{ relvar_fields { options } }',
  '{ __schema { types { name fields { name } } } }',
]

interface Reader {
  /** For the header. */
  readonly reader: string
  readonly user: string
}

/** Somebody who works with the Studio and holds these permissions. */
async function createReader(server: TestServer, permissions: readonly object[]): Promise<Reader> {
  const { data: policy } = await ask(server, 'POST /policies', { name: 'Few', app_access: true })
  for (const permission of permissions) {
    const { status } = await ask(server, 'POST /permissions', { ...permission, policy: policy.id })
    expect(status).toBe(200)
  }
  const token = 'a-token-of-a-reader-of-few-things'
  const { data: user } = await ask(server, 'POST /users', { email: 'few@example.com', token })
  await ask(server, 'POST /access', { user: user.id, policy: policy.id })
  return { reader: `Bearer ${token}`, user: user.id as string }
}
