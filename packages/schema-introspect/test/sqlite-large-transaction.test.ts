import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { connect } from '../src/index.js'

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'relvar-sqlite-large-'))
})
afterAll(() => rmSync(folder, { recursive: true }))

function makeFile(name: string): string {
  const path = join(folder, name)
  const database = new DatabaseSync(path)
  database.exec('create table t (id integer primary key, body blob)')
  database.close()
  return path
}

it('a transaction that changes more than a cache holds keeps nobody from reading, in either file', async () => {
  const attach = { own: makeFile('own.db') }
  const db = await connect(`sqlite:${makeFile('shop.db')}`, { attach })
  const count = sql`select (select count(*) from t) as shop, (select count(*) from own.t) as own`
  await db.transaction().execute(async (trx) => {
    for (const table of ['main.t', 'own.t'])
      await sql`insert into ${sql.table(table)} (body) values (zeroblob(8000000))`.execute(trx)
    expect((await count.execute(db)).rows).toEqual([{ shop: 0, own: 0 }])
  })
  expect((await count.execute(db)).rows).toEqual([{ shop: 1, own: 1 }])
  await db.destroy()
})
