import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { connect, type Database } from '../src/index.js'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'relvar-attached-'))
})
afterAll(() => rm(folder, { recursive: true }))

/** Two files of ours and theirs, a connection to both, and another program's to each, which waits for nobody. */
interface TwoFiles extends AsyncDisposable {
  readonly db: Database
  readonly theirs: DatabaseSync
  readonly ours: DatabaseSync
}

let files = 0

async function twoFiles(mode = 'delete'): Promise<TwoFiles> {
  const [main, own] = ['main', 'own'].map((name) => join(folder, `${name}-${++files}.db`)) as [
    string,
    string,
  ]
  const [theirs, ours] = [main, own].map((path) => new DatabaseSync(path, { timeout: 0 })) as [
    DatabaseSync,
    DatabaseSync,
  ]
  theirs.exec(`pragma journal_mode = ${mode}; create table orders (id integer primary key)`)
  ours.exec('create table users (id integer primary key); create view v as select * from users')
  const db = await connect(`sqlite:${main}`, { attach: { own } })
  return {
    db,
    theirs,
    ours,
    async [Symbol.asyncDispose]() {
      await db.destroy()
      theirs.close()
      ours.close()
    },
  }
}

const readUsers = sql`select * from "own"."users"`
const readOrders = sql`select * from "main"."orders"`
const makeUser = sql`insert into "own"."users" default values`
const makeOrder = sql`insert into "main"."orders" default values`
const rowsOf = (file: DatabaseSync, table: string): number =>
  file.prepare(`select * from ${table}`).all().length

describe.each(['delete', 'wal'])('a transaction over two files of SQLite (%s)', (mode) => {
  it.each([
    ['reads', 'begin; select * from orders'],
    ['writes', 'begin immediate; insert into orders default values'],
  ])('of the attached one passes a program that %s the main one', async (_, begin) => {
    await using two = await twoFiles(mode)
    two.theirs.exec('insert into orders default values')
    two.theirs.exec(begin)
    const reading = two.theirs.prepare('select * from orders').iterate()
    reading.next()
    await two.db.transaction().execute(async (trx) => {
      await readUsers.execute(trx)
      await makeUser.execute(trx)
    })
    await two.db.transaction().execute((trx) => makeUser.execute(trx))
    expect(rowsOf(two.ours, 'users')).toBe(2)
    reading.return?.()
    two.theirs.exec('rollback')
  })

  it('locks the attached one from its first read, and not the main one', async () => {
    await using two = await twoFiles(mode)
    await two.db.transaction().execute(async (trx) => {
      await readUsers.execute(trx)
      expect(() => two.ours.exec('begin immediate')).toThrow('locked')
      two.theirs.exec('insert into orders default values')
      await makeUser.execute(trx)
    })
    expect([rowsOf(two.ours, 'users'), rowsOf(two.theirs, 'orders')]).toEqual([1, 1])
  })

  it.each([
    ['the main one', readOrders],
    ['both', sql`select * from "own"."users" join "main"."orders" using (id)`],
    ['a table without its schema', sql`select * from orders`],
    ['a view', sql`select * from "own"."v"`],
    ['a savepoint', sql`savepoint a`],
  ])('locks both where it begins with %s', async (_, first) => {
    await using two = await twoFiles(mode)
    await two.db.transaction().execute(async (trx) => {
      await first.execute(trx)
      expect(() => two.theirs.exec('begin immediate')).toThrow('locked')
      expect(() => two.ours.exec('begin immediate')).toThrow('locked')
      await makeUser.execute(trx)
      await makeOrder.execute(trx)
    })
    expect([rowsOf(two.ours, 'users'), rowsOf(two.theirs, 'orders')]).toEqual([1, 1])
  })

  it('goes on to the main one, and keeps or undoes both', async () => {
    await using two = await twoFiles(mode)
    const both = async (trx: Database): Promise<void> => {
      await makeUser.execute(trx)
      await readOrders.execute(trx)
      expect(() => two.theirs.exec('begin immediate')).toThrow('locked')
      await makeOrder.execute(trx)
    }
    await two.db.transaction().execute(both)
    const undone = two.db.transaction().execute(async (trx) => {
      await both(trx)
      throw new Error('enough')
    })
    await expect(undone).rejects.toThrow('enough')
    expect([rowsOf(two.ours, 'users'), rowsOf(two.theirs, 'orders')]).toEqual([1, 1])
  })

  it('makes tables, and may do nothing', async () => {
    await using two = await twoFiles(mode)
    await two.db.transaction().execute(async (trx) => {
      await sql`create table "own"."more" (id integer primary key)`.execute(trx)
      await sql`insert into "own"."more" default values`.execute(trx)
    })
    expect(rowsOf(two.ours, 'more')).toBe(1)
    await two.db.transaction().execute(async () => undefined)
    await expect(
      two.db.transaction().execute(() => Promise.reject(new Error('enough'))),
    ).rejects.toThrow('enough')
    await two.db.transaction().execute((trx) => makeUser.execute(trx))
    expect(rowsOf(two.ours, 'users')).toBe(1)
  })

  it('begins once for statements that come together', async () => {
    await using two = await twoFiles(mode)
    await two.db.transaction().execute(async (trx) => {
      await Promise.all([makeUser, makeOrder, readUsers, makeUser].map((each) => each.execute(trx)))
    })
    expect([rowsOf(two.ours, 'users'), rowsOf(two.theirs, 'orders')]).toEqual([2, 1])
  })
})

it('a transaction over two files of SQLite fails where another keeps the attached one, and leaves nothing behind', async () => {
  await using two = await twoFiles()
  two.ours.exec('begin immediate')
  const waiting = two.db.transaction().execute((trx) => makeUser.execute(trx))
  await expect(waiting).rejects.toMatchObject({ errcode: 5 })
  two.ours.exec('rollback')
  await two.db.transaction().execute((trx) => makeUser.execute(trx))
  expect(rowsOf(two.ours, 'users')).toBe(1)
}, 20_000)
