import { describe, expect, it } from 'vitest'
import { roundedNumber } from './rounded-number.js'

describe('a number that would be rounded', () => {
  it.each([
    ['9007199254740993', '9007199254740993'],
    ['[1,{"a":-9007199254740993}]', '-9007199254740993'],
    ['{"a":12345678901234567.89}', '12345678901234567.89'],
    ['[1234567890123456.7]', '1234567890123456.7'],
    ['["\\"",9007199254740993,"x"]', '9007199254740993'],
  ])('is found in %s', (json, number) => {
    expect(JSON.parse(json)).toBeDefined()
    expect(roundedNumber(json)).toBe(number)
  })

  it.each([
    '9007199254740991',
    '[1234567890123456.5, 1000000000000000.0, 0.12345678901234567, -122.419415500000007]',
    '["9007199254740993", "\\"9007199254740993\\\\", {"9007199254740993": 1}]',
    '[12345678901234567890e3, 1e300]',
    '0.1000000000000000055511151231257827',
    'null',
  ])('is none of %s', (json) => {
    expect(roundedNumber(json)).toBeNull()
  })

  it('is looked for in a time that grows with the text alone', () => {
    const json = JSON.stringify(['\\"'.repeat(500_000), '1'.repeat(20)])
    const begin = performance.now()
    expect(roundedNumber(json)).toBeNull()
    expect(performance.now() - begin).toBeLessThan(2_000)
  })
})
