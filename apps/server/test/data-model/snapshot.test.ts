import { DIALECTS } from '@relvar/test-databases'
import { describe, expect, it } from 'vitest'
import { ADMINISTRATOR } from '../support/administrator.js'
import { serve } from '../support/running-server.js'
import { ask, createLibrary } from './library.js'

describe.each(DIALECTS)('the schema as a file on $name', (dialect) => {
  const test = it.skipIf(dialect.skip)

  test('holds what is managed, and is compared and applied by requests', async () => {
    await using database = await createLibrary(dialect)
    await using server = await serve({ DATABASE_URL: database.url })
    const send = async (request: string, body?: unknown) => {
      const answer = await ask(server, request, body)
      expect([request, answer.status, answer.messages]).toEqual([request, answer.status, []])
      return answer
    }
    await send('PATCH /collections/authors', { meta: { note: 'Who writes', sort_field: 'rank' } })
    await send('PATCH /collections/books', { meta: { note: 'What they wrote' } })
    await send('PATCH /fields/books/title', { meta: { interface: 'input', note: 'Its name' } })
    await send('POST /fields/authors', { field: 'books', type: 'o2m', meta: {} })
    await send('PATCH /relations/books/author_id', { meta: { one_field: 'books' } })

    const { data: taken } = await send('GET /schema/snapshot')
    expect(taken).toMatchObject({ version: 1, vendor: dialect.name })
    expect(names(taken.collections)).toEqual(['authors', 'books'])
    expect(taken.collections[0]).toMatchObject({
      meta: { note: 'Who writes', sort_field: 'rank', hidden: false },
      schema: { name: 'authors' },
    })
    const title = taken.fields.find(({ field }: Named) => field === 'title')
    expect(title).toMatchObject({
      type: 'string',
      schema: { max_length: 40, is_nullable: false, table: 'books' },
      meta: { interface: 'input' },
    })
    for (const key of ['foreign_key_schema', 'comment'])
      expect(title.schema).not.toHaveProperty(key)
    expect(title.meta).not.toHaveProperty('id')
    const alias = taken.fields.find(({ field }: Named) => field === 'books')
    expect(alias).not.toHaveProperty('schema')
    expect(taken.relations[0]).toMatchObject({
      collection: 'books',
      field: 'author_id',
      related_collection: 'authors',
      meta: { one_field: 'books' },
      schema: { on_delete: expect.stringMatching(/NO ACTION|RESTRICT/), foreign_key_column: 'id' },
    })
    expect((await send('POST /schema/diff', taken)).status).toBe(204)

    const part = await send('GET /schema/snapshot?includeCollections=books')
    expect([part.data.version, names(part.data.collections)]).toEqual([2, ['books']])
    expect((await send('POST /schema/diff', part.data)).status).toBe(204)
    const both = await ask(
      server,
      'GET /schema/snapshot?includeCollections=books&excludeCollections=authors',
    )
    expect(both.codes).toEqual(['INVALID_QUERY'])

    const wanted = structuredClone(taken)
    // The view reads the title, which PostgreSQL leaves as it is therefore.
    wanted.fields.find(({ field }: Named) => field === 'state').schema.max_length = 80
    wanted.fields.push({
      collection: 'books',
      field: 'isbn',
      type: 'string',
      schema: { name: 'isbn', table: 'books', max_length: 13, is_unique: true },
      meta: { note: 'On the back' },
    })
    wanted.collections.push({
      collection: 'shops',
      meta: { icon: 'store' },
      schema: { name: 'shops' },
    })
    wanted.fields.push(
      {
        collection: 'shops',
        field: 'id',
        type: 'integer',
        schema: { name: 'id', is_primary_key: true, has_auto_increment: true, is_nullable: false },
        meta: null,
      },
      { collection: 'shops', field: 'book', type: 'integer', schema: { name: 'book' }, meta: null },
    )
    wanted.relations.push({
      collection: 'shops',
      field: 'book',
      related_collection: 'books',
      schema: { column: 'book', foreign_key_table: 'books', on_delete: 'CASCADE' },
      meta: null,
    })
    const other = await ask(server, 'POST /schema/diff', { ...wanted, directus: '11.0.0' })
    expect(other.codes).toEqual(['INVALID_PAYLOAD'])
    const { data: diff } = await send('POST /schema/diff', wanted)
    expect(diff.hash).toMatch(/^[0-9a-f]{64}$/)
    expect(diff.diff.collections).toMatchObject([{ collection: 'shops', diff: [{ kind: 'N' }] }])
    expect(diff.diff.fields).toContainEqual({
      collection: 'books',
      field: 'state',
      diff: expect.arrayContaining([
        { kind: 'E', path: ['schema', 'max_length'], lhs: 10, rhs: 80 },
      ]) as unknown,
    })
    const dry = await send('POST /schema/apply?dry_run=true', diff)
    expect(dry.data.statements.join('\n')).toMatch(/create table .*shops/)
    expect((await send('POST /schema/diff', wanted)).data.hash).toBe(diff.hash)
    const lacking = await ask(server, 'POST /schema/apply', { ...diff, diff: { collections: [] } })
    expect(lacking.codes).toEqual(['INVALID_PAYLOAD'])
    expect((await send('POST /schema/apply', diff)).status).toBe(204)
    expect((await send('POST /schema/diff', wanted)).status).toBe(204)
    const { data: books } = await send(
      'GET /activity?filter[item][_in]=books,shops,authors&filter[collection][_eq]=relvar_collections&sort=-id&limit=2&fields=action,item,user.email',
    )
    expect(books).toEqual([
      { action: 'update', item: 'books', user: { email: ADMINISTRATOR.email } },
      { action: 'create', item: 'shops', user: { email: ADMINISTRATOR.email } },
    ])
    const stale = await ask(server, 'POST /schema/apply', diff)
    expect([stale.status, stale.codes]).toEqual([400, ['INVALID_PAYLOAD']])
    const made = await send('POST /items/shops', { book: 1 })
    expect(made.data).toEqual({ id: 1, book: 1 })
    expect((await send('GET /fields/books/isbn')).data).toMatchObject({
      schema: { is_unique: true, max_length: 13 },
      meta: { note: 'On the back' },
    })

    // Back again: what goes with values has to be meant, and merging lets nothing go.
    expect((await send('POST /schema/diff?mode=merge', taken)).data.diff).toMatchObject({
      collections: [],
    })
    const { data: back } = await send('POST /schema/diff', taken)
    const unmeant = await ask(server, 'POST /schema/apply', back)
    expect([unmeant.codes, unmeant.messages[0]]).toEqual([
      ['INVALID_PAYLOAD'],
      expect.stringContaining('confirm=true'),
    ])
    expect((await send('POST /schema/apply?confirm=true', back)).status).toBe(204)
    expect((await send('POST /schema/diff', taken)).status).toBe(204)
    expect((await ask(server, 'GET /collections/shops')).status).toBe(403)
  })

  test('merges a link that nothing holds, and a collection whose changes are not recorded', async () => {
    await using database = await createLibrary(dialect)
    await using server = await serve({ DATABASE_URL: database.url })
    const quiet = await ask(server, 'PATCH /collections/books', { meta: { accountability: null } })
    expect([quiet.status, quiet.data?.meta.accountability]).toEqual([200, null])
    const { data: taken } = await ask(server, 'GET /schema/snapshot?includeCollections=books')
    expect(taken.collections[0]).toMatchObject({ meta: { accountability: null } })
    const link = { collection: 'reviews', field: 'about', related_collection: 'books' }
    const more = { ...taken, collections: [], fields: [], relations: [{ ...link, schema: null }] }
    more.relations[0].meta = { one_field: 'reviews' }
    const { data } = await ask(server, 'POST /schema/diff?mode=merge', more)
    expect((await ask(server, 'POST /schema/apply', data)).messages).toEqual([])
    expect((await ask(server, 'GET /relations/reviews/about')).data).toMatchObject({
      related_collection: 'books',
      schema: null,
    })
  })

  test('renames tables and columns with their rows, rights and presets', async () => {
    await using database = await createLibrary(dialect)
    await using server = await serve({ DATABASE_URL: database.url })
    // A column that a view reads cannot be renamed everywhere; the view is not what this is about.
    await database.execute(['drop view top_books'])
    await ask(server, 'PATCH /collections/books', {
      meta: { archive_field: 'state', archive_value: 'gone', unarchive_value: 'out' },
    })
    await ask(server, 'PATCH /fields/books/author_id', { meta: { note: 'By whom' } })
    await ask(server, 'POST /presets', { collection: 'books', bookmark: 'All' })
    const { data: policy } = await ask(server, 'POST /policies', { name: 'Readers' })
    await ask(server, 'POST /permissions', {
      policy: policy.id,
      collection: 'books',
      action: 'read',
      fields: ['title', 'state'],
      permissions: { _and: [{ state: { _eq: 'out' } }] },
    })
    const { data: wanted } = await ask(server, 'GET /schema/snapshot')
    const all = [...wanted.collections, ...wanted.fields, ...wanted.relations]
    for (const each of all) each.collection = 'volumes'
    Object.assign(wanted.collections[0], { renamed_from: 'books' })
    wanted.collections[0].schema.name = 'volumes'
    wanted.collections[0].meta.archive_field = 'status'
    const state = wanted.fields.find(({ field }: Named) => field === 'state')
    Object.assign(state, { field: 'status', renamed_from: 'state' })
    Object.assign(state.schema, { name: 'status' })
    const { data: diff } = await ask(server, 'POST /schema/diff', wanted)
    expect(diff.diff.collections).toMatchObject([{ collection: 'volumes', renamed_from: 'books' }])
    const applied = await ask(server, 'POST /schema/apply', diff)
    expect([applied.status, applied.messages]).toEqual([204, []])

    expect((await ask(server, 'POST /schema/diff', wanted)).status).toBe(204)
    const { data: rows } = await ask(server, 'GET /items/volumes?sort=id&fields=id,title,status')
    expect(rows).toEqual([
      { id: 1, title: 'One', status: 'out' },
      { id: 2, title: 'Two', status: 'gone' },
    ])
    expect((await ask(server, 'GET /collections/books')).status).toBe(403)
    expect((await ask(server, 'GET /collections/volumes')).data.meta).toMatchObject({
      archive_field: 'status',
    })
    expect((await ask(server, 'GET /fields/volumes/author_id')).data.meta.note).toBe('By whom')
    expect((await ask(server, 'GET /presets')).data).toMatchObject([{ collection: 'volumes' }])
    const rights = await ask(server, 'GET /permissions?filter[collection][_eq]=volumes')
    expect(rights.data[0]).toMatchObject({
      fields: ['title', 'status'],
      permissions: { _and: [{ status: { _eq: 'out' } }] },
    })
  })

  test('comes as YAML and as the file of a form', async () => {
    await using database = await createLibrary(dialect)
    await using server = await serve({ DATABASE_URL: database.url })
    const authorization = `Bearer ${ADMINISTRATOR.token}`
    const response = await server.request('/schema/snapshot?export=yaml&unmanaged=true', {
      headers: { authorization },
    })
    expect(response.headers.get('content-type')).toMatch(/^text\/yaml/)
    expect(response.headers.get('content-disposition')).toMatch(/attachment; filename="snapshot-/)
    const text = await response.text()
    expect(text).toMatch(/^ {2}- collection: authors$/m)
    const form = new FormData()
    form.set('file', new File([text], 'snapshot.yaml', { type: 'text/yaml' }))
    const compared = await server.request('/schema/diff', {
      method: 'POST',
      headers: { authorization },
      body: form,
    })
    expect(compared.status).toBe(204)
    const broken = await server.request('/schema/diff', {
      method: 'POST',
      headers: { authorization, 'content-type': 'text/yaml' },
      body: 'version: [1',
    })
    expect(broken.status).toBe(400)
    const empty = await ask(server, 'POST /schema/diff')
    expect([empty.status, empty.codes]).toEqual([400, ['INVALID_PAYLOAD']])
    for (const request of ['GET /schema/snapshot', 'POST /schema/diff', 'POST /schema/apply'])
      expect(
        (await ask(server, request, request.startsWith('G') ? undefined : {}, '')).status,
      ).toBe(403)
  })
})

interface Named {
  readonly collection: string
  readonly field?: string
}

function names(list: readonly Named[]): readonly string[] {
  return list.map(({ collection }) => collection)
}
