import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { DIALECTS, dumpOf } from '@relvar/test-databases'
import { skipFor } from '@relvar/test-databases/skip-for'
import { describe, expect, it } from 'vitest'
import { readOnlyUrlOf } from '../support/read-only-account.js'
import { serve } from '../support/running-server.js'
import { ask, createLibrary } from './library.js'
import { applyFile, reader, renamedAuthors, rightsOn, said } from './said-names.js'

describe.each(DIALECTS)('tables with ours in another database, on $name', (dialect) => {
  const test = it.skipIf(dialect.skip)

  test('are changed, and what is said of them is kept there', async () => {
    await using database = await createLibrary(dialect)
    using folder = temporaryFolder()
    const own = { METADATA_URL: `sqlite:${join(folder.path, 'own.sqlite')}` }
    await using server = await serve({ DATABASE_URL: database.url, ...own })
    const shelves = { collection: 'shelves', schema: {}, meta: { note: 'Wood' } }
    expect((await ask(server, 'POST /collections', shelves)).data.meta.note).toBe('Wood')
    const field = { field: 'shelf', type: 'integer', meta: { special: ['m2o'] } }
    expect((await ask(server, 'POST /fields/books', field)).status).toBe(200)
    const link = { collection: 'books', field: 'shelf', related_collection: 'shelves' }
    expect((await ask(server, 'POST /relations', link)).data.schema.foreign_key_table).toBe(
      'shelves',
    )

    // What cannot be said undoes what was made for it.
    const wrong = { field: 'depth', type: 'integer', meta: { group: 'none' } }
    expect((await ask(server, 'POST /fields/shelves', wrong)).status).toBe(400)
    expect((await ask(server, 'GET /fields/shelves/depth')).status).toBe(403)

    expect((await ask(server, 'DELETE /collections/shelves')).status).toBe(204)
    expect((await ask(server, 'GET /fields/books/shelf')).status).toBe(403)
    expect((await ask(server, 'GET /relations/books')).data).toHaveLength(1)
  })

  test('stay as they are where the account may not change them', async () => {
    await using database = await createLibrary(dialect)
    await using reader = await readOnlyUrlOf(database)
    using folder = temporaryFolder()
    const before = await dumpOf(database)
    const own = { METADATA_URL: `sqlite:${join(folder.path, 'own.sqlite')}` }
    await using server = await serve({ DATABASE_URL: reader.url, ...own })
    for (const [request, body] of [
      ['POST /collections', { collection: 'shelves', schema: {}, meta: {} }],
      ['POST /fields/books', { field: 'shelf', type: 'integer', meta: {} }],
      ['DELETE /fields/books/tags', undefined],
      ['DELETE /collections/reviews', undefined],
    ] as const)
      expect([request, await ask(server, request, body)]).toEqual([
        request,
        expect.objectContaining({
          status: 403,
          codes: ['FORBIDDEN'],
          messages: [
            expect.stringMatching(/^The account .* It needs .*CREATE|^The database is read-only/),
          ],
        }),
      ])
    const shown = await ask(server, 'DELETE /collections/reviews?dry_run=true')
    expect(shown.data.statements).toHaveLength(1)
    expect((await ask(server, 'GET /collections')).data.every(isUnmanaged)).toBe(true)
    expect(await dumpOf(database)).toEqual(before)
  })

  test('have their names followed there, or nothing is done', async () => {
    await using database = await createLibrary(dialect)
    using folder = temporaryFolder()
    const own = join(folder.path, 'own.sqlite')
    await using server = await serve({ DATABASE_URL: database.url, METADATA_URL: `sqlite:${own}` })
    await database.execute(['drop view top_books'])
    await said(server)
    const paths = ['permissions', 'presets', 'fields/authors', 'fields/books', 'items/authors']
    const everything = (): Promise<unknown> =>
      Promise.all(paths.map(async (path) => (await ask(server, `GET /${path}`)).data as unknown))
    const before = await everything()
    const wanted = await renamedAuthors(server)
    using file = new DatabaseSync(own, { timeout: 5_000 })
    file.exec("create trigger no before update on permissions begin select raise(abort, 'no'); end")
    const refused = [
      await applyFile(server, wanted),
      await ask(server, 'DELETE /fields/authors/name'),
      await ask(server, 'DELETE /collections/books'),
    ]
    expect(refused.map(({ status }) => status)).toEqual([400, 400, 400])
    expect(await everything()).toEqual(before)

    file.exec('drop trigger no')
    expect((await applyFile(server, wanted)).status).toBe(204)
    expect((await reader(server, 'GET /items/authors?fields=full_name')).data).toEqual([
      { full_name: 'Ada' },
    ])
    expect((await ask(server, 'DELETE /fields/authors/full_name')).status).toBe(204)
    expect(await rightsOn(server)).toMatchObject([{}, { fields: ['id', 'rank'] }, {}])
  })

  const noLateRefusal = `${dialect.name}: no change of a table is refused at its commit`
  it(
    'stay as they are where their commit fails, and what named them is closed until it is asked for again',
    skipFor(dialect.skip ?? (dialect.name === 'postgres' ? null : noLateRefusal)),
    async () => {
      await using database = await createLibrary(dialect)
      using folder = temporaryFolder()
      const own = { METADATA_URL: `sqlite:${join(folder.path, 'own.sqlite')}` }
      await using server = await serve({ DATABASE_URL: database.url, ...own })
      await said(server)
      const wanted = await renamedAuthors(server)
      await database.execute(REFUSES_AT_COMMIT)
      const refused = await applyFile(server, wanted)
      expect([refused.status, refused.codes]).toEqual([400, ['INVALID_PAYLOAD']])
      expect((await ask(server, 'GET /fields/authors/name')).status).toBe(200)
      expect((await reader(server, 'GET /items/authors')).data ?? []).toEqual([])
      await database.execute(['drop event trigger refuses'])
      expect((await applyFile(server, wanted)).status).toBe(204)
      expect((await reader(server, 'GET /items/authors?fields=full_name')).data).toEqual([
        { full_name: 'Ada' },
      ])
    },
  )
})

/** Every change of a table writes a row that is refused when all is done. */
const REFUSES_AT_COMMIT = [
  'create table late (id integer)',
  "create function refuse() returns trigger language plpgsql as $$ begin raise exception 'late'; end $$",
  'create constraint trigger late after insert on late initially deferred for each row execute function refuse()',
  'create function note() returns event_trigger language plpgsql as $$ begin insert into public.late values (1); end $$',
  'create event trigger refuses on ddl_command_end execute function note()',
]

interface Collection {
  readonly collection: string
  readonly meta: object | null
}

function isUnmanaged({ collection, meta }: Collection): boolean {
  return meta === null || collection.startsWith('relvar_')
}

function temporaryFolder(): Disposable & { readonly path: string } {
  const path = mkdtempSync(join(tmpdir(), 'relvar-apart-'))
  return { path, [Symbol.dispose]: () => rmSync(path, { recursive: true }) }
}
