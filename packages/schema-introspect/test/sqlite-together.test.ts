import { CompiledQuery, type QueryResult } from 'kysely'
import { skipFileWithout } from '@relvar/test-databases/skip-file-without'
import { describe, expect, it } from 'vitest'
import { asBriefRead, asOneText, statementRunnerOf } from '../src/index.js'
import { scratch, type Scratch, SUPPORTED } from './matrix.js'

const SQLITE = SUPPORTED.filter(({ name }) => name === 'sqlite')

skipFileWithout(SQLITE, 'DIALECTS leaves out SQLite')

type Row = Readonly<Record<string, unknown>>

describe.each(SQLITE)('what goes together on $name', (dialect) => {
  const test = it.skipIf(dialect.skip)
  const numbers = Array.from({ length: 60 }, (_, index) => index)

  async function opened(): Promise<Scratch> {
    const database = await scratch(dialect, [
      'create table t (id integer primary key, text text)',
      `insert into t values ${numbers.map((id) => `(${id}, 'text ${id}')`).join()}`,
    ])
    await database.db.executeQuery(CompiledQuery.raw('select 1'))
    return database
  }

  function run(
    { db }: Scratch,
    statement: CompiledQuery,
    signal?: AbortSignal,
  ): Promise<QueryResult<Row>> {
    const runner = statementRunnerOf(db)
    if (runner === undefined) throw new Error('Nothing has opened the driver.')
    return runner.run<Row>(statement, signal)
  }
  const byKey = (id: unknown): CompiledQuery =>
    asBriefRead(CompiledQuery.raw('select text from t where id = ?', [id]))

  test('brief reads of one turn are answered each for itself', async () => {
    await using database = await opened()
    const longer = run(database, CompiledQuery.raw('select count(*) as n from t'))
    const outcomes = await Promise.all(numbers.map((id) => run(database, byKey(id))))
    expect(outcomes.map(({ rows }) => rows)).toEqual(numbers.map((id) => [{ text: `text ${id}` }]))
    expect((await longer).rows).toEqual([{ n: 60 }])
    expect((await run(database, byKey(99))).rows).toEqual([])
  })

  test('brief reads fail, and are given up, each for itself', async () => {
    await using database = await opened()
    const reason = new Error('nobody waits any more')
    const controller = new AbortController()
    const reads = [
      run(database, byKey(1)),
      run(database, asBriefRead(CompiledQuery.raw('select nothing from t where id = ?', [2]))),
      run(database, byKey(3), controller.signal),
      run(database, byKey(4), AbortSignal.abort(reason)),
      run(database, byKey(5)),
    ]
    controller.abort(reason)
    const outcomes = await Promise.allSettled(reads)
    expect(outcomes[0]).toMatchObject({ value: { rows: [{ text: 'text 1' }] } })
    expect(outcomes[1]).toMatchObject({ reason: { message: expect.stringMatching(/nothing/) } })
    expect(outcomes[2]).toEqual({ status: 'rejected', reason })
    expect(outcomes[3]).toEqual({ status: 'rejected', reason })
    expect(outcomes[4]).toMatchObject({ value: { rows: [{ text: 'text 5' }] } })
  })

  test('texts of several rows are one, with what stands beside the first', async () => {
    await using database = await opened()
    const texts = (sql: string) => run(database, asOneText(CompiledQuery.raw(sql)))
    expect((await texts('select text, 7 as f from t order by id limit 3')).rows).toEqual([
      { text: 'text 0,text 1,text 2', f: 7 },
    ])
    expect((await texts('select text from t where id < 2 order by id')).rows).toEqual([
      { text: 'text 0,text 1' },
    ])
    expect((await texts('select text from t where id = 5')).rows).toEqual([{ text: 'text 5' }])
    expect((await texts('select text from t where id > 99')).rows).toEqual([])
  })

  test('what is no text stays in its rows', async () => {
    await using database = await opened()
    const statement = CompiledQuery.raw("select nullif(text, 'text 1') as text from t where id < 2")
    expect((await run(database, asOneText(statement))).rows).toEqual([
      { text: 'text 0' },
      { text: null },
    ])
  })
})
