import { describe, expect, it } from 'vitest'
import { PreparedStatements } from './prepared-statements.js'

describe('PreparedStatements', () => {
  it('names a text that comes a second time, and keeps the name', () => {
    const statements = new PreparedStatements()
    expect(statements.statementFor('select $1')).toBeUndefined()
    const statement = statements.statementFor('select $1')
    expect(statement?.name).toMatch(/^relvar_[0-9a-f]{16}_\d+$/)
    expect(statements.statementFor('select $1')).toBe(statement)
    expect(statements.known('select $1')).toBe(statement)
    expect(statements.known('select $2')).toBeUndefined()
  })

  it('evicts the one used longest ago, one for each that is too many', () => {
    const statements = new PreparedStatements()
    const prepare = (text: string): string | undefined => {
      statements.statementFor(text)
      return statements.statementFor(text)?.name
    }
    const names = Array.from({ length: 256 }, (_, number) => prepare(`select ${number}`))
    expect(statements.evict()).toBeUndefined()
    statements.statementFor('select 0')
    prepare('one more')
    expect(statements.evict()).toBe(names[1])
    expect(statements.evict()).toBeUndefined()
  })

  it('never gives a name twice, because pg remembers what it stood for', () => {
    const statements = new PreparedStatements()
    statements.statementFor('select $1')
    const first = statements.statementFor('select $1')?.name
    expect(statements.forget('select $1')).toBe(first)
    expect(statements.statementFor('select $1')).toBeUndefined()
    expect(statements.statementFor('select $1')?.name).not.toBe(first)
  })
})
