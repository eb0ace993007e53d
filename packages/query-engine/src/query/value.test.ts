import type { ColumnType } from '@relvar/schema-introspect/model'
import { describe, expect, it } from 'vitest'
import { toValue, ValueError } from './value.js'

describe('toValue', () => {
  it.each([
    [['a'], 'A list is no text'],
    [{ a: 1 }, 'An object is no text'],
  ])('says what %j is where it takes text', (value, message) => {
    expect(() => toValue('string', value)).toThrow(message)
  })

  it.each([
    ['integer', 5, 5],
    ['integer', ' 5 ', 5],
    ['integer', '+5', 5],
    ['integer', '-0007', -7],
    ['integer', 5n, 5],
    ['integer', '9007199254740993', '9007199254740993'],
    ['bigInteger', 5, '5'],
    ['bigInteger', '-9223372036854775808', '-9223372036854775808'],
    ['bigInteger', '18446744073709551615', '18446744073709551615'],
    ['decimal', 1.5, '1.5'],
    ['decimal', 1e21, '1000000000000000000000'],
    ['decimal', 1e-7, '0.0000001'],
    ['decimal', '1e3', '1000'],
    ['decimal', '-12.345E1', '-123.45'],
    ['decimal', '12.345e+4', '123450'],
    ['decimal', '12.5e-1', '1.25'],
    ['decimal', '.5e1', '5'],
    ['decimal', '5.e-3', '0.005'],
    ['decimal', '1e-401', '1e-401'],
    ['decimal', '.50', '.50'],
    ['decimal', '12345678901234567890.123456789', '12345678901234567890.123456789'],
    ['float', '1e3', 1000],
    ['float', 5n, 5],
    ['boolean', 'TRUE', true],
    ['boolean', 0, false],
    ['boolean', 'off', false],
    ['date', '2024-02-29', '2024-02-29'],
    ['date', '2024-02-29T23:59:59Z', '2024-02-29'],
    ['dateTime', '2024-02-29', '2024-02-29T00:00:00'],
    ['dateTime', '2024-02-29 12:30', '2024-02-29T12:30:00'],
    ['dateTime', '2024-02-29T12:30:15.25+02:00', '2024-02-29T12:30:15.25'],
    ['timestamp', '2024-02-29T12:30:15.123456+02:00', '2024-02-29T10:30:15.123456Z'],
    ['timestamp', '2024-02-29T00:30:00+0100', '2024-02-28T23:30:00Z'],
    ['timestamp', '2024-02-29T00:30:00-05', '2024-02-29T05:30:00Z'],
    ['timestamp', '2024-02-29 12:00', '2024-02-29T12:00:00Z'],
    ['timestamp', new Date('2024-02-29T12:00:00Z'), '2024-02-29T12:00:00.000Z'],
    ['timestamp', '0001-01-01T00:00:00Z', '0001-01-01T00:00:00Z'],
    ['timestamp', '2024-02-29T12:00:00.125Z', '2024-02-29T12:00:00.125Z'],
    ['time', '12:30', '12:30:00'],
    ['time', '24:00:00', '24:00:00'],
    ['time', '2024-02-29T12:30:15.5Z', '12:30:15.5'],
    ['uuid', 'FFFFFFFF-ffff-4fff-bfff-ffffffffffff', 'ffffffff-ffff-4fff-bfff-ffffffffffff'],
    ['string', 5, '5'],
    ['text', true, 'true'],
    ['unknown', 'x', 'x'],
  ] as readonly (readonly [ColumnType, unknown, unknown])[])(
    'reads as %s %o',
    (type, given, value) => {
      expect(toValue(type, given)).toEqual(value)
    },
  )

  it.each([
    ['integer', 1.5],
    ['integer', '1.0'],
    ['integer', '1e3'],
    ['integer', ''],
    ['integer', true],
    ['integer', 2 ** 53],
    ['integer', '18446744073709551616'],
    ['bigInteger', '-9223372036854775809'],
    ['decimal', 'nan'],
    ['float', 'inf'],
    ['time', '-839:00:00'],
    ['time', '99:60:00'],
    ['date', '44-03-15 BC'],
    ['timestamp', 'infinity and beyond'],
    ['decimal', '1,5'],
    ['decimal', Number.POSITIVE_INFINITY],
    ['float', Number.NaN],
    ['float', '1e999'],
    ['boolean', 2],
    ['boolean', ''],
    ['date', '2023-02-29'],
    ['date', '2024-13-01'],
    ['date', '24-01-01'],
    ['date', 20240101],
    ['dateTime', '2024-02-29T24:00:00'],
    ['dateTime', '2024-02-29T12:60'],
    ['timestamp', 'yesterday'],
    ['timestamp', new Date(Number.NaN)],
    ['time', '25:00'],
    ['time', 'noon'],
    ['uuid', '123'],
    ['string', {}],
    ['string', ['a']],
  ] as readonly (readonly [ColumnType, unknown])[])('refuses as %s %o', (type, given) => {
    expect(() => toValue(type, given)).toThrow(ValueError)
  })

  it('tells what is too large from what is of another kind', () => {
    expect(() => toValue('integer', '99999999999999999999')).toThrow(
      expect.objectContaining({ problem: 'range' }) as Error,
    )
    expect(() => toValue('integer', 'x')).toThrow(
      expect.objectContaining({ problem: 'type' }) as Error,
    )
  })
})
