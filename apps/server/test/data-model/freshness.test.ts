import { allowAll, createEngine, SYSTEM } from '@relvar/query-engine'
import { connect } from '@relvar/schema-introspect'
import { changeMark, openSystem } from '@relvar/system'
import { DIALECTS, plainSql, type TestDatabase } from '@relvar/test-databases'
import { skipFor } from '@relvar/test-databases/skip-for'
import { describe, expect, it } from 'vitest'
import { serve, type TestServer } from '../support/running-server.js'
import { ask, createLibrary, type Outcome } from './library.js'

/** Looks so seldom that nothing of what is seen here was seen by looking. */
const DB_SCHEMA_INTERVAL = '1h'

/** What every change of tables by our routes does in its transaction. */
async function sayThatTablesChanged({ url }: TestDatabase): Promise<void> {
  const path = url.startsWith('sqlite:') ? url.slice('sqlite:'.length) : null
  const db = await connect(
    url,
    path === null ? {} : { attach: { relvar: `${path}.relvar.sqlite` } },
  )
  const system = await openSystem({ db, modules: [] })
  const engine = createEngine({ db, schema: system.model, policy: allowAll })
  await changeMark(engine.as(SYSTEM), system, 'schema')
  await db.destroy()
}

describe.each(DIALECTS)('two servers on $name', (dialect) => {
  const apart =
    process.env['OWN_TABLES'] === 'apart'
      ? 'OWN_TABLES=apart: the two share no database of ours'
      : null
  const skip = skipFor(dialect.skip ?? apart)

  it('meet a change of tables at the next request, once somebody says so', skip, async () => {
    await using database = await createLibrary(dialect)
    const settings = { DATABASE_URL: database.url, DB_SCHEMA_INTERVAL }
    await using first = await serve(settings)
    await using second = await serve(settings)
    for (const server of [first, second])
      expect((await ask(server, 'GET /items/books/1')).data).not.toHaveProperty('isbn')
    await database.execute(plainSql(dialect.name, 'alter table books add column isbn varchar(20)'))
    expect((await ask(second, 'GET /items/books/1')).data).not.toHaveProperty('isbn')

    await sayThatTablesChanged(database)
    const patched = await ask(first, 'PATCH /items/books/1', { isbn: '3-16-148410-0' })
    expect(patched.data).toHaveProperty('isbn', '3-16-148410-0')
    expect((await ask(second, 'GET /items/books/1')).data).toHaveProperty('isbn', '3-16-148410-0')
    expect((await ask(second, 'GET /fields/books/isbn')).status).toBe(200)
  })

  it(
    'answer by one overlay or the other while it changes, never by half of each',
    skip,
    async () => {
      await using database = await createLibrary(dialect)
      await using first = await serve({ DATABASE_URL: database.url, RATE_LIMITER_ENABLED: 'false' })
      await using second = await serve({
        DATABASE_URL: database.url,
        RATE_LIMITER_ENABLED: 'false',
      })
      const archive = { archive_field: 'state', archive_value: 'gone', unarchive_value: 'out' }
      const none = { archive_field: null, archive_value: null, unarchive_value: null }
      const changing = (async () => {
        for (let turn = 0; turn < 10; turn++) {
          const meta =
            turn % 2 === 0 ? { ...archive, singleton: true } : { ...none, singleton: false }
          expect((await ask(first, 'PATCH /collections/books', { meta })).status).toBe(200)
          // A singleton is answered as an object: whoever asks next sees what was just said.
          const { data } = await ask(second, 'GET /items/books')
          expect([turn, Array.isArray(data)]).toEqual([turn, turn % 2 === 1])
        }
      })()
      const reading = (async () => {
        for (let turn = 0; turn < 40; turn++)
          expect((await ask(second, 'GET /items/books?fields=id')).status).toBe(200)
      })()
      await Promise.all([changing, reading])
    },
  )

  it('make changes that come at once one after the other, and lose none', skip, async () => {
    await using database = await createLibrary(dialect)
    await using first = await serve({ DATABASE_URL: database.url })
    await using second = await serve({ DATABASE_URL: database.url })
    const add = (server: TestServer, field: string): Promise<Outcome> =>
      ask(server, 'POST /fields/books', { field, type: 'integer', meta: {} })
    const outcomes = await Promise.all([add(first, 'a'), add(second, 'b'), add(first, 'c')])
    expect(outcomes.map(({ status, messages }) => [status, messages])).toEqual([
      [200, []],
      [200, []],
      [200, []],
    ])
    for (const server of [first, second]) {
      const { data } = await ask(server, 'GET /fields/books')
      const names = data.map(({ field }: { field: string }) => field)
      expect(names.slice(-3).toSorted()).toEqual(['a', 'b', 'c'])
    }
    const same = await Promise.all([add(first, 'd'), add(second, 'd')])
    expect(new Set(same.map(({ status }) => status))).toEqual(new Set([200, 400]))

    const typeOn = async (server: TestServer, field: string): Promise<unknown> =>
      (await ask(server, `GET /fields/books/${field}`)).data?.type
    /** What is answered, and what the other server knows of the field at once. */
    const change = async (from: TestServer, request: string, body?: object): Promise<unknown> => {
      const { status, codes } = await ask(from, request, body)
      const field = request.replace(/.*\//, '')
      return [status, codes.join(), await typeOn(from === first ? second : first, field)]
    }
    const bigger = { type: 'bigInteger' }
    const changes = [
      ...['a', 'b'].flatMap((field) =>
        [first, second].map((server) => change(server, `PATCH /fields/books/${field}`, bigger)),
      ),
      ...[first, second].map((server) => change(server, 'DELETE /fields/books/c')),
      change(second, 'DELETE /fields/books/d'),
      ...['e', 'f', 'g'].map((field) => add(field === 'f' ? first : second, field)),
    ]
    const retyped = [200, '', 'bigInteger']
    const dropped = [204, '', undefined]
    const answers = await Promise.all(changes)
    expect(answers.slice(0, 4)).toEqual([retyped, retyped, retyped, retyped])
    // Who comes second finds nothing to drop.
    expect(answers.slice(4, 6)).toContainEqual(dropped)
    expect(answers.slice(4, 6)).toContainEqual([403, 'FORBIDDEN', undefined])
    const added = { status: 200 }
    expect(answers.slice(6)).toMatchObject([dropped, added, added, added])
    const types = { a: 'bigInteger', b: 'bigInteger', e: 'integer', f: 'integer', g: 'integer' }
    for (const server of [first, second]) {
      const { data } = await ask(server, 'GET /fields/books')
      const fields = data as readonly { readonly field: string; readonly type: string }[]
      const short = fields.filter(({ field }) => field.length === 1)
      expect(Object.fromEntries(short.map(({ field, type }) => [field, type]))).toEqual(types)
    }
  })
})
