import { shopFixture, type TestDialect } from '@relvar/test-databases'
import { describe, expect, it } from 'vitest'
import { TimeoutError } from '../../src/index.js'
import type { ReadQuery } from '../../src/index.js'
import { SUPPORTED, useFixture } from '../support/fixture.js'

/** As many rows as nobody counts in minutes. */
function catalogues(table: string): string {
  return ['a', 'b', 'c', 'd'].map((alias) => `${table} ${alias}`).join(', ')
}

/** A view that works for minutes before its first row. */
function slowView({ name }: Pick<TestDialect, 'name'>): string {
  const numbers = {
    sqlite: `with recursive c(x) as (select 1 union all select x + 1 from c where x < 100000000000) select count(*) as n from c`,
    postgres: `select count(*) as n from generate_series(1, 100000) a, generate_series(1, 100000) b`,
    mariadb: `select count(*) as n from seq_1_to_100000 a, seq_1_to_100000 b`,
    mysql: `select count(*) as n from ${catalogues('information_schema.columns')}`,
    mssql: `select count_big(*) as n from ${catalogues('sys.all_columns')}`,
    oracle: `select count(*) as "n" from ${catalogues('all_tab_columns')}`,
  }
  const view = name === 'oracle' ? '"slow"' : 'slow'
  return `create view ${view} as ${numbers[name as 'sqlite'] ?? numbers.postgres}`
}

const NUMBERS: Readonly<Record<string, string>> = {
  sqlite: `create view numbers as with recursive c(n) as (select 1 union all select n + 1 from c where n < 200000) select n from c`,
  postgres: `create view numbers as select n from generate_series(1, 200000) as n`,
  mariadb: `create view numbers as select seq as n from seq_1_to_200000`,
  mysql: `create view numbers as select row_number() over () as n from information_schema.columns a, information_schema.columns b limit 200000`,
  mssql: `create view numbers as select top (200000) cast(row_number() over (order by (select null)) as int) as n from sys.all_columns a cross join sys.all_columns b`,
  oracle: `create view "numbers" as select level as "n" from dual connect by level <= 200000`,
}

describe.each(SUPPORTED)('interrupted reads on $name', (dialect) => {
  const test = it.skipIf(dialect.skip)
  const shop = useFixture(dialect, (name) => [...shopFixture(name), slowView({ name })], {
    connect: { statementTimeout: 2_000, maxConnections: 2 },
  })
  const works = async (): Promise<void> => {
    expect(await shop.read('tags', { fields: ['id'], limit: 1 })).toEqual([{ id: 1 }])
  }

  test('end in a TimeoutError that tells how long was waited', async () => {
    const error: unknown = await shop.session.read('slow').catch((thrown: unknown) => thrown)
    expect(error).toBeInstanceOf(TimeoutError)
    expect((error as TimeoutError).details.duration).toBeGreaterThanOrEqual(1_500)
    expect((error as TimeoutError).details.duration).toBeLessThan(30_000)
    await works()
  })

  test('end with the reason of their signal', async () => {
    const reason = new Error('nobody waits any more')
    const controller = new AbortController()
    const reading = shop.session.readJson('slow', {}, { signal: controller.signal })
    const timer = setTimeout(() => controller.abort(reason), 200)
    await expect(reading).rejects.toBe(reason)
    clearTimeout(timer)
    await works()
  })

  test('do not begin when their signal has fired', async () => {
    const signal = AbortSignal.abort(new Error('too late'))
    await expect(shop.session.read('tags', {}, { signal })).rejects.toThrow('too late')
    await expect(shop.session.readOne('tags', 1, {}, { signal })).rejects.toThrow('too late')
    await expect(collect('tags', {}, signal)).rejects.toThrow('too late')
    await works()
  })

  test('refuse a stream as they refuse a read', async () => {
    await expect(collect('tags', { fields: ['nope'] })).rejects.toThrow(/does not exist/)
    await expect(collect('slow', {})).rejects.toThrow(TimeoutError)
    await works()
  })

  async function collect(
    table: string,
    query: ReadQuery,
    signal?: AbortSignal,
  ): Promise<unknown[]> {
    const rows: unknown[] = []
    for await (const row of shop.session.stream(
      table,
      query,
      signal === undefined ? {} : { signal },
    ))
      rows.push(row)
    return rows
  }
})

/** Without a time limit: how long all these rows take is the machine's affair. */
describe.each(SUPPORTED)('streams on $name', (dialect) => {
  const test = it.skipIf(dialect.skip)
  const shop = useFixture(dialect, (name) => [
    ...shopFixture(name),
    NUMBERS[name] ?? NUMBERS['postgres'] ?? '',
  ])
  const works = async (): Promise<void> => {
    expect(await shop.read('tags', { fields: ['id'], limit: 1 })).toEqual([{ id: 1 }])
  }

  test('give all rows, and may be left early', async () => {
    const numbers: unknown[] = []
    for await (const row of shop.session.stream('numbers', { limit: -1, sort: ['n'] }))
      numbers.push(row['n'])
    expect(numbers).toHaveLength(200_000)
    expect(Number(numbers.at(-1))).toBe(200_000)
    for (let time = 0; time < 5; time++) {
      for await (const row of shop.session.stream('numbers', { limit: -1 })) {
        expect(row).toBeDefined()
        break
      }
    }
    await works()
  })

  test('stop when their signal fires', async () => {
    const controller = new AbortController()
    const reason = new Error('seen enough')
    let rows = 0
    const reading = (async () => {
      for await (const _ of shop.session.stream(
        'numbers',
        { limit: -1 },
        { signal: controller.signal },
      )) {
        rows += 1
        if (rows === 1_000) controller.abort(reason)
      }
    })()
    await expect(reading).rejects.toBe(reason)
    expect(rows).toBeLessThan(200_000)
    await works()
  })
})
