import { describe, expect, it } from 'vitest'
import { DIALECTS } from './dialects.js'

describe.each(DIALECTS)('a test database on $name', ({ skip, createDatabase }) => {
  it.skipIf(skip)('is empty, its own, and gone when disposed of', async () => {
    const first = await createDatabase()
    await using second = await createDatabase()
    await first.execute(['create table t (n int)', 'insert into t values (1)'])
    await second.execute(['create table t (n int)'])
    expect((await first.query('select n from t')).map((row) => Number(row['n']))).toEqual([1])
    expect(await second.query('select n from t')).toEqual([])
    await first[Symbol.asyncDispose]()
    await expect(first.query('select n from t')).rejects.toThrow(/exist|unknown database|open/i)
  })

  it.skipIf(skip)('reports what the server says about a bad statement', async () => {
    await using database = await createDatabase()
    await expect(database.execute('select nonsense from nowhere')).rejects.toThrow(/nowhere/i)
  })
})
