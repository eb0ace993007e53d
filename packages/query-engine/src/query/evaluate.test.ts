import { describe, expect, it } from 'vitest'
import { failures } from './evaluate.js'

const context = { actor: { id: 'u1', roles: ['staff'] }, now: new Date('2024-03-31T12:00:00Z') }
type Rule = Readonly<Record<string, unknown>>
const types = (rule: Rule, row: Rule): string[] =>
  failures(rule, row, context).map((failure) => failure.type)
const passes = (rule: Rule, row: Rule): boolean => failures(rule, row, context).length === 0

describe('failures', () => {
  it.each([
    [{ _eq: 5 }, 5, true],
    [{ _eq: 5 }, '5', true],
    [{ _eq: '9007199254740993' }, '9007199254740992', false],
    [{ _eq: 5 }, 6, false],
    [{ _eq: null }, null, true],
    [{ _neq: 5 }, 6, true],
    [{ _neq: null }, null, false],
    [5, 5, true],
    [{ _lt: 5 }, 4, true],
    [{ _lte: 5 }, 5, true],
    [{ _gt: '10' }, '9', false],
    [{ _gte: 5 }, 4, false],
    [{ _gt: 5 }, null, false],
    [{ _in: [1, 2] }, 2, true],
    [{ _in: '1,2' }, 3, false],
    [{ _nin: ['a'] }, 'b', true],
    [{ _between: [1, 3] }, 3, true],
    [{ _nbetween: [1, 3] }, 3, false],
    [{ _null: true }, null, true],
    [{ _null: false }, null, false],
    [{ _nnull: true }, 0, true],
    [{ _empty: true }, '', true],
    [{ _nempty: true }, '', false],
    [{ _contains: 'b' }, 'abc', true],
    [{ _contains: 'B' }, 'abc', false],
    [{ _icontains: 'B' }, 'abc', true],
    [{ _ncontains: 'b' }, 'abc', false],
    [{ _nicontains: 'B' }, 'abc', false],
    [{ _starts_with: 'a' }, 'abc', true],
    [{ _nstarts_with: 'a' }, 'abc', false],
    [{ _istarts_with: 'A' }, 'abc', true],
    [{ _nistarts_with: 'A' }, 'abc', false],
    [{ _ends_with: 'c' }, 'abc', true],
    [{ _niends_with: 'C' }, 'abc', false],
    [{ _ieq: 'ABC' }, 'abc', true],
    [{ _nieq: 'ABC' }, 'abc', false],
    [{ _regex: '^a.c$' }, 'abc', true],
    [{ _regex: '/^A/i' }, 'abc', true],
    [{ _regex: '(?=a)' }, 'abc', false],
    [{ _regex: '(' }, 'abc', false],
    [{ _eq: '$CURRENT_USER' }, 'u1', true],
    [{ _in: '$CURRENT_ROLES' }, 'staff', true],
    [{ _lt: '$NOW' }, '2024-03-30T00:00:00.000Z', true],
    [{ _gte: 1, _lt: 3 }, 3, false],
    [{ _or: [{ _lt: 1 }, { _gt: 2 }] }, 3, true],
    [{ _unheard_of: 1 }, 1, false],
  ])('%j on %j is %s', (operators, value, expected) => {
    expect(passes({ field: operators }, { field: value })).toBe(expected)
  })

  it('tell the bound, the value or the text that was looked for', () => {
    expect(failures({ age: { _gte: 18 } }, { age: 17 }, context)).toEqual([
      { field: 'age', type: 'gte', valid: 18 },
    ])
    expect(failures({ code: { _regex: '^x' } }, { code: 'a' }, context)).toEqual([
      { field: 'code', type: 'regex', invalid: 'a' },
    ])
    expect(failures({ text: { _contains: 'x' } }, { text: 'a' }, context)).toEqual([
      { field: 'text', type: 'contains', substring: 'x' },
    ])
    expect(failures({ text: { _nnull: true } }, { text: null }, context)).toEqual([
      { field: 'text', type: 'nnull' },
    ])
  })

  it('pass keys that are missing, but for _submitted', () => {
    expect(passes({ age: { _gte: 18 } }, {})).toBe(true)
    expect(types({ age: { _submitted: true } }, {})).toEqual(['required'])
    expect(passes({ age: { _submitted: true } }, { age: null })).toBe(true)
    expect(passes({ constructor: { _eq: 1 } }, {})).toBe(true)
  })

  it('join all of _and, and need one of _or', () => {
    const rule = { _or: [{ a: { _eq: 1 } }, { b: { _eq: 2 } }] }
    expect(passes(rule, { a: 1, b: 9 })).toBe(true)
    expect(types(rule, { a: 9, b: 9 })).toEqual(['eq', 'eq'])
    expect(types({ _and: [{ a: { _eq: 1 } }, { b: { _gt: 2 } }] }, { a: 9, b: 1 })).toEqual([
      'eq',
      'gt',
    ])
    expect(passes({ _or: [] }, { a: 1 })).toBe(true)
  })

  it('take time that is linear in the text, whatever the pattern', () => {
    const started = performance.now()
    expect(passes({ a: { _regex: '^(a+)+$' } }, { a: `${'a'.repeat(50_000)}b` })).toBe(false)
    expect(performance.now() - started).toBeLessThan(5_000)
  })

  it('compares the key of an item that is written along, and looks into the item', () => {
    const row = { team: { id: 3, size: 5 } }
    const outcome = (rule: Rule): boolean =>
      failures(rule, row, { ...context, keys: { team: 3 } }).length === 0
    expect(outcome({ team: { _neq: 3 } })).toBe(false)
    expect(outcome({ team: { _nin: [3, 4] } })).toBe(false)
    expect(outcome({ team: { _in: [3, 4] } })).toBe(true)
    expect(outcome({ team: { _submitted: true } })).toBe(true)
    expect(outcome({ team: { size: { _gt: 5 } } })).toBe(false)
    expect(outcome({ team: { id: { _eq: 3 } } })).toBe(true)
  })
})
