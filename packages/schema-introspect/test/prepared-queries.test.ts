import { CompiledQuery } from 'kysely'
import { skipFileWithout } from '@relvar/test-databases/skip-file-without'
import { describe, expect, it } from 'vitest'
import type { Database } from '../src/index.js'
import { scratch, SUPPORTED } from './matrix.js'

const PREPARING = SUPPORTED.filter(({ name }) => name === 'postgres' || name === 'cockroachdb')

skipFileWithout(PREPARING, 'DIALECTS leaves out PostgreSQL and CockroachDB')

/** What a statement answers, or the code of what it fails with. */
async function outcome(
  db: Database,
  sql: string,
  parameters: readonly unknown[],
): Promise<unknown> {
  try {
    return await db.executeQuery(CompiledQuery.raw(sql, [...parameters]))
  } catch (error) {
    return (error as { code?: unknown }).code
  }
}

const TABLE = 'create table kept (id int primary key, name text)'
const STATEMENTS: readonly (readonly [sql: string, parameters: readonly unknown[]])[] = [
  [
    'select $1::int as a, $2::text as b, $3::bigint as c, $4::boolean as d',
    [1, 'ä', 2n ** 62n, true],
  ],
  ['select $1::text as a, $2::text as b', [null, undefined]],
  ['select $1::text as "__proto__", 1 as "constructor", 2 as a, 3 as a', ['own']],
  [
    'select $1::timestamptz as moment, $2::json as document, $3::int[] as list',
    [new Date(0), { a: 1 }, [1, 2]],
  ],
  ['select i from generate_series(1, $1::int) i', [3]],
  ['select 1 as a where $1::boolean', [false]],
  ['insert into kept values ($1, $2) on conflict (id) do nothing', [1, 'first']],
  ['update kept set name = $1 where id = $2', ['again', 1]],
  ['update kept set name = $1 where id = $2 returning name', ['once more', 1]],
  ['delete from kept where id = $1', [99]],
  ['select 1 / $1::int as a', [0]],
  ['select $1::text as a', ['with \0 in it']],
]

describe.each(PREPARING)('statements that are repeated on $name', (dialect) => {
  const test = it.skipIf(dialect.skip)

  test.each(STATEMENTS)('answer the same each time: %s', async (sql, parameters) => {
    await using database = await scratch(dialect, [TABLE, "insert into kept values (1, 'first')"], {
      maxConnections: 1,
    })
    const first = await outcome(database.db, sql, parameters)
    for (let time = 0; time < 4; time++) {
      expect(await outcome(database.db, sql, parameters)).toEqual(first)
    }
    expect(await outcome(database.db, 'select 1 as a', [])).toEqual({ rows: [{ a: 1 }] })
  })

  test('fail with their connection, and run again on another', async () => {
    await using database = await scratch(dialect, TABLE, { maxConnections: 1 })
    const { db } = database
    const sleep = 'select pg_sleep($1::float), pg_backend_pid() as pid'
    for (let time = 0; time < 3; time++) await outcome(db, sleep, [0])
    const running = outcome(db, sleep, [60])
    await expect
      .poll(() =>
        database
          .execute([
            "select 1 / count(*) from pg_stat_activity where query like 'select pg_sleep%' and state = 'active' and datname = current_database()",
          ])
          .then(
            () => true,
            () => false,
          ),
      )
      .toBe(true)
    await database.execute([
      "select pg_terminate_backend(pid) from pg_stat_activity where query like 'select pg_sleep%' and datname = current_database()",
    ])
    expect(await running).toBe('57P01')
    for (let time = 0; time < 3; time++) {
      expect(await outcome(db, sleep, [0])).toMatchObject({ rows: [{ pid: expect.any(Number) }] })
    }
  })
})
