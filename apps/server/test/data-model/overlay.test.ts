import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { DIALECTS, dumpOf } from '@relvar/test-databases'
import { describe, expect, it } from 'vitest'
import { serve } from '../support/running-server.js'
import { ask, createLibrary } from './library.js'

describe.each(DIALECTS)('what people say about their tables on $name', (dialect) => {
  const test = it.skipIf(dialect.skip)

  test('is nothing at first, and the tables are shown as they are', async () => {
    await using database = await createLibrary(dialect)
    await using server = await serve({ DATABASE_URL: database.url })
    const { data } = await ask(server, 'GET /collections')
    const names = data.map(({ collection }: { collection: string }) => collection)
    expect(names.slice(-4)).toEqual(['authors', 'books', 'reviews', 'top_books'])
    expect(names).toContain('relvar_users')
    expect(names).not.toContain('relvar_state')
    expect(data.at(-3)).toEqual({
      collection: 'books',
      meta: null,
      schema: {
        schema: expect.any(String),
        name: 'books',
        comment: null,
        kind: 'table',
        primary_key: ['id'],
        actions: ['read', 'create', 'update', 'delete'],
      },
    })
    expect((await ask(server, 'GET /collections/relvar_users')).data.meta).toMatchObject({
      collection: 'relvar_users',
      icon: 'people_alt',
      display_template: '{{ first_name }} {{ last_name }}',
      archive_field: 'status',
      system: true,
    })
    const system = await ask(server, 'GET /fields/relvar_users/password')
    expect(system.data).toMatchObject({
      type: 'string',
      meta: { special: ['conceal'], interface: 'input', options: { masked: true }, system: true },
    })
    expect(system.data.meta).not.toHaveProperty('id')
    expect((await ask(server, 'GET /fields/relvar_roles/users')).data).toMatchObject({
      type: 'alias',
      schema: null,
      meta: { special: ['o2m'], system: true },
    })
    const fields = await ask(server, 'GET /fields/books')
    expect(fields.data.map((each: Field) => [each.field, each.type, each.meta])).toEqual([
      ['id', 'integer', null],
      ['title', 'string', null],
      ['author_id', 'integer', null],
      ['tags', 'string', null],
      ['state', 'string', null],
      ['position', 'integer', null],
    ])
    expect(fields.data[0].schema).toMatchObject({
      table: 'books',
      is_primary_key: true,
      is_unique: true,
      is_indexed: false,
      is_nullable: false,
    })
    expect(fields.data[1].schema).toMatchObject({ max_length: 40, is_nullable: false })
    expect((await ask(server, 'GET /relations')).data).toContainEqual({
      collection: 'books',
      field: 'author_id',
      related_collection: 'authors',
      related_field: 'books',
      meta: null,
      schema: {
        constraint_name: expect.anything(),
        table: 'books',
        column: 'author_id',
        foreign_key_schema: expect.any(String),
        foreign_key_table: 'authors',
        foreign_key_column: 'id',
        on_update: expect.stringMatching(/^(NO ACTION|RESTRICT)$/) as string,
        on_delete: expect.stringMatching(/^(NO ACTION|RESTRICT)$/) as string,
      },
    })
    expect((await ask(server, 'GET /relations/reviews')).data).toEqual([])
    for (const path of ['/collections/x', '/fields/x', '/fields/books/x', '/relations/x'])
      expect(await ask(server, `GET ${path}`)).toMatchObject({ status: 403, codes: ['FORBIDDEN'] })
  })

  test('holds at the next request on every server, and touches no table', async () => {
    await using database = await createLibrary(dialect)
    const before = await dumpOf(database)
    await using first = await serve({ DATABASE_URL: database.url })
    await using second = await serve({ DATABASE_URL: database.url, ...ownTablesOf(first) })
    await ask(second, 'GET /items/books')

    const meta = {
      note: 'Ours',
      archive_field: 'state',
      archive_value: 'gone',
      unarchive_value: 'out',
      sort_field: 'position',
    }
    const patched = await ask(first, 'PATCH /collections/books', { meta })
    expect(patched.data).toMatchObject({
      collection: 'books',
      meta: {
        ...meta,
        collection: 'books',
        hidden: false,
        accountability: 'all',
        collapse: 'open',
      },
      schema: { name: 'books' },
    })
    expect(Object.keys(patched.data.meta)).toHaveLength(22)
    expect((await ask(second, 'GET /collections')).data[0]).toEqual(patched.data)
    expect((await ask(second, 'GET /items/books?fields=id')).data).toEqual([{ id: 2 }, { id: 1 }])

    const noted = await ask(
      second,
      'GET /activity?filter[collection][_eq]=relvar_collections&fields=action,item,revisions.data',
    )
    expect(noted.data).toEqual([
      {
        action: 'create',
        item: 'books',
        revisions: [{ data: expect.objectContaining(meta) as object }],
      },
    ])

    const tags = await ask(first, 'PATCH /fields/books/tags', {
      meta: { special: ['cast-csv'], interface: 'tags' },
    })
    expect(tags.data).toMatchObject({
      type: 'csv',
      meta: { sort: 1, special: ['cast-csv'], width: 'full' },
    })
    expect(Object.keys(tags.data.meta)).toHaveLength(20)
    expect((await ask(second, 'GET /items/books/1?fields=tags')).data).toEqual({ tags: ['a', 'b'] })

    const alias = { field: 'books', type: 'o2m', meta: { interface: 'list-o2m' } }
    expect((await ask(first, 'POST /fields/authors', alias)).data).toMatchObject({
      type: 'alias',
      schema: null,
      meta: { special: ['o2m'], interface: 'list-o2m' },
    })
    const link = { collection: 'books', field: 'author_id', related_collection: 'authors' }
    const related = await ask(first, 'POST /relations', {
      ...link,
      meta: { one_field: 'books', sort_field: 'position' },
    })
    expect(related.data).toMatchObject({
      ...link,
      meta: {
        many_collection: 'books',
        one_field: 'books',
        one_deselect_action: 'nullify',
        junction_field: null,
      },
      schema: { column: 'author_id' },
    })
    expect((await ask(second, 'GET /items/authors/1?fields=name,books.title')).data).toEqual({
      name: 'Ada',
      books: [{ title: 'Two' }, { title: 'One' }],
    })
    expect((await ask(second, 'DELETE /fields/authors/books')).status).toBe(204)
    expect((await ask(first, 'GET /items/authors/1')).data).not.toHaveProperty('books')
    expect((await ask(first, 'GET /relations/books/author_id')).data.meta.one_field).toBeNull()
    expect(await dumpOf(database, ['public'])).toBe(before)
  })

  test('links without foreign keys: to our users, and to any of several tables', async () => {
    await using database = await createLibrary(dialect)
    await using server = await serve({ DATABASE_URL: database.url })
    const editor = {
      collection: 'authors',
      field: 'editor',
      related_collection: 'relvar_users',
      schema: { on_delete: 'SET NULL' },
      meta: { one_field: 'authors' },
    }
    expect((await ask(server, 'POST /relations', editor)).data).toMatchObject({
      related_collection: 'relvar_users',
      schema: { constraint_name: null, foreign_key_table: 'relvar_users', on_delete: 'SET NULL' },
    })
    const toSeveral = {
      collection: 'reviews',
      field: 'about',
      related_collection: null,
      meta: { one_collection_field: 'kind', one_allowed_collections: ['books', 'authors'] },
    }
    expect((await ask(server, 'POST /relations', toSeveral)).data).toMatchObject({
      related_collection: null,
      schema: null,
      meta: { one_allowed_collections: ['books', 'authors'] },
    })
    const about = await ask(server, 'GET /items/reviews/1?fields=about:books.title')
    expect(about.data).toEqual({ about: { title: 'Two' } })

    const person = { email: 'eve@example.com', first_name: 'Eve' }
    const { data: user } = await ask(server, 'POST /users', person)
    expect((await ask(server, 'PATCH /items/authors/1', { editor: user.id })).status).toBe(200)
    if (process.env['OWN_TABLES'] !== 'apart')
      expect((await ask(server, 'GET /items/authors/1?fields=editor.first_name')).data).toEqual({
        editor: { first_name: 'Eve' },
      })
    for (const wrong of [
      editor,
      toSeveral,
      { ...toSeveral, field: 'none' },
      { ...toSeveral, collection: 'none' },
      { ...toSeveral, field: 'stars', meta: {} },
      { ...editor, field: 'rank' },
      { ...editor, field: 'id' },
    ])
      expect(await ask(server, 'POST /relations', wrong)).toMatchObject({
        status: 400,
        codes: ['INVALID_PAYLOAD'],
      })
    expect((await ask(server, 'DELETE /relations/authors/editor')).status).toBe(204)
    expect((await ask(server, 'DELETE /relations/authors/editor')).codes).toEqual([
      'INVALID_PAYLOAD',
    ])
  })

  test('folders, closed collections, declared keys', async () => {
    await using database = await createLibrary(dialect)
    await using server = await serve({ DATABASE_URL: database.url })
    const folder = { collection: 'shelf', meta: { icon: 'folder', collapse: 'closed' } }
    expect((await ask(server, 'POST /collections', folder)).data).toMatchObject({
      ...folder,
      schema: null,
    })
    expect((await ask(server, 'POST /collections', [folder])).codes).toEqual(['INVALID_PAYLOAD'])
    expect(
      (await ask(server, 'PATCH /collections/books', { meta: { group: 'shelf' } })).status,
    ).toBe(200)
    expect(
      (await ask(server, 'PATCH /collections/shelf', { meta: { group: 'books' } })).codes,
    ).toEqual(['INVALID_PAYLOAD'])
    expect(
      (await ask(server, 'PATCH /collections/top_books', { meta: { primary_key: ['id'] } })).data
        .meta.primary_key,
    ).toEqual(['id'])
    expect((await ask(server, 'GET /items/top_books/2')).data).toEqual({ id: 2, title: 'Two' })
    await ask(server, 'POST /items/books', { id: 3, title: 'One' })
    const byTitle = { meta: { primary_key: ['title'] } }
    expect((await ask(server, 'PATCH /collections/top_books', byTitle)).messages).toEqual([
      'Invalid payload. "title" is no key of "top_books": rows share a value, or have none.',
    ])
    await ask(server, 'DELETE /items/books/3')

    expect(
      (await ask(server, 'PATCH /collections/books', { meta: { status: 'inactive' } })).data.meta
        .status,
    ).toBe('inactive')
    expect((await ask(server, 'GET /items/books')).codes).toEqual(['FORBIDDEN'])
    expect(
      (await ask(server, 'PATCH /collections/books', { meta: { status: 'active' } })).status,
    ).toBe(200)
    expect((await ask(server, 'GET /items/books')).data).toHaveLength(2)
    const several = await ask(
      server,
      'PATCH /collections',
      ['books', 'authors'].map((collection) => ({ collection, meta: { hidden: true } })),
    )
    expect(several.data).toHaveLength(2)
    expect(
      (await ask(server, 'SEARCH /collections', { keys: ['shelf', 'authors'] })).data,
    ).toHaveLength(2)
  })

  test('is refused where it makes no sense, and nothing of it is kept', async () => {
    await using database = await createLibrary(dialect)
    await using server = await serve({ DATABASE_URL: database.url })
    const refused: readonly (readonly [string, unknown, number, string])[] = [
      ['PATCH /collections/none', { meta: {} }, 403, 'FORBIDDEN'],
      ['PATCH /collections/relvar_users', { meta: { icon: 'x' } }, 403, 'FORBIDDEN'],
      ['PATCH /collections/books', { meta: { nonsense: 1 } }, 400, 'INVALID_PAYLOAD'],
      ['PATCH /collections/books', { meta: { collection: 'other' } }, 400, 'INVALID_PAYLOAD'],
      ['PATCH /collections/books', { meta: { sort_field: 'none' } }, 400, 'INVALID_PAYLOAD'],
      ['PATCH /collections/books', { meta: { primary_key: ['title'] } }, 400, 'INVALID_PAYLOAD'],
      ['PATCH /collections/books', { meta: { accountability: 'some' } }, 400, 'FAILED_VALIDATION'],
      ['PATCH /collections/books', { mets: {} }, 400, 'INVALID_PAYLOAD'],
      ['POST /collections', { collection: 'a/b' }, 400, 'INVALID_PAYLOAD'],
      ['POST /collections', { collection: ' a' }, 400, 'INVALID_PAYLOAD'],
      ['POST /collections', { collection: '' }, 400, 'INVALID_PAYLOAD'],
      ['POST /collections', { collection: 'books' }, 400, 'INVALID_PAYLOAD'],
      ['POST /collections', { collection: 'relvar_x' }, 400, 'INVALID_PAYLOAD'],
      [
        'POST /collections',
        [{ collection: 'fine' }, { collection: 'books' }],
        400,
        'INVALID_PAYLOAD',
      ],
      ['POST /fields/books', { field: 'title', type: 'alias' }, 400, 'INVALID_PAYLOAD'],
      ['POST /fields/none', { field: 'x', type: 'alias' }, 403, 'FORBIDDEN'],
      ['PATCH /fields/books/title', { meta: { special: ['o2m'] } }, 400, 'INVALID_PAYLOAD'],
      ['PATCH /fields/books/title', { meta: { group: 'none' } }, 400, 'INVALID_PAYLOAD'],
      [
        'PATCH /fields/books/title',
        { meta: { validation: {}, field: 'id' } },
        400,
        'INVALID_PAYLOAD',
      ],
      [
        'PATCH /fields/books/title',
        { meta: { validation: { title: { _eq: null } } } },
        400,
        'INVALID_PAYLOAD',
      ],
      ['PATCH /fields/books/none', { meta: {} }, 403, 'FORBIDDEN'],
      ['PATCH /fields/relvar_users/email', { meta: { hidden: true } }, 400, 'INVALID_PAYLOAD'],
      ['DELETE /fields/books/id', undefined, 400, 'INVALID_PAYLOAD'],
      ['DELETE /fields/relvar_users/email', undefined, 403, 'FORBIDDEN'],
      ['PATCH /relations/books/title', { meta: {} }, 400, 'INVALID_PAYLOAD'],
      ['DELETE /relations/relvar_users/role', undefined, 400, 'INVALID_PAYLOAD'],
    ]
    for (const [request, body, status, code] of refused) {
      const answer = await ask(server, request, body)
      // A rule of alternatives is told as each of them.
      expect([request, body, answer.status, ...new Set(answer.codes)]).toEqual([
        request,
        body,
        status,
        code,
      ])
    }
    for (const table of ['collections', 'fields', 'relations'])
      expect((await ask(server, `GET /${table}`)).data.filter(isManaged)).toEqual([])
  })

  test('is read by those who may use the Studio, as far as they may read tables, and changed by administrators', async () => {
    await using database = await createLibrary(dialect)
    await using server = await serve({ DATABASE_URL: database.url })
    await ask(server, 'POST /collections', { collection: 'shelf' })
    await ask(server, 'POST /collections', { collection: 'attic' })
    await ask(server, 'PATCH /collections/books', { meta: { note: 'Ours', group: 'shelf' } })
    await ask(server, 'PATCH /fields/books/state', { meta: { note: 'secret' } })
    const reader = await reads(server, ['id', 'title', 'author_id'])
    const as = (request: string, body?: unknown) => ask(server, request, body, reader)
    const mine = (await as('GET /collections')).data.filter(
      ({ collection }: Field) => !collection.startsWith('relvar_'),
    )
    expect(mine).toMatchObject([
      { collection: 'books', meta: { note: 'Ours' } },
      { collection: 'shelf', schema: null },
    ])
    expect((await as('GET /fields/books')).data.map((each: Field) => each.field)).toEqual([
      'id',
      'title',
      'author_id',
    ])
    expect((await as('GET /fields/authors')).codes).toEqual(['FORBIDDEN'])
    expect((await as('GET /fields/books/state')).codes).toEqual(['FORBIDDEN'])
    expect((await as('GET /relations/books')).data).toEqual([])
    for (const request of [
      'POST /collections',
      'PATCH /collections/books',
      'PATCH /fields/books/title',
      'POST /relations',
      'POST /fields/books',
      'DELETE /fields/books/title',
    ])
      expect([request, (await as(request, {})).codes]).toEqual([request, ['FORBIDDEN']])
    for (const path of ['/collections', '/fields', '/relations'])
      expect((await ask(server, `GET ${path}`, undefined, '')).codes).toEqual(['FORBIDDEN'])
  })
})

/** Where they lie apart, and not beside the user's file, the second server is told where those of the first are. */
function ownTablesOf({ folder }: { readonly folder: string }): Record<string, string> {
  const path = join(folder, 'own.sqlite')
  return existsSync(path) ? { METADATA_URL: `sqlite:${path}` } : {}
}

interface Field {
  readonly collection: string
  readonly field: string
  readonly type: string
  readonly meta: unknown
}

function isManaged({ meta }: { readonly meta: { readonly system?: true } | null }): boolean {
  return meta !== null && meta.system !== true
}

/** Somebody with the Studio who may read some columns of books; answers what they sign in with. */
async function reads(
  server: Parameters<typeof ask>[0],
  fields: readonly string[],
): Promise<string> {
  const { data: policy } = await ask(server, 'POST /policies', {
    name: 'Readers',
    app_access: true,
  })
  await ask(server, 'POST /permissions', {
    policy: policy.id,
    collection: 'books',
    action: 'read',
    fields,
    permissions: {},
  })
  const { data: role } = await ask(server, 'POST /roles', { name: 'Reader' })
  await ask(server, 'POST /access', { role: role.id, policy: policy.id })
  const token = 'a-token-of-a-reader-of-books'
  await ask(server, 'POST /users', { email: 'reader@example.com', role: role.id, token })
  return `Bearer ${token}`
}
