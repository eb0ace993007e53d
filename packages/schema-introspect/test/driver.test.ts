import { CompiledQuery, sql } from 'kysely'
import { skipFor } from '@relvar/test-databases/skip-for'
import { describe, expect, it } from 'vitest'
import { dialectOf, detectDialect, type Database, readVersion } from '../src/index.js'
import { scratch, SUPPORTED } from './matrix.js'

describe.each(SUPPORTED)('the driver on $name', (dialect) => {
  const { name, skip } = dialect
  const isPostgresLike = name === 'postgres' || name === 'cockroachdb'

  it.skipIf(skip)('knows what it is connected to', async () => {
    await using database = await scratch(dialect)
    expect(dialectOf(database.db)).toBe(name)
    expect(await detectDialect(database.db)).toBe(name)
    expect(await readVersion(database.db)).toMatch(/^\d+(\.\d+)+$/)
  })

  it.skipIf(skip)('gives 64-bit integers exactly', async () => {
    await using database = await scratch(dialect, [
      'create table numbers (id integer primary key, big bigint)',
      'insert into numbers values (1, 9007199254740993), (2, -9223372036854775808), (3, 7)',
    ])
    const rows = await database.db.selectFrom('numbers').select('big').orderBy('id').execute()
    expect(rows.map((row) => String(row['big']))).toEqual([
      '9007199254740993',
      '-9223372036854775808',
      '7',
    ])
  })

  it.skipIf(skip)('binds every kind of value that callers pass', async () => {
    await using database = await scratch(dialect, [
      `create table bound (id integer primary key, t varchar(40), b ${isPostgresLike ? 'boolean' : 'int'}, big bigint)`,
    ])
    await database.db
      .insertInto('bound')
      .values([
        { id: 1, t: undefined, b: true, big: 9_007_199_254_740_993n },
        { id: 2, t: '5', b: false, big: null },
        { id: 3, t: new Date('2024-02-29T12:34:56.789Z'), b: null, big: 5 },
      ])
      .execute()
    const rows = await database.db.selectFrom('bound').selectAll().orderBy('id').execute()
    expect(rows[0]).toMatchObject({ t: null, b: isPostgresLike ? true : 1 })
    expect(String(rows[0]?.['big'])).toBe('9007199254740993')
    expect(rows[1]).toMatchObject({ t: '5', big: null })
    expect(String(rows[2]?.['t'])).toContain('2024-02-29')
  })

  it(
    'answers the rows of RETURNING, and how many were changed',
    skipFor(skip ?? (name === 'mysql' ? 'mysql: has no RETURNING' : null)),
    async () => {
      await using database = await scratch(
        dialect,
        'create table things (id integer primary key, name varchar(20))',
      )
      const inserted = await sql<{ id: number }>`
      insert into things values (${1}, ${'a'}), (${2}, ${'b'}) returning id`.execute(database.db)
      expect(inserted.rows.map((row) => row.id)).toEqual([1, 2])
      const same = await sql`update things set name = ${'a'} where id = ${1}`.execute(database.db)
      expect(same.numAffectedRows).toBe(1n)
      const deleted = await sql<{ name: string }>`
      delete from things where id > ${0} returning name`.execute(database.db)
      expect(deleted.rows).toHaveLength(2)
    },
  )

  it.skipIf(skip)(
    'repeats a statement many times, with and without a schema change in between',
    async () => {
      await using database = await scratch(dialect, [
        'create table changing (id integer primary key, a integer)',
        'insert into changing values (1, 10)',
      ])
      const read = async (): Promise<unknown> =>
        (await sql`select * from changing where id = ${1}`.execute(database.db)).rows[0]
      for (let time = 0; time < 5; time++) expect(await read()).toEqual({ id: 1, a: 10 })
      await sql`alter table changing add column b integer default 7`.execute(database.db)
      for (let time = 0; time < 3; time++) expect(await read()).toEqual({ id: 1, a: 10, b: 7 })
      await sql`alter table changing drop column a`.execute(database.db)
      for (let time = 0; time < 3; time++) expect(await read()).toEqual({ id: 1, b: 7 })
    },
  )

  it.skipIf(skip)('keeps thousands of different statements apart', async () => {
    await using database = await scratch(dialect, [], { maxConnections: 1 })
    for (let number = 0; number < 700; number++) {
      // Each twice in a row, so that it is worth preparing.
      for (const value of [number, number + 1]) {
        const text = `select ${number} as n, ${parameter(name)} as p`
        const { rows } = await database.db.executeQuery<{ n: number; p: unknown }>(
          CompiledQuery.raw(text, [value]),
        )
        expect([rows[0]?.n, Number(rows[0]?.p)]).toEqual([number, value])
      }
    }
  })

  it.skipIf(skip)('commits what succeeded and rolls back what failed', async () => {
    await using database = await scratch(dialect, 'create table kept (id integer primary key)')
    const insert = (db: Database, id: number): Promise<unknown> =>
      db.insertInto('kept').values({ id }).execute()
    await database.db.transaction().execute((trx) => insert(trx, 1))
    const failing = database.db.transaction().execute(async (trx) => {
      await insert(trx, 2)
      throw new Error('changed my mind')
    })
    await expect(failing).rejects.toThrow('changed my mind')
    const rows = await database.db.selectFrom('kept').select('id').execute()
    expect(rows).toEqual([{ id: 1 }])
  })

  it.skipIf(skip)('rolls back to savepoints, whatever they are called', async () => {
    await using database = await scratch(dialect, 'create table steps (id integer primary key)')
    const trx = await database.db.startTransaction().execute()
    await trx.insertInto('steps').values({ id: 1 }).execute()
    const first = await trx.savepoint('odd "name" `here`').execute()
    await first.insertInto('steps').values({ id: 2 }).execute()
    await first.rollbackToSavepoint('odd "name" `here`').execute()
    await first.releaseSavepoint('odd "name" `here`').execute()
    await trx.commit().execute()
    expect(await database.db.selectFrom('steps').select('id').execute()).toEqual([{ id: 1 }])
  })

  it.skipIf(skip)('serves more callers than it has connections', async () => {
    await using database = await scratch(dialect, 'create table t (id integer primary key)', {
      maxConnections: 2,
    })
    const { db } = database
    const writes = Array.from({ length: 20 }, (_, id) =>
      db.insertInto('t').values({ id }).execute(),
    )
    const reads = Array.from({ length: 20 }, () => db.selectFrom('t').selectAll().execute())
    await Promise.all([...writes, ...reads])
    expect(await db.selectFrom('t').selectAll().execute()).toHaveLength(20)
  })

  it.skipIf(skip)('refuses writes where it is read-only', async () => {
    await using database = await scratch(dialect, 'create table t (id integer primary key)')
    const db = await database.connect({ readOnly: true })
    expect(await db.selectFrom('t').selectAll().execute()).toEqual([])
    await expect(db.insertInto('t').values({ id: 1 }).execute()).rejects.toThrow(/read.?only/i)
    expect(await database.db.selectFrom('t').selectAll().execute()).toEqual([])
  })
})

function parameter(dialect: string): string {
  return dialect === 'postgres' || dialect === 'cockroachdb' ? 'cast($1 as integer)' : '?'
}
