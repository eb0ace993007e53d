import { execFileSync } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { CompiledQuery } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { connect, type ConnectOptions, type Database } from '../src/index.js'
import { slowStatement } from './slow.js'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'relvar-reads-'))
  const database = new DatabaseSync(join(folder, 'reads.db'))
  database.exec('create table t (id integer primary key); insert into t values (1), (2), (3)')
  database.close()
})
afterAll(() => rm(folder, { recursive: true }))

/** With one reader, so that all reads share it. */
async function withOneReader(
  work: (db: Database) => Promise<void>,
  options: ConnectOptions = {},
): Promise<void> {
  const db = await connect(`sqlite:${join(folder, 'reads.db')}`, { maxConnections: 2, ...options })
  try {
    await ids(db)
    await work(db)
  } finally {
    await db.destroy()
  }
}

const ids = (db: Database) => db.selectFrom('t').select('id').orderBy('id').execute()
const all = [{ id: 1 }, { id: 2 }, { id: 3 }]

function slow(db: Database, signal?: AbortSignal): Promise<unknown> {
  return db.executeQuery(slowStatement('sqlite'), signal === undefined ? {} : { signal })
}

/** What an answer fails with; undefined where it does not. */
const failureOf = (answer: Promise<unknown>): Promise<unknown> =>
  answer.then(
    () => undefined,
    (error: unknown) => error,
  )

/** Reads that stand behind a slow one, in the pipe of the reader and before it. */
const behind = (db: Database) => Array.from({ length: 9 }, () => ids(db))

describe('reads that share a process of SQLite', () => {
  it('answer each caller with their own rows', async () => {
    await withOneReader(async (db) => {
      const values = Array.from({ length: 500 }, (_, index) => index)
      const answers = await Promise.all(
        values.map((value) => db.executeQuery(CompiledQuery.raw('select ? as v', [value]))),
      )
      expect(answers.map(({ rows }) => rows)).toEqual(values.map((v) => [{ v }]))
    })
  })

  it('keep more statements apart than a process has room for', async () => {
    await withOneReader(async (db) => {
      const texts = Array.from({ length: 600 }, (_, index) => `select ${index} as v`)
      for (const round of [texts, texts.toReversed()]) {
        const answers = await Promise.all(
          round.map((text) => db.executeQuery(CompiledQuery.raw(text))),
        )
        expect(answers.map(({ rows }) => rows)).toEqual(
          round.map((text) => [{ v: Number(text.split(' ')[1]) }]),
        )
      }
    })
  })

  it('go on after one that nobody waits for any more, which is ended', async () => {
    await withOneReader(async (db) => {
      const leaving = new AbortController()
      const left = slow(db, leaving.signal)
      const others = behind(db)
      leaving.abort(new Error('gone'))
      await expect(left).rejects.toThrow('gone')
      expect(await Promise.all(others)).toEqual(others.map(() => all))
    })
  })

  it('go on after one that takes too long', async () => {
    await withOneReader(
      async (db) => {
        const late = failureOf(slow(db))
        const others = behind(db)
        expect(await late).toMatchObject({ code: 'RELVAR_STATEMENT_TIMEOUT' })
        expect(await Promise.all(others)).toEqual(others.map(() => all))
      },
      { statementTimeout: 300 },
    )
  })

  it('go on in another process where theirs dies, but for the one it was at', async () => {
    await withOneReader(async (db) => {
      const lost = failureOf(slow(db))
      const others = behind(db)
      for (const pid of readers()) process.kill(pid, 'SIGKILL')
      expect(await lost).toMatchObject({ code: 'RELVAR_CONNECTION_LOST' })
      expect(await Promise.all(others)).toEqual(others.map(() => all))
    })
  })

  it('leave a short one that is aborted to its end, and the process running', async () => {
    await withOneReader(async (db) => {
      const before = readers()
      const leaving = new AbortController()
      const left = db.executeQuery(CompiledQuery.raw('select 1'), { signal: leaving.signal })
      leaving.abort(new Error('gone'))
      await expect(left).rejects.toThrow('gone')
      expect(await ids(db)).toEqual(all)
      expect(readers()).toEqual(before)
    })
  })

  it('let somebody through who needs the process alone', async () => {
    await withOneReader(async (db) => {
      const stopping = new AbortController()
      const reader = async (): Promise<void> => {
        while (!stopping.signal.aborted) expect(await ids(db)).toEqual(all)
      }
      const traffic = Array.from({ length: 8 }, reader)
      const rows = await db
        .transaction()
        .setAccessMode('read only')
        .execute((trx) => trx.selectFrom('t').select('id').orderBy('id').execute())
      stopping.abort()
      await Promise.all(traffic)
      expect(rows).toEqual(all)
    })
  })

  it('fail when the database is closed', async () => {
    const db = await connect(`sqlite:${join(folder, 'reads.db')}`, { maxConnections: 2 })
    await ids(db)
    const open = [slow(db), ...behind(db)].map(failureOf)
    await db.destroy()
    const failures = await Promise.all(open)
    const lost = expect.objectContaining({ code: 'RELVAR_CONNECTION_LOST' })
    expect(failures).toEqual(failures.map(() => lost))
  })
})

/** The processes that read for this one. */
function readers(): readonly number[] {
  const lines = execFileSync('ps', ['-A', '-o', 'pid=,ppid=,stat=,args=']).toString().split('\n')
  return lines
    .map((line) => line.trim().split(/\s+/))
    .filter(([, parent, state]) => Number(parent) === process.pid && state?.[0] !== 'Z')
    .filter((words) => words.some((word) => word.endsWith('/sqlite/worker.ts')))
    .map(([child]) => Number(child))
}
