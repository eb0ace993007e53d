import { describe, expect, it } from 'vitest'
import { addExact, compareExact } from './exact.js'

describe('decimals that are never rounded', () => {
  it('are added digit by digit', () => {
    expect(addExact('9007199254740993', '1')).toBe('9007199254740994')
    expect(addExact('0.1', '0.2')).toBe('0.3')
    expect(addExact('-0.05', '0.01')).toBe('-0.04')
    expect(addExact('1', '-1.50')).toBe('-0.50')
    expect(addExact('x', '1')).toBeNull()
  })

  it('are compared beyond what a double holds', () => {
    expect(compareExact('9007199254740993', '9007199254740992')).toBe(1)
    expect(compareExact('1.0', '1')).toBe(0)
    expect(compareExact('.5', '1')).toBe(-1)
    expect(compareExact('', '1')).toBeNull()
  })
})
