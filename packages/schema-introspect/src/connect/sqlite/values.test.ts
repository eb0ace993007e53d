import { describe, expect, it } from 'vitest'
import { toSqliteValue } from './values.js'

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
