import Tedious from 'tedious'
import { describe, expect, it } from 'vitest'
import { createRequestClass } from './request.js'
import { fromMssqlValue, toMssqlParameter } from './values.js'

const { TYPES } = Tedious

describe('parameters for SQL Server', () => {
  it.each<readonly [string, unknown, unknown, unknown]>([
    ['null', null, TYPES.NVarChar, null],
    ['undefined', undefined, TYPES.NVarChar, null],
    ['true', true, TYPES.Bit, true],
    ['an int', 2_147_483_647, TYPES.Int, 2_147_483_647],
    ['more than an int', 2_147_483_648, TYPES.BigInt, 2_147_483_648],
    ['a fraction', 0.5, TYPES.Float, 0.5],
    ['a bigint', -(2n ** 63n), TYPES.BigInt, '-9223372036854775808'],
    ['more than a bigint', 2n ** 63n, TYPES.NVarChar, '9223372036854775808'],
    ['a text', 'x', TYPES.NVarChar, 'x'],
    [
      'a Date, to the millisecond',
      new Date('2024-02-29T12:34:56.789Z'),
      TYPES.NVarChar,
      '2024-02-29T12:34:56.789',
    ],
    ['bytes', new Uint8Array([1, 2, 3]).subarray(1), TYPES.VarBinary, Buffer.from([2, 3])],
    ['JSON', { a: [1] }, TYPES.NVarChar, '{"a":[1]}'],
  ])('%s', (_name, given, type, value) => {
    expect(toMssqlParameter(given, TYPES)).toEqual({ type, value })
  })

  it('refuses what no column holds', () => {
    expect(() => toMssqlParameter(Symbol('s'), TYPES)).toThrow('A symbol cannot be a parameter')
  })
})

/** As tedious makes it: what is below a millisecond stands beside the date, in seconds. */
function tediousDate(iso: string, nanosecondsDelta: number): Date {
  return Object.defineProperty(new Date(iso), 'nanosecondsDelta', { value: nanosecondsDelta })
}

describe('values of SQL Server', () => {
  const precise = tediousDate('2024-02-29T12:34:56.789Z', 0.000_012_3)
  it.each<readonly [string, unknown, number | undefined, unknown]>([
    ['Date', new Date('0001-01-01T00:00:00Z'), undefined, '0001-01-01'],
    ['Time', precise, 7, '12:34:56.7890123'],
    ['Time', precise, 0, '12:34:56'],
    ['DateTime2', precise, 7, '2024-02-29T12:34:56.7890123'],
    ['DateTime2', precise, 3, '2024-02-29T12:34:56.789'],
    ['DateTimeN', new Date('2024-02-29T12:34:56.787Z'), undefined, '2024-02-29T12:34:56.787'],
    ['DateTimeOffset', precise, 3, '2024-02-29T12:34:56.789Z'],
    ['DecimalN', 1.5, 2, '1.50'],
    ['NumericN', 1e22, 0, '10000000000000000000000'],
    ['MoneyN', 1.5, undefined, '1.5000'],
    ['IntN', 7, undefined, 7],
    ['FloatN', 0.1, undefined, 0.1],
    ['NVarChar', 'x', undefined, 'x'],
    ['DecimalN', null, 2, null],
  ])('%s', (name, given, scale, value) => {
    expect(fromMssqlValue(given, { type: { name }, scale })).toBe(value)
  })
})

describe('a request', () => {
  const Request = createRequestClass(Tedious)

  it('sends our parameters, whatever type it is told', () => {
    const request = new Request('select @1', () => undefined)
    request.addParameter('1', TYPES.DateTime, new Date('2024-02-29T12:34:56.789Z'))
    expect((request as unknown as Tedious.Request).parameters).toMatchObject([
      { name: '1', type: TYPES.NVarChar, value: '2024-02-29T12:34:56.789' },
    ])
  })

  it('hands out our values', () => {
    const request = new Request('select 1', () => undefined) as unknown as Tedious.Request
    const rows: unknown[] = []
    request.on('row', (cells: readonly { readonly value: unknown }[]) => {
      rows.push(cells.map(({ value }) => value))
    })
    const metadata = { colName: 'price', type: { name: 'DecimalN' }, scale: 2 }
    request.emit('row', [{ metadata, value: 9.9 }])
    expect(rows).toEqual([['9.90']])
  })
})
