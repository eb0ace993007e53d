import { describe, expect, it } from 'vitest'
import { isReadStatement, toSqliteValue } from './values.js'

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

describe('toSqliteValue', () => {
  it.each([
    [undefined, null],
    [null, null],
    [true, 1n],
    [false, 0n],
    [5, 5n],
    [-0.5, -0.5],
    [2 ** 60, 2 ** 60],
    [9n, 9n],
    ['x', 'x'],
    [new Date(0), '1970-01-01T00:00:00.000Z'],
    [{ a: [1] }, '{"a":[1]}'],
    [new Uint8Array([1]), new Uint8Array([1])],
    [new Uint8Array([1]).buffer, new Uint8Array([1])],
  ])('binds %s', (value, bound) => {
    expect(toSqliteValue(value)).toEqual(bound)
  })

  it('refuses what has no value', () => {
    expect(() => toSqliteValue(() => 1)).toThrow('A function cannot be a parameter')
    expect(() => toSqliteValue(Symbol('s'))).toThrow('A symbol cannot be a parameter')
  })
})
