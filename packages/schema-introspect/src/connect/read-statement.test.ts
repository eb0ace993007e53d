import { describe, expect, it } from 'vitest'
import { isReadStatement } from './read-statement.js'

describe('isReadStatement', () => {
  it.each([
    'select 1',
    '  (select 1) union select 2',
    '-- a comment\n/* and another */ SELECT replace(a, b, c) from t',
    'values (1)',
    'with a as (select 1) select * from a',
    'explain query plan select 1',
  ])('takes %j for a read', (sql) => {
    expect(isReadStatement(sql)).toBe(true)
  })

  it.each([
    'insert into t values (1) returning id',
    '-- select\nupdate t set a = 1',
    'with a as (select 1) insert into t select * from a',
    'explain delete from t',
    'pragma user_version = 1',
    'create table selected (id)',
    'begin',
    '',
  ])('takes %j for a write', (sql) => {
    expect(isReadStatement(sql)).toBe(false)
  })
})
