import oracledb from 'oracledb'
import { describe, expect, it } from 'vitest'
import { fetchTypeHandler, fetchTypeOf } from './fetch-types.js'

function converted(dbType: oracledb.DbType, value: unknown): unknown {
  const convert = fetchTypeOf(dbType, oracledb).convert as (value: unknown) => unknown
  return convert(value)
}

describe('values as they are fetched', () => {
  it.each([
    ['7', 7],
    ['-9007199254740991', -9_007_199_254_740_991],
    ['9007199254740993', '9007199254740993'],
    ['99999999999999999999999999999999999999', '99999999999999999999999999999999999999'],
    ['0.1', '0.1'],
    ['-0.000000001', '-0.000000001'],
    [null, null],
  ])('NUMBER %s', (text, value) => {
    expect(converted(oracledb.DB_TYPE_NUMBER, text)).toBe(value)
  })

  it('reads a DATE and a TIMESTAMP as the wall says, in any zone', () => {
    // What the driver makes of them: a local time of this process.
    const local = new Date(2024, 1, 29, 12, 34, 56, 789)
    expect(converted(oracledb.DB_TYPE_DATE, local)).toBe('2024-02-29T12:34:56')
    expect(converted(oracledb.DB_TYPE_TIMESTAMP, local)).toBe('2024-02-29T12:34:56.789')
    expect(converted(oracledb.DB_TYPE_DATE, null)).toBeNull()
  })

  it('reads instants in UTC', () => {
    const instant = new Date('2024-02-29T10:34:56.789Z')
    expect(converted(oracledb.DB_TYPE_TIMESTAMP_TZ, instant)).toBe('2024-02-29T10:34:56.789Z')
    expect(converted(oracledb.DB_TYPE_TIMESTAMP_LTZ, instant)).toBe('2024-02-29T10:34:56.789Z')
  })

  it('reads intervals as ISO 8601', () => {
    const months = Object.assign(new oracledb.IntervalYM(), { years: -1, months: -2 })
    const days = Object.assign(new oracledb.IntervalDS(), {
      days: 1,
      hours: 2,
      minutes: 3,
      seconds: 4,
      fseconds: 567_000_000,
    })
    expect(converted(oracledb.DB_TYPE_INTERVAL_YM, months)).toBe('P-1Y-2M')
    expect(converted(oracledb.DB_TYPE_INTERVAL_DS, days)).toBe('P1DT2H3M4.567S')
  })

  it('fetches large objects as their content, and leaves other types to the driver', () => {
    const handler = fetchTypeHandler(oracledb)
    const typeOf = (dbType: oracledb.DbType): unknown => handler({ name: 'C', dbType })?.type
    expect(typeOf(oracledb.DB_TYPE_CLOB)).toBe(oracledb.DB_TYPE_VARCHAR)
    expect(typeOf(oracledb.DB_TYPE_NCLOB)).toBe(oracledb.DB_TYPE_VARCHAR)
    expect(typeOf(oracledb.DB_TYPE_BLOB)).toBe(oracledb.DB_TYPE_RAW)
    expect(handler({ name: 'C', dbType: oracledb.DB_TYPE_VARCHAR })).toBeUndefined()
  })
})
