import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DIALECTS, dumpOf } from '@relvar/test-databases'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Exit, RelvarProcess } from '../support/relvar-process.js'
import { serve } from '../support/running-server.js'
import { ask, createLibrary } from './library.js'

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'relvar-forget-'))
})
afterAll(() => rmSync(folder, { recursive: true }))

async function forget(databaseUrl: string, ...args: readonly string[]): Promise<Exit> {
  const env = { DATABASE_URL: databaseUrl, ADMIN_EMAIL: '', ADMIN_PASSWORD: '', ADMIN_TOKEN: '' }
  await using process = new RelvarProcess({ args: ['schema', 'forget', ...args], cwd: folder, env })
  return await process.exited
}

const tested = ['sqlite', 'postgres', 'mariadb', 'mysql']

describe.each(DIALECTS.filter(({ name }) => tested.includes(name)))(
  'relvar schema forget on $name',
  (dialect) => {
    const test = it.skipIf(dialect.skip)

    test('removes all that is known of a collection, and leaves its table', async () => {
      await using database = await createLibrary(dialect)
      const before = await dumpOf(database)
      await using server = await serve({ DATABASE_URL: database.url })
      const toSeveral = {
        one_collection_field: 'kind',
        one_allowed_collections: ['books', 'authors'],
      }
      const sent: readonly (readonly [string, object])[] = [
        ['PATCH /collections/books', { meta: { note: 'Ours' } }],
        ['PATCH /fields/books/title', { meta: { note: 'Its name' } }],
        ['PATCH /fields/authors/name', { meta: { note: 'Stays' } }],
        ['POST /fields/authors', { field: 'books', type: 'o2m' }],
        [
          'POST /relations',
          {
            collection: 'books',
            field: 'author_id',
            related_collection: 'authors',
            meta: { one_field: 'books' },
          },
        ],
        [
          'POST /relations',
          { collection: 'reviews', field: 'about', related_collection: null, meta: toSeveral },
        ],
        ['POST /presets', { collection: 'books', bookmark: 'All' }],
        ['POST /comments', { collection: 'books', item: '1', comment: 'Good.' }],
      ]
      for (const [request, body] of sent)
        expect([request, (await ask(server, request, body)).status]).toEqual([request, 200])

      const asked = await forget(database.url, 'books')
      expect(asked).toMatchObject({
        code: 2,
        stderr: expect.stringContaining('books --yes') as string,
      })
      expect(asked.stdout).toMatch(/1 in relvar_collections/)
      expect((await ask(server, 'GET /collections/books')).data.meta).toMatchObject({
        note: 'Ours',
      })

      expect(await forget(database.url, 'books', '--yes')).toMatchObject({ code: 0, stderr: '' })
      expect((await ask(server, 'GET /collections/books')).data.meta).toBeNull()
      const fields = (await ask(server, 'GET /fields')).data as readonly Field[]
      const said = fields.filter(({ meta }) => meta !== null && meta.system !== true)
      expect(said.map(({ collection, field }) => `${collection}.${field}`)).toEqual([
        'authors.name',
      ])
      const relations = (await ask(server, 'GET /relations')).data as readonly Field[]
      expect(relations.find(({ field }) => field === 'about')?.meta).toMatchObject({
        one_allowed_collections: ['authors'],
      })
      for (const path of ['/presets', '/comments', '/activity?filter[collection][_eq]=books'])
        expect([path, (await ask(server, `GET ${path}`)).data]).toEqual([path, []])
      expect((await ask(server, 'GET /items/books')).data).toHaveLength(2)
      expect(await dumpOf(database, ['public'])).toBe(before)
      const again = await forget(database.url, 'books')
      expect(again).toMatchObject({ code: 0, stdout: 'Nothing is known of "books".\n' })
      const ours = await forget(database.url, 'relvar_users', '--yes')
      expect(ours).toMatchObject({
        code: 1,
        stderr: 'relvar: "relvar_users" is a collection of Relvar\'s own.\n',
      })
      expect(await forget(database.url)).toMatchObject({ code: 2 })
    })

    test('is asked for by a request, which shows before what would go', async () => {
      await using database = await createLibrary(dialect)
      const before = await dumpOf(database)
      await using server = await serve({ DATABASE_URL: database.url })
      await ask(server, 'PATCH /collections/books', { meta: { note: 'Ours' } })
      await ask(server, 'PATCH /fields/books/title', { meta: { note: 'Its name' } })
      const noteOf = async () => (await ask(server, 'GET /collections/books')).data.meta?.note
      const shown = await ask(server, 'POST /schema/forget/books?dry_run=true')
      expect(shown.data).toMatchObject({
        statements: [],
        warnings: expect.arrayContaining([
          { message: 'One row goes from "relvar_fields".', lossy: false },
        ]),
      })
      expect(await noteOf()).toBe('Ours')
      expect((await ask(server, 'POST /schema/forget/books')).status).toBe(204)
      expect(await noteOf()).toBeUndefined()
      expect((await ask(server, 'GET /items/books')).data).toHaveLength(2)
      expect(await dumpOf(database, ['public'])).toBe(before)
      const gone = await ask(server, 'GET /activity?filter[collection][_eq]=relvar_collections')
      expect(gone.data).toContainEqual(expect.objectContaining({ action: 'delete', item: 'books' }))
      for (const name of ['nothing', 'relvar_users'])
        expect((await ask(server, `POST /schema/forget/${name}`)).status).toBe(403)
      const nobody = await fetch(`${server.address}/schema/forget/books`, { method: 'POST' })
      expect(nobody.status).toBe(403)
    })
  },
)

interface Field {
  readonly collection: string
  readonly field: string
  readonly meta: { readonly system?: true } | null
}
