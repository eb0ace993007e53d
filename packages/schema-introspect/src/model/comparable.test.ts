import { describe, expect, it } from 'vitest'
import { areComparable } from './comparable.js'

describe('areComparable', () => {
  it.each([
    ['postgres', 'integer', 'bigInteger', true],
    ['postgres', 'string', 'text', true],
    ['postgres', 'string', 'uuid', false],
    ['cockroachdb', 'uuid', 'string', false],
    ['sqlite', 'string', 'uuid', true],
    ['mssql', 'uuid', 'string', true],
    ['mariadb', 'integer', 'string', false],
    ['sqlite', 'date', 'date', true],
    ['sqlite', 'date', 'dateTime', false],
  ] as const)('on %s, %s with %s: %s', (dialect, left, right, expected) => {
    expect(areComparable(dialect, { type: left }, { type: right })).toBe(expected)
  })
})
