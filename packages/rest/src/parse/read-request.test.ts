import { InvalidQueryError } from '@relvar/query-engine'
import { describe, expect, it } from 'vitest'
import { readRequest, shapeOf } from './read-request.js'

type Case = readonly [parameters: Record<string, unknown>, query: Record<string, unknown>]
type Refusal = readonly [parameters: Record<string, unknown>, reason: RegExp]

function reads(cases: readonly Case[]): void {
  it.each(cases)('reads %j', (parameters, query) => {
    expect(readRequest(parameters).query).toEqual(query)
  })
}

function refuses(cases: readonly Refusal[]): void {
  it.each(cases)('refuses %j', (parameters, reason) => {
    expect(() => readRequest(parameters)).toThrow(InvalidQueryError)
    expect(() => readRequest(parameters)).toThrow(reason)
  })
}

describe.each(['fields', 'sort', 'groupBy'])('%s', (name) => {
  reads([
    [{ [name]: 'a,b.c' }, { [name]: ['a', 'b.c'] }],
    [{ [name]: ' a , -b ,' }, { [name]: ['a', '-b'] }],
    [{ [name]: ['a', 'b,c'] }, { [name]: ['a', 'b', 'c'] }],
    [
      { [name]: 'year(a),json(meta, a.b[0]),c' },
      { [name]: ['year(a)', 'json(meta, a.b[0])', 'c'] },
    ],
    [{ [name]: 'unbalanced),b' }, { [name]: ['unbalanced)', 'b'] }],
    [{ [name]: '' }, {}],
    [{ [name]: [] }, {}],
    [{ [name]: null }, {}],
  ])
  refuses([
    [{ [name]: { a: 1 } }, new RegExp(`"${name}" has to be text or a list`)],
    [{ [name]: ['a', 5] }, new RegExp(`"${name}" has to be text or a list`)],
  ])
})

describe('filter', () => {
  reads([
    [{ filter: { a: { _eq: '1' } } }, { filter: { a: { _eq: '1' } } }],
    [{ filter: '{"a":{"_eq":1}}' }, { filter: { a: { _eq: 1 } } }],
    [
      { filter: { a: { _eq: 'null' }, b: { _neq: 'NULL' } } },
      { filter: { a: { _eq: null }, b: { _neq: null } } },
    ],
    [
      { filter: { a: { _null: 'true' }, b: { _nempty: 'false' } } },
      { filter: { a: { _null: true }, b: { _nempty: false } } },
    ],
    [{ filter: { a: { _eq: 'true' } } }, { filter: { a: { _eq: 'true' } } }],
    [{ filter: { a: { _in: '1,2' } } }, { filter: { a: { _in: '1,2' } } }],
    [{ filter: { _or: [{ a: 'null' }, {}] } }, { filter: { _or: [{ a: null }, {}] } }],
    [{ filter: { a: { _null: '' } } }, { filter: { a: { _null: '' } } }],
    [{ filter: '' }, {}],
    [{ filter: [] }, {}],
    [{ filter: '[]' }, {}],
    [{ filter: '{}' }, { filter: {} }],
    [{ filter: null }, {}],
  ])
  refuses([
    [{ filter: '{"a":' }, /"filter" cannot be read. It is no valid JSON/],
    [{ filter: '5' }, /"filter" has to be an object/],
    [{ filter: 'null' }, /"filter" has to be an object/],
    [{ filter: 5 }, /"filter" has to be an object/],
    [{ filter: ['a'] }, /"filter" has to be an object/],
    [{ filter: '{"__proto__":{}}' }, /"__proto__" may not/],
    [{ filter: '{"id":{"_eq":9007199254740993}}' }, /too large/],
  ])
})

describe('search', () => {
  reads([
    [{ search: ' term ' }, { search: 'term' }],
    [{ search: 7 }, { search: '7' }],
    [{ search: '  ' }, {}],
  ])
  refuses([
    [{ search: ['a', 'b'] }, /"search" has to be text/],
    [{ search: { a: 'b' } }, /"search" has to be text/],
  ])
})

describe('limit, offset and page', () => {
  reads([
    [{ limit: '5' }, { limit: 5 }],
    [{ limit: 0 }, { limit: 0 }],
    [{ limit: '-1' }, { limit: -1 }],
    [{ offset: '10' }, { offset: 10 }],
    [{ page: 3 }, { page: 3 }],
    [{ page: '0' }, { page: 1 }],
    [{ limit: null }, {}],
  ])
  refuses([
    ...['', '-2', '1.5', 'ten', '1e3', '99999999999999999999', ' ', ['1', '2'], true].map(
      (limit): Refusal => [{ limit }, /"limit" has to be a whole number of at least -1/],
    ),
    ...['', '-1', 'x', 0.5].map((offset): Refusal => [
      { offset },
      /"offset" has to be a whole number of at least 0/,
    ]),
    ...['', '-1', 'x', '2.0'].map((page): Refusal => [
      { page },
      /"page" has to be a whole number of at least 0/,
    ]),
  ])
})

describe('aggregate', () => {
  reads([
    [{ aggregate: { count: '*' } }, { aggregate: { count: ['*'] } }],
    [{ aggregate: { sum: 'a,b', min: ['c'] } }, { aggregate: { sum: ['a', 'b'], min: ['c'] } }],
    [{ aggregate: '{"avg":["price"]}' }, { aggregate: { avg: ['price'] } }],
    [{ aggregate: { countAll: '' } }, { aggregate: { countAll: ['*'] } }],
    [{ aggregate: '' }, {}],
    [{ aggregate: {} }, {}],
  ])
  refuses([
    [{ aggregate: 'x' }, /"aggregate" cannot be read/],
    [{ aggregate: '5' }, /"aggregate" has to be an object/],
    [{ aggregate: ['count'] }, /"aggregate" has to be an object/],
    [{ aggregate: { median: 'a' } }, /"median" of "aggregate" is no aggregate function/],
    [{ aggregate: { toString: 'a' } }, /is no aggregate function/],
    [{ aggregate: { sum: '' } }, /"aggregate.sum" names no field/],
  ])
})

describe('deep', () => {
  reads([
    [
      { deep: { comments: { _limit: '3', _sort: '-id', _filter: { a: { _null: 'true' } } } } },
      { deep: { comments: { _limit: 3, _sort: ['-id'], _filter: { a: { _null: true } } } } },
    ],
    [{ deep: '{"a":{"b":{"_page":2}}}' }, { deep: { a: { b: { _page: 2 } } } }],
    [
      { deep: { 'item:headings': { _search: 'x' } } },
      { deep: { 'item:headings': { _search: 'x' } } },
    ],
    [
      { deep: { a: { _aggregate: { count: '*' }, _groupBy: 'x' } } },
      { deep: { a: { _aggregate: { count: ['*'] }, _groupBy: ['x'] } } },
    ],
    [{ deep: 'text' }, {}],
    [{ deep: '5' }, {}],
    [{ deep: ['a'] }, {}],
    [{ deep: null }, {}],
  ])
  refuses([
    [{ deep: { a: { _limit: 'x' } } }, /"deep.a._limit" has to be a whole number/],
    [{ deep: { a: { _fields: 'x' } } }, /"deep.a._fields" is none of _filter, _sort/],
    [{ deep: { a: { _deep: {} } } }, /"deep.a._deep" is none of/],
    [{ deep: { a: 'x' } }, /"deep.a" has to be an object/],
    [{ deep: '{"constructor":{}}' }, /"constructor" may not/],
  ])
})

describe('alias', () => {
  reads([
    [{ alias: { recent: 'comments' } }, { alias: { recent: 'comments' } }],
    [{ alias: '{"y":"year(date)"}' }, { alias: { y: 'year(date)' } }],
    [{ alias: '' }, {}],
  ])
  refuses([
    [{ alias: 'x' }, /"alias" cannot be read/],
    [{ alias: ['a'] }, /"alias" has to be an object/],
    [{ alias: { a: { b: 'c' } } }, /"alias.a" has to be the name of a field/],
  ])
})

describe('backlink', () => {
  reads([
    [{ backlink: 'false' }, { backlink: false }],
    [{ backlink: true }, { backlink: true }],
    [{ backlink: '' }, {}],
  ])
  refuses([[{ backlink: 'no' }, /"backlink" has to be true or false/]])
})

describe('meta', () => {
  it.each([
    ['*', ['total_count', 'filter_count']],
    ['filter_count', ['filter_count']],
    ['filter_count,total_count', ['total_count', 'filter_count']],
    [['filter_count'], ['filter_count']],
    ['', []],
    [undefined, []],
  ])('reads %j', (meta, expected) => {
    expect(readRequest({ meta }).meta).toEqual(expected)
  })

  refuses([[{ meta: 'page_count' }, /"page_count" of "meta" is none of/]])
})

describe('export', () => {
  it.each(['csv', 'csv_utf8', 'json', 'xml', 'yaml'])('reads %s', (format) => {
    expect(readRequest({ export: format }).export).toBe(format)
  })

  refuses([
    [{ export: 'pdf' }, /"export" has to be one of csv/],
    [{ export: '' }, /"export" has to be one of csv/],
  ])
})

it('ignores parameters it does not know', () => {
  expect(readRequest({ utm_source: 'x', access_token: 'y' })).toEqual({
    query: {},
    meta: [],
    export: null,
  })
})

it('keeps only what shapes rows where the rows are chosen otherwise', () => {
  const { query } = readRequest({
    fields: 'a',
    filter: '{}',
    sort: 'a',
    limit: 1,
    deep: { a: {} },
    alias: { b: 'c' },
  })
  expect(shapeOf(query)).toEqual({ fields: ['a'], deep: { a: {} }, alias: { b: 'c' } })
})
