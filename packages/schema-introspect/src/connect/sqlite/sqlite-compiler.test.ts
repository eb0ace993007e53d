import { createQueryId, sql } from 'kysely'
import { DatabaseSync } from 'node:sqlite'
import { describe, expect, it } from 'vitest'
import { RelvarSqliteCompiler } from './sqlite-compiler.js'

const compiler = new RelvarSqliteCompiler()

describe('RelvarSqliteCompiler', () => {
  const [first, second, single] = [true, true, false].map((isSharedParameter) => ({
    isSharedParameter,
  }))

  it('names a parameter that may be shared by its number', () => {
    const statement = sql`select ${1}, ${first}, ${second}, ${1}, ${first}, ${single}, ${second}`
    const compiled = compiler.compileQuery(statement.toOperationNode(), createQueryId())
    expect(compiled.sql).toBe('select ?, ?, ?, ?, ?2, ?, ?3')
    expect(compiled.parameters).toEqual([1, first, second, 1, single])
  })

  it('knows nothing of the statement before', () => {
    const statement = sql`select ${first}`.toOperationNode()
    const texts = [1, 2].map(() => compiler.compileQuery(statement, createQueryId()).sql)
    expect(texts).toEqual(['select ?', 'select ?'])
  })

  it('means the values that SQLite takes them for', () => {
    using database = new DatabaseSync(':memory:')
    const text = compiler.compileQuery(
      sql`select ${1} as a, ${first} as b, ${2} as c, ${first} as d, ${3} as e`.toOperationNode(),
      createQueryId(),
    ).sql
    expect({ ...database.prepare(text).get(1, 'x', 2, 3) }).toEqual({
      a: 1,
      b: 'x',
      c: 2,
      d: 'x',
      e: 3,
    })
  })
})
