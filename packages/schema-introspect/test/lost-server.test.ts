import { sql } from 'kysely'
import { skipFileWithout } from '@relvar/test-databases/skip-file-without'
import { describe, expect, it } from 'vitest'
import { watchSchema, type Database } from '../src/index.js'
import { scratch, SUPPORTED } from './matrix.js'
import { startProxy } from './proxy.js'

/** What the drivers say when a connection ends under them. */
const BROKEN = /ECONNREFUSED|ECONNRESET|EPIPE|terminated|closed|lost/i

const SERVERS = SUPPORTED.filter(({ name }) => name !== 'sqlite')

skipFileWithout(SERVERS, 'DIALECTS leaves out all that have one')

describe.each(SERVERS)('a lost server on $name', (dialect) => {
  const { skip } = dialect
  const one = async (db: Database): Promise<unknown> =>
    (await sql<{ one: number }>`select ${1} as one`.execute(db)).rows.length

  it.skipIf(skip)('fails the statements of that time only', async () => {
    await using database = await scratch(dialect)
    await using proxy = await startProxy(database.url)
    const db = await database.connect({ maxConnections: 3 }, proxy.url)
    await Promise.all([one(db), one(db), one(db)])
    await proxy.stop()
    await expect(one(db)).rejects.toThrow(BROKEN)
    await expect(one(db)).rejects.toThrow(/ECONNREFUSED/)
    await proxy.start()
    expect(await Promise.all([one(db), one(db), one(db), one(db)])).toEqual([1, 1, 1, 1])
  })

  it.skipIf(skip)('fails a transaction that was under way, and nothing of it stays', async () => {
    await using database = await scratch(dialect, 'create table t (id integer primary key)')
    await using proxy = await startProxy(database.url)
    const db = await database.connect({ maxConnections: 1 }, proxy.url)
    const failing = db.transaction().execute(async (trx) => {
      await trx.insertInto('t').values({ id: 1 }).execute()
      await proxy.stop()
      await trx.insertInto('t').values({ id: 2 }).execute()
    })
    await expect(failing).rejects.toThrow(BROKEN)
    await proxy.start()
    await db.insertInto('t').values({ id: 3 }).execute()
    expect(await db.selectFrom('t').selectAll().execute()).toEqual([{ id: 3 }])
  })

  it.skipIf(skip)('is reported by a watch, which goes on by itself', async () => {
    await using database = await scratch(dialect)
    await using proxy = await startProxy(database.url)
    const db = await database.connect({}, proxy.url)
    const errors: unknown[] = []
    const watch = await watchSchema(db, { interval: 20, onError: (error) => errors.push(error) })
    await proxy.stop()
    await expect.poll(() => errors.length).toBeGreaterThan(1)
    await database.execute('create table made_meanwhile (id integer primary key)')
    await proxy.start()
    await expect.poll(() => Object.keys(watch.current().tables)).toEqual(['made_meanwhile'])
    await watch.close()
  })

  it.skipIf(skip)('does not tell the password', async () => {
    await using database = await scratch(dialect)
    const url = new URL(database.url)
    url.password = 'top-secret'
    url.port = '1'
    const db = await database.connect({}, url.href)
    const error: unknown = await one(db).catch((thrown: unknown) => thrown)
    expect(String(error)).toMatch(/ECONNREFUSED/)
    expect(JSON.stringify(error, Object.getOwnPropertyNames(error))).not.toContain('top-secret')
  })
})
