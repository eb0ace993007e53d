import { CompiledQuery, sql } from 'kysely'
import { describe, expect, it, vi } from 'vitest'
import {
  AnswerTooLargeError,
  type Database,
  statementRunnerOf,
  type StatementRunner,
} from '../src/index.js'
import { peakOf } from './held-memory.js'
import { scratch, SUPPORTED } from './matrix.js'
import { slowStatement } from './slow.js'

describe.each(SUPPORTED)('limits on $name', (dialect) => {
  const { name, skip } = dialect
  const slow = (): CompiledQuery => slowStatement(name)

  it.skipIf(skip)('ends a statement that takes too long, and goes on', async () => {
    await using database = await scratch(dialect, [], { statementTimeout: 300, maxConnections: 2 })
    const { db } = database
    const started = performance.now()
    await expect(db.executeQuery(slow())).rejects.toThrow(/time|300 ms/)
    expect(performance.now() - started).toBeLessThan(5_000)
    await expectWorking(db)
  })

  it.skipIf(skip)('ends a statement whose signal fires, and goes on', async () => {
    await using database = await scratch(dialect, [], { maxConnections: 2 })
    const { db } = database
    const reason = new Error('nobody waits any more')
    const signal = abortAfter(200, reason)
    // Kysely prints what fails after nobody waits for it.
    const printed = vi.spyOn(console, 'error')
    const aborted = db.executeQuery(slow(), { signal, inflightQueryAbortStrategy: 'cancel query' })
    await expect(aborted).rejects.toBe(reason)
    await expectIdle(db, name)
    await expectWorking(db)
    expect(printed).not.toHaveBeenCalled()
  })

  it.skipIf(skip)('ends a statement of its runner whose signal fires, and goes on', async () => {
    await using database = await scratch(dialect, [], { maxConnections: 2 })
    const { db } = database
    expect(statementRunnerOf(db)).toBeUndefined()
    await expectWorking(db)
    const reason = new Error('nobody waits any more')
    const aborted = statementRunnerOf(db)?.run(slow(), abortAfter(200, reason))
    await expect(aborted).rejects.toBe(reason)
    await expectIdle(db, name)
    const { rows } = (await statementRunnerOf(db)?.run(CompiledQuery.raw('select 1 as one'))) ?? {}
    expect(rows).toEqual([{ one: 1 }])
  })

  it.skipIf(skip)('gives up a place in the queue when its signal fires', async () => {
    await using database = await scratch(dialect, [], { maxConnections: 1 })
    const { db } = database
    await expectWorking(db)
    const runner = statementRunnerOf(db)
    const busy = runner?.run(slow(), abortAfter(1_000, new Error('busy')))
    const others = [1, 2, 3].map(() => runner?.run(slow(), abortAfter(200, new Error('enough'))))
    const started = performance.now()
    for (const other of others) await expect(other).rejects.toThrow('enough')
    expect(performance.now() - started).toBeLessThan(900)
    await expect(busy).rejects.toThrow('busy')
    await expectIdle(db, name)
    await expectWorking(db)
  })

  it.skipIf(skip)('has no runner once it is closed', async () => {
    await using database = await scratch(dialect)
    const { db } = database
    await expectWorking(db)
    await db.destroy()
    expect(statementRunnerOf(db)).toBeUndefined()
  })

  it.skipIf(skip)('leaves a stream whose signal fires', async () => {
    await using database = await scratch(dialect, [], { maxConnections: 2 })
    const controller = new AbortController()
    const query = CompiledQuery.raw(million(name))
    const stream = database.db.getExecutor().stream(query, 500, { signal: controller.signal })
    const reading = (async () => {
      for await (const _ of stream) controller.abort(new Error('enough'))
    })()
    await expect(reading).rejects.toThrow('enough')
    await expectWorking(database.db)
  })

  it.skipIf(skip)('ends a stream whose first row takes too long to wait for', async () => {
    await using database = await scratch(dialect, [], { maxConnections: 2 })
    const signal = abortAfter(200, new Error('enough'))
    const printed = vi.spyOn(console, 'error')
    const stream = database.db.getExecutor().stream(slow(), 500, { signal })
    await expect(stream.next()).rejects.toThrow('enough')
    await expectIdle(database.db, name)
    await expectWorking(database.db)
    expect(printed).not.toHaveBeenCalled()
  })

  it.skipIf(skip)('closes while a statement runs', async () => {
    await using database = await scratch(dialect, [], { statementTimeout: 1_000 })
    const closeSoon = async (): Promise<void> => {
      await new Promise((resolve) => setTimeout(resolve, 200))
      await database.db.destroy()
    }
    await Promise.all([
      expect(database.db.executeQuery(slow())).rejects.toThrow(/closed|time|connection/i),
      closeSoon(),
    ])
  })

  it.skipIf(skip)('does not start a statement whose signal has fired', async () => {
    await using database = await scratch(dialect)
    const signal = AbortSignal.abort(new Error('too late'))
    await expect(database.db.executeQuery(slow(), { signal })).rejects.toThrow('too late')
  })

  it.skipIf(skip)('rolls back the transaction that a timeout ended', async () => {
    await using database = await scratch(dialect, 'create table t (id integer primary key)', {
      statementTimeout: 300,
    })
    const { db } = database
    const failing = db.transaction().execute(async (trx) => {
      await trx.insertInto('t').values({ id: 1 }).execute()
      await trx.executeQuery(slow())
    })
    await expect(failing).rejects.toThrow(/time|300 ms/)
    await db.insertInto('t').values({ id: 2 }).execute()
    expect(await db.selectFrom('t').selectAll().execute()).toEqual([{ id: 2 }])
  })

  it.skipIf(skip)('streams a million rows in constant memory', async () => {
    await using database = await scratch(dialect)
    let rows = 0
    const peak = await peakOf(async () => {
      const stream = streamOf(database.db, CompiledQuery.raw(million(name)))
      for await (const chunk of stream) rows += chunk.rows.length
    })
    expect(rows).toBe(1_000_000)
    expect(peak).toBeLessThan(PART_OF_MILLION)
  })

  it.skipIf(skip)(
    'ends a statement whose answer is too large to be held, and goes on',
    async () => {
      await using database = await scratch(dialect, [], { maxAnswerSize: 1_000_000 })
      const { db } = database
      await expectWorking(db)
      const query = CompiledQuery.raw(million(name))
      for (const run of [db, statementRunnerOf(db)].map((each) => runOf(each, query))) {
        const peak = await peakOf(async () => {
          const error = await run().catch((thrown: unknown) => thrown)
          expect(error).toBeInstanceOf(AnswerTooLargeError)
          expect(error).toMatchObject({ limit: 1_000_000, code: 'RELVAR_ANSWER_TOO_LARGE' })
        })
        expect(peak).toBeLessThan(PART_OF_MILLION)
      }
      await expectWorking(db)
      let rows = 0
      for await (const chunk of streamOf(db, query)) rows += chunk.rows.length
      expect(rows).toBe(1_000_000)
    },
  )

  it.skipIf(skip)(
    'holds an answer that is just not too large, and a page of large values to the limit',
    async () => {
      await using database = await scratch(dialect, [], { maxAnswerSize: 100_000 })
      const { db } = database
      const texts = (letters: number): CompiledQuery =>
        CompiledQuery.raw(`select '${'x'.repeat(letters)}' as t union all select 'y' limit 100`)
      const { rows } = await db.executeQuery<{ t: string }>(texts(90_000))
      expect(rows.map(({ t }) => t.length)).toEqual([90_000, 1])
      await expect(db.executeQuery(texts(110_000))).rejects.toThrow(AnswerTooLargeError)
      await expectWorking(db)
    },
  )

  it.skipIf(skip)('can leave a stream early', async () => {
    await using database = await scratch(dialect, 'create table t (id integer primary key)', {
      maxConnections: 2,
    })
    for (let time = 0; time < 5; time++) {
      for await (const chunk of streamOf(database.db, CompiledQuery.raw(million(name)))) {
        expect(chunk.rows.length).toBeGreaterThan(0)
        break
      }
    }
    await database.db.insertInto('t').values({ id: 1 }).execute()
    await expectWorking(database.db)
  })
})

function streamOf(
  db: Database,
  query: CompiledQuery,
): AsyncIterableIterator<{ rows: readonly unknown[] }> {
  return db.getExecutor().stream(query, 500)
}

const FILLER = `'some text that makes the row longer than a number' as filler`
const SERIES = `select n, ${FILLER} from generate_series(1, 1000000) as n`

/** Bytes that a part of the million rows may take: all of them take 140 MB. */
const PART_OF_MILLION = 50 * 1024 * 1024

/** A million rows, made as they are read. */
const MILLION: Readonly<Record<string, string>> = {
  sqlite: `with recursive c(n) as (select 1 union all select n + 1 from c where n < 1000000) select n, ${FILLER} from c`,
  postgres: SERIES,
  cockroachdb: SERIES,
  mariadb: `select seq as n, ${FILLER} from seq_1_to_1000000`,
  mysql: `select 1 as n, ${FILLER} from information_schema.columns a, information_schema.columns b limit 1000000`,
}

function million(dialect: string): string {
  return MILLION[dialect] ?? ''
}

function runOf(
  runner: Database | StatementRunner | undefined,
  query: CompiledQuery,
): () => Promise<unknown> {
  if (runner === undefined) throw new Error('There is no runner yet.')
  return () => ('run' in runner ? runner.run(query) : runner.executeQuery(query))
}

function abortAfter(milliseconds: number, reason: Error): AbortSignal {
  const controller = new AbortController()
  setTimeout(() => controller.abort(reason), milliseconds)
  return controller.signal
}

async function expectWorking(db: Database): Promise<void> {
  const { rows } = await sql<{ one: number }>`select 1 as one`.execute(db)
  expect(rows).toEqual([{ one: 1 }])
}

/** The server has stopped working on the statement; SQLite's process is gone with it. */
async function expectIdle(db: Database, dialect: string): Promise<void> {
  const running = RUNNING[dialect]
  if (running === undefined) return
  await expect.poll(async () => (await sql.raw(running).execute(db)).rows.length).toBe(0)
}

/** The slow statements that a server is working on. */
const RUNNING: Readonly<Record<string, string>> = {
  postgres: `select 1 from pg_stat_activity where query like '%generate_series%' and state = 'active'
    and pid <> pg_backend_pid()`,
  cockroachdb: `select 1 from [show cluster statements] where query like '%generate_series%'
    and query not like '%show cluster%'`,
  mariadb: `select 1 from information_schema.processlist where info like '%seq_1_to_100000 a%'
    and id <> connection_id()`,
  mysql: `select 1 from information_schema.processlist where info like '%information_schema.columns c%'
    and id <> connection_id()`,
}
