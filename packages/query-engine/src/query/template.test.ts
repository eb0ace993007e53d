import { describe, expect, it } from 'vitest'
import { InvalidQueryError } from '../errors.js'
import type { ReadQuery } from './query.js'
import { constantQuery, keyedTemplateOf, templateOf } from './template.js'

const shapeOf = (query: ReadQuery): string => JSON.stringify(templateOf(query).query)
const valuesOf = (query: ReadQuery): readonly unknown[] => templateOf(query).values

describe('templateOf', () => {
  it('takes the values out, in order', () => {
    const query: ReadQuery = {
      filter: { status: 'live', _or: [{ id: { _in: [1, 2] } }, { name: { _contains: 'a' } }] },
      search: ' term ',
      deep: { comments: { _filter: { id: { _gt: 5 } }, author: { _search: 'x' } } },
    }
    expect(valuesOf(query)).toEqual(['live', 1, 2, 'a', 'term', 5, 'x'])
  })

  it('gives queries that differ in values one shape', () => {
    const one: ReadQuery = {
      filter: { id: { _eq: 'a' }, date: { _between: ['x', 'y'] } },
      search: 'abc',
    }
    const two: ReadQuery = {
      filter: { id: { _eq: 'b' }, date: { _between: 'v,w' } },
      search: 'def',
    }
    expect(shapeOf(one)).toBe(shapeOf(two))
  })

  it.each([
    ['numbers of values', { filter: { id: { _in: [1] } } }, { filter: { id: { _in: [1, 2] } } }],
    ['NULL and a value', { filter: { id: { _eq: null } } }, { filter: { id: { _eq: 1 } } }],
    [
      'text and a number, which JSON tells apart',
      { filter: { a: { _json: { b: { _eq: 1 } } } } },
      { filter: { a: { _json: { b: { _eq: '1' } } } } },
    ],
    ['kinds of terms', { search: 'abc' }, { search: '5' }],
    ['whole numbers and others', { search: '5' }, { search: '5.5' }],
    [
      'numbers within 64 bits and beyond',
      { search: '9223372036854775807' },
      { search: '9223372036854775808' },
    ],
    [
      'what a null test asks',
      { filter: { a: { _null: true } } },
      { filter: { a: { _null: false } } },
    ],
    ['limits', { limit: 1 }, { limit: 2 }],
    ['offsets', { offset: 1 }, { offset: 2 }],
  ] as readonly (readonly [string, ReadQuery, ReadQuery])[])('keeps apart %s', (_, one, two) => {
    expect(shapeOf(one)).not.toBe(shapeOf(two))
  })

  it('leaves variables that are lists where they are', () => {
    const filter = { id: { _in: ['$CURRENT_ROLES', 7] } }
    expect(valuesOf({ filter })).toEqual([7])
    expect(JSON.stringify(templateOf({ filter }).query)).toContain('$CURRENT_ROLES')
  })

  it('takes variables for single values', () => {
    expect(valuesOf({ filter: { id: { _in: '$CURRENT_USER' } } })).toEqual(['$CURRENT_USER'])
    expect(valuesOf({ filter: { id: { _in: '1,2' } } })).toEqual(['1', '2'])
  })

  it('keeps keys that every object has', () => {
    const filter = JSON.parse(
      '{"__proto__": {"_eq": 1}, "constructor": {"_eq": 2}}',
    ) as ReadQuery['filter']
    const { query, values } = templateOf({ filter: filter ?? {} })
    expect(Object.keys(query.filter ?? {})).toEqual(['__proto__', 'constructor'])
    expect(values).toEqual([1, 2])
  })

  it('ignores a search for nothing', () => {
    expect(templateOf({ search: '  ' }).query.search).toBeUndefined()
  })

  it('refuses what is nested without end', () => {
    let filter: object = {}
    for (let level = 0; level < 100_000; level++) filter = { _and: [filter] }
    expect(() => templateOf({ filter: filter as ReadQuery['filter'] & object })).toThrow(
      InvalidQueryError,
    )
    expect(() => templateOf({ sort: [[[filter]]] as never })).toThrow(InvalidQueryError)
  })

  it.each([Number.NaN, Infinity, -Infinity])('refuses %s, which JSON takes for null', (limit) => {
    expect(() => templateOf({ limit })).toThrow(InvalidQueryError)
    expect(() => templateOf({ deep: { a: { _page: limit } } })).toThrow(InvalidQueryError)
  })
})

describe('keyedTemplateOf', () => {
  it('is made once of a constant query, which nobody can change any more', () => {
    const query = constantQuery({ filter: { id: { _in: [1, 2] } }, sort: ['id'] })
    expect(keyedTemplateOf(query)).toBe(keyedTemplateOf(query))
    expect(keyedTemplateOf(query)).toMatchObject(templateOf(query))
    expect(() => Object.assign(query, { limit: 1 })).toThrow(TypeError)
    expect(() => (query.sort as string[]).push('name')).toThrow(TypeError)
  })

  it('is made anew of any other, which may have changed', () => {
    const query = { filter: { id: 1 }, sort: ['id'] }
    const before = keyedTemplateOf(query)
    query.sort.push('name')
    query.filter.id = 2
    expect(keyedTemplateOf(query).shape).not.toBe(before.shape)
    expect(keyedTemplateOf(query).values).toEqual([2])
  })

  it('refuses a wrong query each time, constant or not', () => {
    const query = constantQuery({ search: 'x'.repeat(1_001) })
    expect(() => keyedTemplateOf(query)).toThrow(InvalidQueryError)
    expect(() => keyedTemplateOf(query)).toThrow(InvalidQueryError)
  })

  it('freezes what a frozen object holds', () => {
    const query = constantQuery(Object.freeze({ fields: ['id'] }))
    expect(Object.isFrozen(query.fields)).toBe(true)
  })

  it('refuses what JSON does not know, but as the value of a filter', () => {
    const shape = (query: ReadQuery): string => keyedTemplateOf(query).shape
    expect(shape({ filter: { id: { _eq: 10n } } })).toBe(shape({ filter: { id: { _eq: 'a' } } }))
    expect(() => shape({ limit: 10n as never })).toThrow(InvalidQueryError)
    expect(() => shape({ filter: { id: { _null: 1n } } })).toThrow(InvalidQueryError)
  })
})
