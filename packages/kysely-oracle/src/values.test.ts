import oracledb from 'oracledb'
import { describe, expect, it } from 'vitest'
import { toColumnBinds, toOracleValue } from './values.js'

const bind = (type: oracledb.DbType, val: unknown): unknown => ({
  dir: oracledb.BIND_IN,
  type,
  val,
})
const { DB_TYPE_NUMBER: NUMBER, DB_TYPE_RAW: RAW, DB_TYPE_VARCHAR: TEXT } = oracledb
const day = new Date('2024-02-29T00:00:00Z')

describe('values as they are bound', () => {
  it.each<readonly [string, unknown, unknown]>([
    ['null', null, bind(TEXT, null)],
    ['undefined', undefined, bind(TEXT, null)],
    ['a text', 'x', bind(TEXT, 'x')],
    ['true, which is 1 before version 23', true, bind(NUMBER, 1)],
    ['a number', 1.5, bind(NUMBER, 1.5)],
    ['infinity', Infinity, bind(oracledb.DB_TYPE_BINARY_DOUBLE, Infinity)],
    ['a number beyond NUMBER', -1e200, bind(oracledb.DB_TYPE_BINARY_DOUBLE, -1e200)],
    ['a number too small for NUMBER', 5e-324, bind(oracledb.DB_TYPE_BINARY_DOUBLE, 5e-324)],
    ['zero', 0, bind(NUMBER, 0)],
    ['a bigint', 2n ** 63n, bind(NUMBER, 2n ** 63n)],
    ['a Date, with its zone', day, bind(oracledb.DB_TYPE_TIMESTAMP_TZ, day)],
    ['bytes', new Uint8Array([0, 255]), bind(RAW, Buffer.from([0, 255]))],
    ['a part of a buffer', new Uint8Array([1, 2, 3]).subarray(1), bind(RAW, Buffer.from([2, 3]))],
    ['an array, as JSON', [1, 'a'], bind(TEXT, '[1,"a"]')],
    ['an object, as JSON', { a: null }, bind(TEXT, '{"a":null}')],
  ])('%s', (_name, value, expected) => {
    expect(toOracleValue(value, oracledb)).toEqual(expected)
  })

  it('refuses what no column holds', () => {
    expect(() => toOracleValue(() => 1, oracledb)).toThrow('A function cannot be a parameter')
  })
})

describe('the values of a column of several rows', () => {
  it('are of one type, and as long as the longest in bytes', () => {
    const { definition, values } = toColumnBinds(['a', null, 'üü'], oracledb)
    expect(definition).toEqual({ dir: oracledb.BIND_IN, type: TEXT, maxSize: 4 })
    expect(values).toEqual(['a', null, 'üü'])
  })

  it('need no size where they are numbers', () => {
    const { definition } = toColumnBinds([1, null, true], oracledb)
    expect(definition).toEqual({ dir: oracledb.BIND_IN, type: NUMBER })
  })

  it('become texts where numbers and texts are mixed', () => {
    const { definition, values } = toColumnBinds([1, '9007199254740993', 5n], oracledb)
    expect(definition).toEqual({ dir: oracledb.BIND_IN, type: TEXT, maxSize: 16 })
    expect(values).toEqual(['1', '9007199254740993', '5'])
  })

  it('are null all of them', () => {
    const { definition } = toColumnBinds([null, undefined], oracledb)
    expect(definition).toEqual({ dir: oracledb.BIND_IN, type: TEXT, maxSize: 1 })
  })

  it('do not mix dates with texts', () => {
    expect(() => toColumnBinds([day, 'x'], oracledb)).toThrow(/do not mix/)
  })
})
