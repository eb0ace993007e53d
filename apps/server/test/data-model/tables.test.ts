import { DIALECTS, plainSql } from '@relvar/test-databases'
import { describe, expect, it } from 'vitest'
import { serve } from '../support/running-server.js'
import { ask, createLibrary, type Outcome } from './library.js'

describe.each(DIALECTS)('tables made by requests on $name', (dialect) => {
  const test = it.skipIf(dialect.skip)

  test('are shown by a dry run, made, changed and dropped', async () => {
    await using database = await createLibrary(dialect)
    await using server = await serve({ DATABASE_URL: database.url })
    const orders = {
      collection: 'orders',
      schema: {},
      meta: { note: 'Bought', sort_field: 'place', archive_field: 'state' },
      fields: [
        { field: 'customer', type: 'string', schema: { is_nullable: false }, meta: {} },
        { field: 'code', type: 'string', schema: { is_unique: true, max_length: 20 } },
        {
          field: 'state',
          type: 'string',
          schema: { default_value: 'new', is_indexed: true },
          meta: {},
        },
        { field: 'place', type: 'integer', schema: {} },
        {
          field: 'total',
          type: 'decimal',
          schema: { numeric_precision: 12, numeric_scale: 2 },
          meta: {},
        },
        { field: 'extra', type: 'json', meta: { interface: 'input-code' } },
        { field: 'form', type: 'alias', meta: { special: ['alias', 'no-data', 'group'] } },
      ],
    }
    const shown = await ask(server, 'POST /collections?dry_run=true', orders)
    expect(shown.data.statements[0]).toMatch(/^create table .*orders. \(\n/)
    expect(shown.data.warnings).toEqual([])
    expect((await ask(server, 'GET /collections/orders')).status).toBe(403)

    expect((await ask(server, 'POST /collections', orders)).data).toMatchObject({
      collection: 'orders',
      meta: { note: 'Bought', sort_field: 'place', hidden: false },
      schema: { name: 'orders' },
    })
    const fields = await ask(server, 'GET /fields/orders')
    expect(fields.data.map((each: Field) => [each.field, each.type, each.meta?.sort])).toEqual([
      ['id', 'integer', 1],
      ['customer', 'string', 2],
      ['code', 'string', undefined],
      ['state', 'string', 4],
      ['place', 'integer', undefined],
      ['total', 'decimal', 6],
      ['extra', 'json', 7],
      ['form', 'alias', 8],
    ])
    expect(fields.data[0]).toMatchObject({
      schema: { is_primary_key: true, has_auto_increment: true },
      meta: { interface: 'numeric', readonly: true, hidden: true },
    })
    expect(fields.data[2].schema).toMatchObject({ is_unique: true, max_length: 20 })
    expect(fields.data[3].schema).toMatchObject({ is_indexed: true, default_value: 'new' })
    expect(fields.data[6].meta.special).toEqual(['cast-json'])

    const item = { customer: 'Ada', code: 'a', total: '7.30', extra: { wrap: true } }
    expect((await ask(server, 'POST /items/orders', item)).data).toEqual({
      id: 1,
      ...item,
      state: 'new',
      place: null,
    })

    // A column for items that are there, with a default for them.
    const rating = {
      field: 'rating',
      type: 'integer',
      schema: { default_value: 3, is_nullable: false },
    }
    expect((await ask(server, 'POST /fields/orders', { ...rating, meta: {} })).data).toMatchObject({
      type: 'integer',
      schema: { default_value: 3, is_nullable: false },
      meta: { sort: 9 },
    })
    expect((await ask(server, 'GET /items/orders/1?fields=rating')).data).toEqual({ rating: 3 })

    // What is sent back as it was read changes nothing.
    const { data: code } = await ask(server, 'GET /fields/orders/code')
    const same = await ask(server, 'PATCH /fields/orders/code?dry_run=true', code)
    expect(same.data).toEqual({ statements: [], warnings: [] })

    const shorter = { schema: { ...code.schema, max_length: 5 } }
    const { data: loss } = await ask(server, 'PATCH /fields/orders/code?dry_run=true', shorter)
    // SQLite heeds no lengths: nothing is lost, and nothing needs to be confirmed.
    const heedsLengths = dialect.name !== 'sqlite'
    expect(loss.warnings).toContainEqual(
      expect.objectContaining(
        heedsLengths ? { code: 'data-loss', lossy: true } : { code: 'not-enforced', lossy: false },
      ),
    )
    if (heedsLengths) {
      expect(await ask(server, 'PATCH /fields/orders/code', shorter)).toMatchObject({
        status: 400,
        codes: ['INVALID_PAYLOAD'],
        messages: [expect.stringContaining('"confirm=true"')],
      })
    }
    const confirmed = await ask(server, 'PATCH /fields/orders/code?confirm=true', shorter)
    expect(confirmed.data.schema).toMatchObject({ max_length: 5, is_unique: true })

    const wanted = {
      type: 'text',
      schema: { is_nullable: true, is_indexed: false },
      meta: { note: 'x' },
    }
    expect((await ask(server, 'PATCH /fields/orders/state', wanted)).data).toMatchObject({
      type: 'text',
      schema: { is_indexed: false },
      meta: { note: 'x', sort: 4 },
    })
    const nullable = [{ field: 'place', schema: { is_nullable: false } }]
    expect(await ask(server, 'PATCH /fields/orders', nullable)).toMatchObject({
      status: 400,
      codes: ['CONTAINS_NULL_VALUES'],
    })

    await ask(server, 'PATCH /collections/orders', {
      meta: { item_duplication_fields: ['place', 'code'] },
    })
    const grant = { collection: 'orders', action: 'read', fields: ['id', 'place'] }
    const { data: policy } = await ask(server, 'POST /policies', { name: 'Readers' })
    const { data: permission } = await ask(server, 'POST /permissions', {
      ...grant,
      policy: policy.id,
    })
    expect((await ask(server, 'DELETE /fields/orders/place')).status).toBe(204)
    // A column of that name that is made later is not theirs to read.
    const { data: left } = await ask(server, `GET /permissions/${permission.id}?fields=fields`)
    expect(left).toEqual({ fields: ['id'] })
    expect((await ask(server, 'GET /collections/orders')).data.meta).toMatchObject({
      sort_field: null,
      archive_field: 'state',
      item_duplication_fields: ['code'],
    })
    expect((await ask(server, 'GET /items/orders/1')).data).not.toHaveProperty('place')

    const dropped = await ask(server, 'DELETE /collections/orders?dry_run=true')
    expect(dropped.data.statements.at(-1)).toMatch(/^drop table /)
    expect((await ask(server, 'DELETE /collections/orders')).status).toBe(204)
    for (const path of ['/collections/orders', '/fields/orders', '/items/orders'])
      expect((await ask(server, `GET ${path}`)).status).toBe(403)
    expect((await ask(server, `GET /permissions/${permission.id}`)).status).toBe(403)
    const fieldsLeft = await ask(server, 'GET /fields')
    expect(fieldsLeft.data.filter((each: Field) => each.collection === 'orders')).toEqual([])
  })

  test('never keep a hash in clear, whether or not anything was said of it', async () => {
    await using database = await createLibrary(dialect)
    await using server = await serve({ DATABASE_URL: database.url })
    const pass = { field: 'pass', type: 'hash' }
    await ask(server, 'POST /fields/authors', pass)
    await ask(server, 'POST /collections', { collection: 'doors', schema: {}, fields: [pass] })
    await ask(server, 'POST /fields/doors', { field: 'code', type: 'string' })
    const retyped = await ask(server, 'PATCH /fields/doors/code?confirm=true', { type: 'hash' })
    expect(retyped.data).toMatchObject({ type: 'hash', meta: { special: ['hash'] } })
    for (const collection of ['authors', 'doors']) {
      const { data } = await ask(server, `GET /fields/${collection}/pass`)
      expect(data.meta.special).toEqual(['hash'])
      const item = { ...(collection === 'authors' && { id: 7, name: 'x' }), pass: 'open sesame' }
      expect((await ask(server, `POST /items/${collection}`, item)).status).toBe(200)
      const kept = `GET /items/${collection}?filter[pass][_eq]=open sesame`
      expect((await ask(server, kept)).data ?? []).toEqual([])
      expect(JSON.stringify(await database.query(`select pass from ${collection}`))).toMatch(
        /argon2/,
      )
    }
  })

  test('keep who may read all fields when a column goes that is called like all of them', async () => {
    await using database = await createLibrary(dialect)
    // Nobody makes one by a request.
    const sql = plainSql(dialect.name, 'alter table books add column "*" varchar(20)')
    await database.execute([dialect.name === 'mariadb' ? sql.replaceAll('"', '`') : sql])
    await using server = await serve({ DATABASE_URL: database.url })
    const { data: policy } = await ask(server, 'POST /policies', { name: 'Readers' })
    const grant = { policy: policy.id, collection: 'books', action: 'read', fields: ['*'] }
    const { data: permission } = await ask(server, 'POST /permissions', grant)
    expect((await ask(server, 'DELETE /fields/books/*')).status).toBe(204)
    const { data: left } = await ask(server, `GET /permissions/${permission.id}?fields=fields`)
    expect(left).toEqual({ fields: ['*'] })
  })

  test('get their indexes while others write, where the vendor can, and views go as tables do', async () => {
    await using database = await createLibrary(dialect)
    await using server = await serve({ DATABASE_URL: database.url })
    const field = { field: 'isbn', type: 'string', schema: { is_indexed: true }, meta: {} }
    const path = 'POST /fields/books?concurrentIndexCreation=true'
    const shown = await ask(server, `${path}&dry_run`, field)
    const isConcurrent = / concurrently | algorithm\W?=\W?inplace/i.test(
      shown.data.statements.join(),
    )
    expect(isConcurrent).toBe(dialect.name !== 'sqlite')
    expect((await ask(server, path, field)).data).toMatchObject({
      schema: { is_indexed: true },
      meta: { sort: 1 },
    })

    expect((await ask(server, 'DELETE /collections/top_books')).status).toBe(204)
    expect((await ask(server, 'GET /collections/top_books')).status).toBe(403)
    expect((await ask(server, 'GET /items/books')).data).toHaveLength(2)
  })

  test('link to one another, in every way there is', async () => {
    await using database = await createLibrary(dialect)
    await using server = await serve({ DATABASE_URL: database.url })
    const make = async (request: string, body: unknown): Promise<Outcome> => {
      const outcome = await ask(server, request, body)
      expect([request, outcome.status, outcome.messages]).toEqual([request, 200, []])
      return outcome
    }
    await make('POST /collections', [
      { collection: 'shelves', schema: {}, meta: {}, fields: [key('uuid', ['uuid-v7'])] },
      {
        collection: 'books_shelves',
        schema: {},
        meta: { hidden: true },
        fields: [
          { field: 'book', type: 'integer', schema: { is_primary_key: true }, meta: {} },
          { field: 'shelf', type: 'uuid', schema: { is_primary_key: true }, meta: {} },
          { field: 'place', type: 'integer', meta: {} },
        ],
      },
    ])
    const alias = (type: string, field: string) => ({ field, type, meta: { special: [type] } })
    await make('POST /fields/books', alias('m2m', 'shelves'))
    await make('POST /fields/shelves', alias('m2m', 'books'))
    const half = (field: string, related: string, junction: string, list: string) => ({
      collection: 'books_shelves',
      field,
      related_collection: related,
      schema: { on_delete: 'CASCADE' },
      meta: { one_field: list, junction_field: junction, sort_field: 'place' },
    })
    const first = half('book', 'books', 'shelf', 'shelves')
    const shown = await ask(server, 'POST /relations?dry_run=true', first)
    expect(shown.data.statements.join('\n')).toMatch(/foreign key/i)
    expect((await make('POST /relations', first)).data).toMatchObject({
      schema: { on_delete: 'CASCADE', foreign_key_table: 'books', foreign_key_column: 'id' },
      meta: { one_field: 'shelves', junction_field: 'shelf' },
    })
    await make('POST /relations', half('shelf', 'shelves', 'book', 'books'))

    const shelves = { create: [{ shelf: {} }, { shelf: {} }] }
    await make('PATCH /items/books/1', { shelves })
    const read = await ask(server, 'GET /items/books/1?fields=shelves.shelf.id,shelves.place')
    expect(read.data.shelves).toEqual(
      [1, 2].map(() => ({ shelf: { id: expect.stringMatching(V7) }, place: expect.any(Number) })),
    )

    // One to many, many to one: with a column for the link, and what is to happen with it.
    await make('POST /fields/reviews', { field: 'shelf', type: 'uuid', meta: { special: ['m2o'] } })
    const kept = { collection: 'reviews', field: 'shelf', related_collection: 'shelves' }
    await make('POST /relations', { ...kept, schema: { on_delete: 'SET NULL' } })
    const changed = await make('PATCH /relations/reviews/shelf', {
      ...kept,
      schema: { on_delete: 'CASCADE' },
    })
    expect(changed.data.schema).toMatchObject({ on_delete: 'CASCADE' })
    expect(await ask(server, 'POST /relations', kept)).toMatchObject({ status: 400 })

    // To our users without a foreign key.
    await make('POST /fields/reviews', {
      field: 'author',
      type: 'uuid',
      meta: { special: ['m2o'] },
    })
    const user = { collection: 'reviews', field: 'author', related_collection: 'relvar_users' }
    const declared = await make('POST /relations', { ...user, schema: { on_delete: 'SET NULL' } })
    expect(declared.data.schema).toMatchObject({ constraint_name: null, on_delete: 'SET NULL' })

    expect((await ask(server, 'DELETE /relations/reviews/shelf')).status).toBe(204)
    expect((await ask(server, 'GET /relations/reviews/shelf')).status).toBe(403)
    expect((await ask(server, 'GET /fields/reviews/shelf')).status).toBe(200)

    // The columns that hold its keys go with a collection, and the lists on the other side.
    await make('POST /relations', { ...kept, meta: { one_field: 'reviews' } })
    await make('POST /fields/shelves', alias('o2m', 'reviews'))
    await make('POST /collections', {
      collection: 'notes',
      schema: {},
      fields: [{ field: 'shelf', type: 'uuid' }],
    })
    await make('POST /relations', {
      collection: 'notes',
      field: 'shelf',
      related_collection: 'shelves',
    })
    expect((await ask(server, 'DELETE /collections/shelves')).status).toBe(204)
    for (const gone of ['fields/reviews/shelf', 'fields/notes/shelf'])
      expect([gone, (await ask(server, `GET /${gone}`)).status]).toEqual([gone, 403])
    // What is part of a key stays, and so does the list of the junction's rows.
    expect((await ask(server, 'GET /fields/books_shelves/shelf')).status).toBe(200)
    expect((await ask(server, 'GET /relations/books_shelves/book')).data.meta).toMatchObject({
      one_field: 'shelves',
      junction_field: null,
    })
    const relations = (await ask(server, 'GET /relations')).data as readonly {
      related_collection: string
    }[]
    expect(relations.filter((each) => each.related_collection === 'shelves')).toEqual([])
    expect((await ask(server, 'GET /items/books/1?fields=*.*')).status).toBe(200)
  })
})

const V7 = /^[\da-f]{8}-[\da-f]{4}-7[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/

function key(type: string, special: readonly string[]): unknown {
  return { field: 'id', type, schema: { is_primary_key: true }, meta: { special } }
}

interface Field {
  readonly collection: string
  readonly field: string
  readonly type: string
  readonly meta: { readonly sort: number } | null
}
