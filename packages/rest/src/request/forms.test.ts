import { InvalidPayloadError, InvalidQueryError } from '@relvar/query-engine'
import { describe, expect, it } from 'vitest'
import { readCreateForm, readDeleteTarget, readSearchForm, readUpdateForm } from './forms.js'

describe('readCreateForm', () => {
  it.each([
    [undefined, { kind: 'one', item: {} }],
    [{ a: 1 }, { kind: 'one', item: { a: 1 } }],
    [[], { kind: 'many', items: [] }],
    [[{ a: 1 }, {}], { kind: 'many', items: [{ a: 1 }, {}] }],
  ])('reads %j', (body, expected) => {
    expect(readCreateForm(body)).toEqual(expected)
  })

  it.each([[[1]], [[null]], [[[]]]])('refuses %j', (body) => {
    expect(() => readCreateForm(body)).toThrow(InvalidPayloadError)
  })
})

describe('readUpdateForm', () => {
  it.each([
    [[{ id: 1, a: 2 }], { kind: 'each', items: [{ id: 1, a: 2 }] }],
    [
      { keys: [1, '7,3'], data: { a: 2 } },
      { kind: 'same', target: { keys: [1, '7,3'] }, data: { a: 2 } },
    ],
    [
      { query: { limit: '-1' }, data: {} },
      { kind: 'same', target: { query: { limit: -1 } }, data: {} },
    ],
  ])('reads %j', (body, expected) => {
    expect(readUpdateForm(body)).toEqual(expected)
  })

  it.each([
    [undefined, /has to be an object of keys, query, data/],
    [{}, /"data" has to be an object/],
    [{ data: {} }, /Exactly one of "keys" and "query"/],
    [{ keys: [1], query: {}, data: {} }, /Exactly one of "keys" and "query"/],
    [{ keys: [1] }, /"data" has to be an object/],
    [{ keys: [1], data: [] }, /"data" has to be an object/],
    [{ keys: 1, data: {} }, /"keys" has to be an array/],
    [{ keys: [null], data: {} }, /A key has to be/],
    [{ keys: [1], data: {}, dta: {} }, /"dta" is none of keys, query, data/],
    [{ name: 'x' }, /"name" is none of/],
    [[1], /An item has to be an object/],
  ])('refuses %j', (body, reason) => {
    expect(() => readUpdateForm(body)).toThrow(InvalidPayloadError)
    expect(() => readUpdateForm(body)).toThrow(reason)
  })
})

describe('readDeleteTarget', () => {
  it.each([
    [[1, 2], { keys: [1, 2] }],
    [[], { keys: [] }],
    [{ keys: ['a'] }, { keys: ['a'] }],
    [{ query: { filter: { a: 1 } } }, { query: { filter: { a: 1 } } }],
  ])('reads %j', (body, expected) => {
    expect(readDeleteTarget(body)).toEqual(expected)
  })

  it.each([[undefined], [{}], [{ keys: [1], query: {} }], [{ query: 'x' }], [{ data: {} }]])(
    'refuses %j',
    (body) => {
      expect(() => readDeleteTarget(body)).toThrow(InvalidPayloadError)
    },
  )
})

describe('readSearchForm', () => {
  it.each([
    [undefined, { query: {}, meta: [], export: null }],
    [
      { query: { fields: ['a,b'], meta: '*' } },
      { query: { fields: ['a', 'b'] }, meta: ['total_count', 'filter_count'], export: null },
    ],
    [{ keys: [1, { a: 1 }] }, { query: {}, meta: [], export: null, keys: [1, { a: 1 }] }],
  ])('reads %j', (body, expected) => {
    expect(readSearchForm(body)).toEqual(expected)
  })

  it.each([[{ quarry: {} }], [[1]], [{ query: [] }], [{ keys: '1' }]])('refuses %j', (body) => {
    expect(() => readSearchForm(body)).toThrow(InvalidPayloadError)
  })

  it('refuses a query that makes no sense as a query', () => {
    expect(() => readSearchForm({ query: { limit: 'x' } })).toThrow(InvalidQueryError)
  })
})
