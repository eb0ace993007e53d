import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { chmod, copyFile, mkdtemp, readdir, readFile, rename, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { sql } from 'kysely'
import { skipFor } from '@relvar/test-databases/skip-for'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { connect, type Database, getTable, introspect, watchSchema } from '../src/index.js'
import { findColumn } from '../src/model/index.js'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'relvar-sqlite-'))
})
afterAll(() => rm(folder, { recursive: true }))

/** A file made past the code under test. */
function makeFile(name: string, script: string): string {
  const path = join(folder, name)
  const database = new DatabaseSync(path)
  database.exec(script)
  database.close()
  return path
}

async function withFile<T>(path: string, work: (db: Database) => Promise<T>): Promise<T> {
  const db = await connect(`sqlite:${path}`)
  try {
    return await work(db)
  } finally {
    await db.destroy()
  }
}

async function modeOf(name: string): Promise<string> {
  const { mode } = await stat(join(folder, name))
  return (mode & 0o777).toString(8)
}

const read = (name: string, script: string) =>
  withFile(makeFile(name, script), (db) => introspect(db))

describe('SQLite files', () => {
  it('are not made by accident', async () => {
    await expect(connect(`sqlite:${join(folder, 'missing.db')}`)).rejects.toThrow(
      /no readable file/,
    )
    expect(await readdir(folder)).not.toContain('missing.db')
    const db = await connect(`sqlite:${join(folder, 'made.db')}`, { create: true })
    await sql`create table t (id integer primary key)`.execute(db)
    await db.destroy()
    expect(await readdir(folder)).toContain('made.db')
  })

  it(
    'of our own are made for their owner alone, their journals too, and others keep their mode',
    skipFor(process.platform === 'win32' ? 'Windows has no modes of files' : null),
    async () => {
      const main = makeFile('untouched.db', 'create table t (id integer primary key)')
      const [own, older, alone] = ['own.db', 'older.db', 'alone.db'].map((name) =>
        join(folder, name),
      )
      makeFile('older.db', 'create table t (id integer primary key)')
      await Promise.all([main, older].map((path) => chmod(path ?? '', 0o644)))
      const attach = { own: own ?? '', older: older ?? '' }
      const beside = await connect(`sqlite:${main}`, { attach })
      const create = await connect(`sqlite:${alone}`, { create: true })
      await sql`pragma own.journal_mode = wal`.execute(beside)
      await sql`create table own.t (id integer primary key)`.execute(beside)
      await sql`create table t (id integer primary key)`.execute(create)
      const files = (await readdir(folder)).filter((name) =>
        /^(untouched|own|older|alone)/.test(name),
      )
      const modes = files.map(async (name) => [name, await modeOf(name)] as const)
      expect(Object.fromEntries(await Promise.all(modes))).toEqual({
        'alone.db': '600',
        'older.db': '644',
        'own.db': '600',
        'own.db-shm': '600',
        'own.db-wal': '600',
        'untouched.db': '644',
      })
      await Promise.all([beside.destroy(), create.destroy()])
    },
  )

  it('attach databases in memory without making a file', async () => {
    const db = await connect('sqlite::memory:', { attach: { own: ':memory:' } })
    await sql`create table own.t (id integer primary key)`.execute(db)
    await db.destroy()
    expect(await readdir('.')).not.toContain(':memory:')
  })

  it('may have any name', async () => {
    const path = makeFile('odd ?#% näme.db', 'create table t (id integer primary key)')
    const schema = await withFile(path, (db) => introspect(db))
    expect(Object.keys(schema.tables)).toEqual(['t'])
  })

  it.each(['delete', 'wal'])(
    'keep their bytes while nothing is written (journal mode %s)',
    async (mode) => {
      const path = makeFile(
        `bytes-${mode}.db`,
        `pragma journal_mode = ${mode}; create table t (id integer primary key, name text);
       insert into t (name) select 'row' from json_each('[1,2,3]')`,
      )
      const before = await fingerprint(path)
      await withFile(path, async (db) => {
        await introspect(db)
        const watch = await watchSchema(db, { interval: 5 })
        await Promise.all(
          Array.from({ length: 10 }, () => db.selectFrom('t').selectAll().execute()),
        )
        await db.transaction().execute((trx) => trx.selectFrom('t').selectAll().execute())
        await watch.close()
      })
      expect(await fingerprint(path)).toBe(before)
    },
  )

  it('say so when they are no database', async () => {
    const path = join(folder, 'text.db')
    await copyFile(new URL(import.meta.url), path)
    await expect(withFile(path, (db) => introspect(db))).rejects.toThrow(/not a database/)
  })

  it('are shared with other programs', async () => {
    const path = makeFile('theirs.db', 'create table t (id integer primary key)')
    await withFile(path, async (db) => {
      const other = new DatabaseSync(path, { timeout: 5_000 })
      other.exec('begin immediate; insert into t values (1)')
      const ours = db.insertInto('t').values({ id: 2 }).execute()
      other.exec('commit')
      await ours
      other.close()
      expect(await db.selectFrom('t').selectAll().execute()).toEqual([{ id: 1 }, { id: 2 }])
    })
  })

  it('in memory are one database for reads, writes and transactions', async () => {
    const db = await connect('sqlite::memory:')
    await sql`create table t (id integer primary key)`.execute(db)
    await db.transaction().execute((trx) => trx.insertInto('t').values({ id: 1 }).execute())
    expect(await db.selectFrom('t').selectAll().execute()).toEqual([{ id: 1 }])
    await db.destroy()
  })

  it('give typed errors of SQLite', async () => {
    const path = makeFile(
      'errors.db',
      'create table t (id integer primary key, u text unique, n text not null)',
    )
    await withFile(path, async (db) => {
      const insert = (values: object): Promise<unknown> =>
        db.insertInto('t').values(values).execute()
      await insert({ id: 1, u: 'x', n: '' })
      await expect(insert({ id: 2, u: 'x', n: '' })).rejects.toMatchObject({
        code: 'ERR_SQLITE_ERROR',
        errcode: 2067,
        message: 'UNIQUE constraint failed: t.u',
      })
      await expect(insert({ id: 3 })).rejects.toMatchObject({ errcode: 1299 })
    })
  })

  it('are opened anew where another has taken the place of one', async () => {
    const path = makeFile('moved.db', 'create table t (id integer primary key)')
    await withFile(path, async (db) => {
      const insert = (): Promise<unknown> => db.insertInto('t').defaultValues().execute()
      await insert()
      await rename(path, `${path}.old`)
      makeFile('moved.db', 'create table t (id integer primary key)')
      const message = 'The file was moved or deleted while it was open.'
      await expect(insert()).rejects.toMatchObject({ code: 'RELVAR_CONNECTION_LOST', message })
      await insert()
    })
  })

  it('survive a worker that is killed from outside', async () => {
    const path = makeFile('killed.db', 'create table t (id integer primary key)')
    await withFile(path, async (db) => {
      await db.selectFrom('t').selectAll().execute()
      const workers = workersOf(process.pid)
      expect(workers).not.toEqual([])
      for (const pid of workers) process.kill(pid, 'SIGKILL')
      // A statement that meets a worker which has just gone may fail; the next one gets a new worker.
      const rows = () => db.selectFrom('t').selectAll().execute()
      await expect.poll(rows, { timeout: 10_000 }).toEqual([])
    })
  })
})

describe('a transaction of SQLite whose worker dies', () => {
  it('fails as a whole: nothing of it is written, before or after', async () => {
    const path = makeFile('dead.db', 'create table t (id integer primary key)')
    await withFile(path, async (db) => {
      const failing = db.transaction().execute(async (trx) => {
        await trx.insertInto('t').values({ id: 1 }).execute()
        for (const pid of workersOf(process.pid)) process.kill(pid, 'SIGKILL')
        await expect.poll(() => workersOf(process.pid)).toEqual([])
        await trx
          .insertInto('t')
          .values({ id: 2 })
          .execute()
          .catch(() => undefined)
        await trx.insertInto('t').values({ id: 3 }).execute()
      })
      await expect(failing).rejects.toMatchObject({ code: 'RELVAR_CONNECTION_LOST' })
      await db.insertInto('t').values({ id: 4 }).execute()
      expect(await db.selectFrom('t').selectAll().execute()).toEqual([{ id: 4 }])
    })
  })

  it('cuts no stream short in silence', async () => {
    const path = makeFile('dead-stream.db', 'create table t (id integer primary key)')
    await withFile(path, async (db) => {
      const rows = sql`with recursive c(n) as (select 1 union all select n + 1 from c where n < 100000) select n from c`
      const reading = (async () => {
        for await (const _ of db.getExecutor().stream(rows.compile(db), 100)) {
          for (const pid of workersOf(process.pid)) process.kill(pid, 'SIGKILL')
        }
      })()
      await expect(reading).rejects.toMatchObject({ code: 'RELVAR_CONNECTION_LOST' })
    })
  })
})

describe('the schema of SQLite', () => {
  it('follows foreign keys that name no columns, in any case, and drops those that lead nowhere', async () => {
    const schema = await read(
      'links.db',
      `create table Parent (Id integer primary key);
       create table pair (a int, b int, primary key (b, a));
       create table child (id integer primary key, parent_id int references parent, other int references PARENT (ID),
         gone int references nowhere (id), x int, y int, foreign key (x, y) references Pair)`,
    )
    const links = getTable(schema, 'child').relationships
    expect(links.map((each) => [each.name, each.target, each.columns])).toEqual([
      ['other', 'Parent', [['other', 'Id']]],
      ['parent_id', 'Parent', [['parent_id', 'Id']]],
      [
        'pair',
        'pair',
        [
          ['x', 'b'],
          ['y', 'a'],
        ],
      ],
    ])
  })

  it('knows which keys it numbers', async () => {
    const schema = await read(
      'keys.db',
      `create table plain (id integer primary key);
       create table counted (id integer primary key autoincrement);
       create table not_an_alias (id int primary key);
       create table descending (id integer primary key desc);
       create table keyed (id integer primary key) without rowid;
       create table text_key (id text primary key)`,
    )
    const generated = Object.values(schema.tables).map((table) => [
      table.id,
      table.columns[0]?.generated,
    ])
    expect(generated).toEqual([
      ['counted', 'identity'],
      ['descending', null],
      ['keyed', null],
      ['not_an_alias', null],
      ['plain', 'identity'],
      ['text_key', null],
    ])
  })

  it('reads virtual tables without what is behind them', async () => {
    const schema = await read('fts.db', 'create virtual table notes using fts5 (title, body)')
    expect(Object.keys(schema.tables)).toEqual(['notes'])
    expect(getTable(schema, 'notes').columns.map((column) => column.name)).toEqual([
      'title',
      'body',
    ])
  })

  it('leaves out a view whose table is gone, and keeps the others', async () => {
    const schema = await read(
      'views.db',
      `create table a (id integer primary key); create table b (id integer primary key);
       create view of_a as select id from a; create view of_b as select id from b; drop table b`,
    )
    expect(Object.keys(schema.tables)).toEqual(['a', 'of_a'])
    expect(getTable(schema, 'of_a')).toMatchObject({ kind: 'view', actions: ['read'] })
  })

  it('reads row estimates where somebody ran ANALYZE', async () => {
    const rows = `create table t (id integer primary key, a int); create index t_a on t (a);
      insert into t (a) select value from json_each('[1,2,3,4,5,6,7]');`
    expect(getTable(await read('no-stat.db', rows), 't').rowEstimate).toBeNull()
    expect(getTable(await read('stat.db', `${rows} analyze`), 't').rowEstimate).toBe(7)
  })

  it('reads checks wherever they stand, and nothing that only looks like one', async () => {
    const schema = await read(
      'checks.db',
      `create table t ( -- check (a > 0)
        "check" text default 'check (1)', [s] text constraint "the size" check ([s] in ('a', 'b''c')),
        n int check (n > (1 + 2)) /* check (b) */, check (n < 10 and s <> ')'))`,
    )
    expect(getTable(schema, 't').checks).toEqual([
      { name: 't_check_2', expression: 'n > (1 + 2)' },
      { name: 't_check_3', expression: "n < 10 and s <> ')'" },
      { name: 'the size', expression: "[s] in ('a', 'b''c')" },
    ])
    expect(schema.enums['t.s']?.values).toEqual(['a', "b'c"])
    expect(findColumn(getTable(schema, 't'), 'check')?.default).toEqual({
      kind: 'literal',
      value: 'check (1)',
    })
  })
})

async function fingerprint(path: string): Promise<string> {
  return createHash('sha256')
    .update(await readFile(path))
    .digest('hex')
}

/** The processes that work for this one. */
function workersOf(pid: number): readonly number[] {
  const lines = execFileSync('ps', ['-A', '-o', 'pid=,ppid=,stat=,args=']).toString().split('\n')
  return lines
    .map((line) => line.trim().split(/\s+/))
    .filter(([, parent, state]) => Number(parent) === pid && state?.startsWith('Z') === false)
    .filter((words) => words.some((word) => word.endsWith('/sqlite/worker.ts')))
    .map(([child]) => Number(child))
}
