import { describe, expect, it } from 'vitest'
import { fieldsOfRule, holds } from './rule.js'

describe('a rule about the values of a form', () => {
  it.each([
    [{ status: { _eq: 'paid' } }, true],
    [{ status: 'open' }, false],
    [{ count: { _gte: 3, _lt: 10 } }, true],
    [{ count: { _between: [1, 2] } }, false],
    [{ note: { _null: true } }, true],
    [{ note: { _nempty: true } }, false],
    [{ tags: { _empty: true } }, true],
    [{ status: { _in: ['open', 'paid'] } }, true],
    [{ name: { _icontains: 'ADA' } }, true],
    [{ _or: [{ status: { _eq: 'open' } }, { count: { _eq: 3 } }] }, true],
    [{ _and: [{ status: { _eq: 'paid' } }, { count: { _neq: '3' } }] }, false],
    [{ customer: { name: { _eq: 'x' } } }, false],
  ])('%j: %s', (rule, expected) => {
    const values = { status: 'paid', count: '3', note: null, tags: [], name: 'Ada King' }
    expect(holds(rule, values)).toBe(expected)
  })

  it('names what it looks at', () => {
    expect(fieldsOfRule({ _or: [{ a: { _eq: 1 } }, { _and: [{ b: 2 }] }] })).toEqual(['a', 'b'])
  })
})
