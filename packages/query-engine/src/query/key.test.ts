import type { Table } from '@relvar/schema-introspect/model'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { formatKey, parseKey } from './key.js'
import type { KeyInput } from './query.js'

const table = (...primaryKey: string[]): Table => ({ primaryKey }) as unknown as Table
const pair = table('a', 'b')

describe('keys', () => {
  it('are written as the wire has them', () => {
    expect(formatKey(table('id'), { id: 7, name: 'x' })).toBe('7')
    expect(formatKey(table('id'), { id: 'a,b%' })).toBe('a,b%')
    expect(formatKey(pair, { b: 3, a: 7 })).toBe('7,3')
    expect(formatKey(pair, { a: 'a,b', b: '50%' })).toBe('a%2Cb,50%25')
  })

  it('are read in every form', () => {
    expect(parseKey(table('id'), 7)).toEqual({ id: 7 })
    expect(parseKey(table('id'), 'a,b')).toEqual({ id: 'a,b' })
    expect(parseKey(table('id'), { id: 7, name: 'x' })).toEqual({ id: 7 })
    expect(parseKey(pair, '7,3')).toEqual({ a: '7', b: '3' })
    expect(parseKey(pair, 'a%2Cb,50%25')).toEqual({ a: 'a,b', b: '50%' })
    expect(parseKey(pair, { b: 3, a: 7 })).toEqual({ a: 7, b: 3 })
    expect(parseKey(pair, ',')).toEqual({ a: '', b: '' })
  })

  it.each([
    '7',
    '7,3,1',
    '',
    7,
    '%,1',
    '%E0%A4%A,1',
    { a: 7 },
    { a: 7, b: null as never },
    { c: 1 },
  ] as readonly KeyInput[])('that do not name every column belong to no row: %j', (input) => {
    expect(parseKey(pair, input)).toBeNull()
  })

  it('of a table without one belong to no row', () => {
    expect(parseKey(table(), 5)).toBeNull()
  })

  it('take columns that every object has', () => {
    const odd = table('constructor', 'toString')
    expect(parseKey(odd, { constructor: 1, toString: 2 })).toEqual({
      constructor: 1,
      toString: 2,
    })
    expect(parseKey(odd, {})).toBeNull()
  })

  it('come back as they were written, whatever they hold', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'grapheme' }), (a, b) => {
        expect(parseKey(pair, formatKey(pair, { a, b }))).toEqual({ a, b })
      }),
    )
  })
})
