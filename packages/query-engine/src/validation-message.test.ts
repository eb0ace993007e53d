import { describe, expect, it } from 'vitest'
import { OPERATORS } from './query/operators.js'
import { validationMessage } from './validation-message.js'

describe('validationMessage', () => {
  it.each([
    [{ type: 'required' }, 'is required.'],
    [{ type: 'nnull' }, 'cannot be null.'],
    [{ type: 'min_length', valid: 8 }, 'has to have at least this many characters: 8.'],
    [{ type: 'gte', valid: 0 }, 'has to be at least 0.'],
    [{ type: 'eq', valid: null }, 'has to be null.'],
    [{ type: 'in', valid: ['a', 'b'] }, 'has to be one of ["a","b"].'],
    [{ type: 'contains', substring: '@' }, 'has to contain "@".'],
    [{ type: 'regex', invalid: 'x' }, 'does not have the pattern that is asked for.'],
  ])('says %j', (failure, text) => {
    expect(validationMessage({ field: 'a', path: [], ...failure })).toBe(
      `Validation failed for field "a". It ${text}`,
    )
  })

  it('says where a nested field is', () => {
    const message = validationMessage({ field: 'a', path: ['lines', 'product_id'], type: 'nnull' })
    expect(message).toContain('"a" in "lines.product_id"')
  })

  it('has words for every operator of a rule, and cuts long bounds', () => {
    const structural = new Set(['json', 'quantifier', 'spatial'])
    const types = [...OPERATORS]
      .filter(([name, { family }]) => !structural.has(family) && name !== '_submitted')
      .map(([name]) => name.slice(1))
    for (const type of types) {
      const message = validationMessage({ field: 'a', path: [], type, valid: 'x'.repeat(500) })
      expect(message, type).not.toContain('breaks the rule')
      expect(message.length).toBeLessThan(400)
    }
    expect(validationMessage({ field: 'a', path: [], type: 'toString' })).toContain('breaks')
  })
})
