import { describe, expect, it } from 'vitest'
import type { Filter, ReadQuery } from '../../src/index.js'
import { statements } from '../support/dry.js'

/** Articles have an index of `made` beside that of their key. */
function isFoundFirst(query: ReadQuery): boolean {
  const all = { fields: ['title'], sort: ['id'], limit: 2, ...query }
  return statements('article', all).postgres.includes('from (select "t0"."id", "t0"."title"')
}

describe('the page of a sort that an index gives, on PostgreSQL', () => {
  it.each([
    ['nothing', {}],
    ['columns without an index', { _or: [{ price: { _gt: 1 } }, { title: { _neq: 'x' } }] }],
    ['the column of the sort', { id: { _gt: 7 } }],
  ] satisfies readonly (readonly [string, Filter])[])(
    'is left to it where the filter looks at %s',
    (_, filter) => {
      expect(isFoundFirst({ filter })).toBe(false)
    },
  )

  it.each([
    ['a column that another index begins with', { made: { _gt: '2024-01-01' } }],
    ['one, among others', { _and: [{ price: { _gt: 1 } }, { _or: [{ made: { _null: true } }] }] }],
    ['other tables', { author_id: { name: { _eq: 'x' } } }],
    ['part of a value', { 'year(made)': { _eq: 2024 } }],
  ] satisfies readonly (readonly [string, Filter])[])(
    'is found first where the filter looks at %s: its rows may be few, and sorted',
    (_, filter) => {
      expect(isFoundFirst({ filter })).toBe(true)
    },
  )

  it('is found first where no index gives the order', () => {
    expect(isFoundFirst({ sort: ['price'] })).toBe(true)
  })
})
