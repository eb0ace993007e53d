import { DIALECTS } from '@relvar/test-databases'
import { describe, expect, it } from 'vitest'
import { serve, type TestServer } from '../support/running-server.js'
import { ask, createLibrary } from './library.js'
import { applyFile, reader, renamedAuthors, rightsOn, said } from './said-names.js'

/** Names of fields wherever people put them: rights, bookmarks, templates, options, conditions. */
describe.each(DIALECTS)('names in what people say on $name', (dialect) => {
  const test = it.skipIf(dialect.skip)

  const presets = async (server: TestServer) => (await ask(server, 'GET /presets')).data[0]
  const metaOf = async (server: TestServer, path: string) =>
    (await ask(server, `GET /${path}`)).data.meta

  test('follow a field to its new name', async () => {
    await using database = await createLibrary(dialect)
    await using server = await serve({ DATABASE_URL: database.url })
    await said(server)
    expect((await reader(server, 'GET /items/books?fields=id')).data).toHaveLength(2)

    const wanted = await renamedAuthors(server)
    const applied = await applyFile(server, wanted)
    expect([applied.status, applied.messages]).toEqual([204, []])
    expect((await ask(server, 'POST /schema/diff', wanted)).status).toBe(204)

    expect(await metaOf(server, 'collections/books')).toMatchObject({
      display_template: '{{title}} ({{ author_id.full_name }})',
      item_duplication_fields: ['title', 'author_id.full_name'],
    })
    expect(await metaOf(server, 'fields/books/author_id')).toMatchObject({
      options: {
        template: '{{ full_name }}',
        filter: { full_name: { _contains: 'name' } },
        placeholder: 'name',
      },
      conditions: [{ name: 'name', rule: { title: { _eq: 'name' } }, hidden: true }],
    })
    expect(await presets(server)).toMatchObject({
      filter: { author_id: { full_name: { _eq: 'Ada' } } },
      layout_query: {
        tabular: { fields: ['title', 'author_id.full_name'], sort: ['-author_id.full_name'] },
      },
      layout_options: { tabular: { widths: { title: 100, 'author_id.full_name': 80 } } },
    })
    expect(await rightsOn(server)).toMatchObject([
      { permissions: { _or: [{ author_id: { full_name: { _eq: 'Ada' } } }, { id: { _eq: 2 } }] } },
      {
        fields: ['id', 'full_name', 'rank'],
        permissions: {
          _and: [{ books: { _some: { author_id: { full_name: { _nnull: true } } } } }],
        },
      },
      { presets: { full_name: 'name', rank: 3 }, validation: { full_name: { _neq: 'name' } } },
    ])
    expect(
      (await reader(server, 'GET /items/books?fields=id,author_id.full_name')).data,
    ).toHaveLength(2)
    expect((await reader(server, 'GET /items/authors')).data).toHaveLength(1)
  })

  test('follow a collection to its new name, with the lists named after it', async () => {
    await using database = await createLibrary(dialect)
    await using server = await serve({ DATABASE_URL: database.url })
    await database.execute(['drop view top_books'])
    await said(server)
    const { data: wanted } = await ask(server, 'GET /schema/snapshot?includeCollections=books')
    for (const each of [...wanted.collections, ...wanted.fields, ...wanted.relations])
      each.collection = 'volumes'
    Object.assign(wanted.collections[0], { renamed_from: 'books' })
    wanted.collections[0].schema.name = 'volumes'
    const applied = await applyFile(server, wanted)
    expect([applied.status, applied.messages]).toEqual([204, []])
    expect(await presets(server)).toMatchObject({ collection: 'volumes' })
    expect(await rightsOn(server)).toMatchObject([
      { collection: 'volumes' },
      {
        permissions: { _and: [{ volumes: { _some: { author_id: { name: { _nnull: true } } } } }] },
      },
      { collection: 'authors' },
    ])
    expect((await reader(server, 'GET /items/authors')).data).toHaveLength(1)
  })

  test('of a field that is dropped open nothing when one of that name is made anew', async () => {
    await using database = await createLibrary(dialect)
    await using server = await serve({ DATABASE_URL: database.url })
    await said(server)
    expect((await reader(server, 'GET /items/authors')).data).toHaveLength(1)
    const dropped = await ask(server, 'DELETE /fields/authors/name')
    expect([dropped.status, dropped.messages]).toEqual([204, []])

    const closed = [
      {
        permissions: {
          _or: [{ author_id: { 'name (dropped)': { _eq: 'Ada' } } }, { id: { _eq: 2 } }],
        },
      },
      {
        fields: ['id', 'rank'],
        permissions: {
          _and: [{ books: { _some: { author_id: { 'name (dropped)': { _nnull: true } } } } }],
        },
      },
      { presets: { rank: 3 }, validation: { name: { _neq: 'name' } } },
    ]
    const none = async () => {
      for (const collection of ['books', 'authors']) {
        const { status, data } = await reader(server, `GET /items/${collection}`)
        expect([collection, status, data ?? []]).toEqual([collection, status, []])
      }
    }
    expect(await rightsOn(server)).toMatchObject(closed)
    await none()
    const made = await ask(server, 'POST /fields/authors', {
      field: 'name',
      type: 'string',
      schema: { default_value: 'Ada' },
    })
    expect([made.status, made.messages]).toEqual([200, []])
    expect(await rightsOn(server)).toMatchObject(closed)
    await none()
    const refused = await ask(server, 'POST /fields/authors', {
      field: 'name (dropped)',
      type: 'string',
    })
    expect(refused.codes).toEqual(['INVALID_PAYLOAD'])

    expect(await metaOf(server, 'collections/authors')).toMatchObject({
      display_template: '{{ rank }}',
    })
    expect(await metaOf(server, 'collections/books')).toMatchObject({
      display_template: '{{title}} ()',
      item_duplication_fields: ['title'],
    })
    expect(await metaOf(server, 'fields/books/author_id')).toMatchObject({
      options: { template: null, placeholder: 'name' },
    })
    expect(await presets(server)).toMatchObject({
      layout_query: { tabular: { fields: ['title'], sort: [] } },
      layout_options: { tabular: { widths: { title: 100 } } },
    })
  })

  test('of a collection that is dropped are taken out of what others say', async () => {
    await using database = await createLibrary(dialect)
    await using server = await serve({ DATABASE_URL: database.url })
    await database.execute(['drop view top_books'])
    await said(server)
    const dropped = await ask(server, 'DELETE /collections/books')
    expect([dropped.status, dropped.messages]).toEqual([204, []])
    expect(await rightsOn(server)).toMatchObject([
      {
        collection: 'authors',
        permissions: { _and: [{ 'books (dropped)': { _some: expect.anything() } }] },
      },
      { collection: 'authors', action: 'create' },
    ])
    expect((await reader(server, 'GET /items/authors')).data ?? []).toEqual([])
    expect((await ask(server, 'GET /presets')).data).toEqual([])
  })
})
