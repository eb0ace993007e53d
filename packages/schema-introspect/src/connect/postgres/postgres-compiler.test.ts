import { createQueryId, sql } from 'kysely'
import { describe, expect, it } from 'vitest'
import { RelvarPostgresCompiler } from './postgres-compiler.js'

const compiler = new RelvarPostgresCompiler()
const compile = (statement: ReturnType<typeof sql>): readonly [string, readonly unknown[]] => {
  const compiled = compiler.compileQuery(statement.toOperationNode(), createQueryId())
  return [compiled.sql, compiled.parameters]
}

describe('RelvarPostgresCompiler', () => {
  const [shared, single] = [true, false].map((isSharedParameter) => ({ isSharedParameter }))

  it('names a parameter that may be shared by one number', () => {
    expect(compile(sql`${1}, ${shared}, ${1}, ${shared}`)).toEqual([
      '$1, $2, $3, $2',
      [1, shared, 1],
    ])
  })

  it('knows nothing of the statement before', () => {
    expect(compile(sql`${1}, ${2}, ${shared}`)[0]).toBe('$1, $2, $3')
    expect(compile(sql`${1}, ${shared}`)[0]).toBe('$1, $2')
  })

  it('sends the others for each of their places', () => {
    const moment = new Date(0)
    const parameters = [single, single, moment, moment, null, null]
    expect(compile(sql.join(parameters))).toEqual(['$1, $2, $3, $4, $5, $6', parameters])
  })
})
