import { CompiledQuery, type QueryResult } from 'kysely'
import { skipFileWithout } from '@relvar/test-databases/skip-file-without'
import { describe, expect, it } from 'vitest'
import { asBriefRead, type ConnectOptions, statementRunnerOf } from '../src/index.js'
import { scratch, type Scratch, SUPPORTED } from './matrix.js'
import { startProxy } from './proxy.js'

const TOGETHER = SUPPORTED.filter(({ name }) => name === 'postgres')

skipFileWithout(TOGETHER, 'DIALECTS leaves out PostgreSQL')

type Row = Readonly<Record<string, unknown>>

/** A read of a number, its hundredfold part, and of the session that it runs in. */
const SHARE = 'select $1::int as n, 100 / $1::int as share, pg_backend_pid() as pid where $1 <> 7'
const SLEEP = 'select pg_sleep($1::float) is null as slept'

describe.each(TOGETHER)('brief reads on $name', (dialect) => {
  const test = it.skipIf(dialect.skip)

  /** Runs a read with each value, all of them asked for at once. */
  function reader({ db }: Scratch, sql: string) {
    return async (
      values: readonly unknown[],
      signals: readonly (AbortSignal | undefined)[] = [],
    ): Promise<readonly PromiseSettledResult<QueryResult<Row>>[]> => {
      const runner = statementRunnerOf(db)
      if (runner === undefined) throw new Error('Nothing has opened the driver.')
      const reads = values.map((value, index) =>
        runner.run<Row>(asBriefRead(CompiledQuery.raw(sql, [value])), signals[index]),
      )
      return Promise.allSettled(reads)
    }
  }

  /** Two connections, both of which have prepared the statement. */
  async function prepared(sql: string, options: ConnectOptions = {}) {
    const database = await scratch(dialect, [], { maxConnections: 2, ...options })
    await database.db.executeQuery(CompiledQuery.raw('select 1'))
    const run = reader(database, sql)
    const warm = sql === SLEEP ? [0.01, 0.01] : [1, 1]
    for (let time = 0; time < 4; time++) await run(warm)
    return { database, run, [Symbol.asyncDispose]: () => database[Symbol.asyncDispose]() }
  }

  const rowsOf = (outcomes: readonly PromiseSettledResult<QueryResult<Row>>[]): unknown[] =>
    outcomes.map((outcome) =>
      outcome.status === 'fulfilled' ? outcome.value.rows : outcome.reason,
    )

  test('of one turn share a connection, and are answered each for itself', async () => {
    await using fixture = await prepared(SHARE)
    const rows = rowsOf(await fixture.run([1, 2, 7, 50, null, 4]))
    const pid = expect.any(Number)
    expect(rows).toEqual([
      [{ n: 1, share: 100, pid }],
      [{ n: 2, share: 50, pid }],
      [],
      [{ n: 50, share: 2, pid }],
      [],
      [{ n: 4, share: 25, pid }],
    ])
    const pids = (rows as readonly (readonly Row[])[]).flatMap((each) =>
      each.map((row) => row['pid']),
    )
    expect(new Set(pids).size).toBe(1)
  })

  test('are as many as there are', async () => {
    await using fixture = await prepared(SHARE)
    const values = Array.from({ length: 100 }, (_, index) => index + 8)
    const rows = rowsOf(await fixture.run(values)) as readonly (readonly Row[])[]
    expect(rows.map(([row]) => row?.['n'])).toEqual(values)
  })

  test('fail each for itself', async () => {
    await using fixture = await prepared(SHARE)
    const outcomes = await fixture.run([5, 0, 10, 'no number', 20])
    expect(outcomes.map(({ status }) => status)).toEqual([
      'fulfilled',
      'rejected',
      'fulfilled',
      'rejected',
      'fulfilled',
    ])
    expect(outcomes[1]).toMatchObject({ reason: { code: '22012' } })
    expect(outcomes[3]).toMatchObject({ reason: { code: '22P02' } })
    expect(outcomes[4]).toMatchObject({ value: { rows: [{ n: 20, share: 5 }] } })
  })

  test('are run without the others where a value is no scalar', async () => {
    await using fixture = await prepared('select $1::json as document')
    const rows = rowsOf(await fixture.run([{ a: 1 }, '{"a":2}']))
    expect(rows).toEqual([[{ document: '{"a":1}' }], [{ document: '{"a":2}' }]])
  })

  test('are given up each for itself, and ended where all are', async () => {
    await using fixture = await prepared(SLEEP, { maxConnections: 1 })
    const reason = new Error('nobody waits any more')
    const signals = [undefined, AbortSignal.abort(reason), AbortSignal.timeout(100)]
    const [first, second, third] = await fixture.run([0.01, 0.01, 0.3], signals)
    expect(first).toMatchObject({ value: { rows: [{ slept: false }] } })
    expect(second).toEqual({ status: 'rejected', reason })
    expect(third).toMatchObject({ reason: { name: 'TimeoutError' } })
    const started = performance.now()
    await fixture.run([60, 60], [AbortSignal.timeout(100), AbortSignal.timeout(150)])
    expect(rowsOf(await fixture.run([0.01]))).toEqual([[{ slept: false }]])
    expect(performance.now() - started).toBeLessThan(30_000)
  })

  test('have ended, and what ends them too, before others take their place', async () => {
    await using database = await scratch(dialect)
    await using proxy = await startProxy(database.url)
    const db = await database.connect({ maxConnections: 1 }, proxy.url)
    await db.executeQuery(CompiledQuery.raw('select 1'))
    const run = reader({ ...database, db }, SLEEP)
    for (let time = 0; time < 4; time++) await run([0.01, 0.01])
    // The request to cancel comes when what it is for has been answered.
    proxy.lag = 300
    const signals = [AbortSignal.timeout(50), AbortSignal.timeout(50)]
    const outcomes = await run([0.1, 0.1], signals)
    expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'rejected'])
    expect(rowsOf(await run([0.6]))).toEqual([[{ slept: false }]])
  })

  test('are held to the size of an answer each for itself', async () => {
    const long = "select repeat('x', $1::int) as text"
    await using fixture = await prepared(long, { maxAnswerSize: 100_000 })
    const outcomes = await fixture.run([60_000, 60_000, 200_000, 10])
    expect(outcomes.map(({ status }) => status)).toEqual([
      'fulfilled',
      'fulfilled',
      'rejected',
      'fulfilled',
    ])
    expect(outcomes[2]).toMatchObject({ reason: { name: 'AnswerTooLargeError' } })
  })

  test('are run anew where their connection breaks', async () => {
    await using fixture = await prepared(
      `select $1::int as n, pg_backend_pid() as pid,
        case when $1::int = 0 then pg_terminate_backend(pg_backend_pid()) end as ended`,
    )
    const outcomes = await fixture.run([1, 0, 2])
    expect(outcomes[0]).toMatchObject({ value: { rows: [{ n: 1 }] } })
    expect(outcomes[1]).toMatchObject({ reason: { code: '57P01' } })
    expect(outcomes[2]).toMatchObject({ value: { rows: [{ n: 2 }] } })
  })

  test('are run anew where the server has forgotten their statement', async () => {
    await using fixture = await prepared('select $1::int as n', { maxConnections: 1 })
    await fixture.database.db.executeQuery(CompiledQuery.raw('deallocate all'))
    expect(rowsOf(await fixture.run([1, 2]))).toMatchObject([[{ n: 1 }], [{ n: 2 }]])
  })
})
