import { InvalidQueryError } from '@relvar/query-engine'
import { describe, expect, it } from 'vitest'
import { parseQueryString } from './query-string.js'

const limits = { depth: 10, arrayLimit: 500 }

describe('parseQueryString', () => {
  it.each([
    ['', {}],
    ['?', {}],
    ['?limit=5', { limit: '5' }],
    ['?filter[status][_eq]=live', { filter: { status: { _eq: 'live' } } }],
    ['?filter%5Bstatus%5D%5B_eq%5D=a%26b', { filter: { status: { _eq: 'a&b' } } }],
    ['?search=a+b%2Bc', { search: 'a b+c' }],
    ['?fields[]=id&fields[]=name', { fields: ['id', 'name'] }],
    ['?fields=id&fields=name', { fields: ['id', 'name'] }],
    ['?filter[_or][0][a]=1&filter[_or][1][b]=2', { filter: { _or: [{ a: '1' }, { b: '2' }] } }],
    ['?filter[toString][_eq]=1', { filter: { toString: { _eq: '1' } } }],
    ['?search=%zz', { search: '%zz' }],
    ['?search', { search: '' }],
  ])('reads %s', (search, expected) => {
    expect(parseQueryString(search, limits)).toEqual(expected)
  })

  it.each([
    ['?filter[a=1', /brackets/],
    ['?filter]a[=1', /brackets/],
    ['?filter[[a]]=1', /brackets/],
    ['?filter[a].b=1', /brackets/],
    ['?filter[a][_eq=1', /brackets/],
    ['?filter[__proto__][x]=1', /"__proto__" may not/],
    ['?filter[constructor][prototype][x]=1', /"constructor" may not/],
    ['?deep[a][prototype]=1', /"prototype" may not/],
    [`?filter${'[a]'.repeat(11)}=1`, /10 levels.*QUERYSTRING_MAX_PARSE_DEPTH/],
    [`?${'fields[]=a&'.repeat(501)}`, /500 elements.*QUERYSTRING_ARRAY_LIMIT/],
    ['?fields[501]=a', /500 elements/],
    [`?${'a=1&'.repeat(1001)}`, /1000 parameters/],
  ])('refuses %s', (search, reason) => {
    expect(() => parseQueryString(search, limits)).toThrow(InvalidQueryError)
    expect(() => parseQueryString(search, limits)).toThrow(reason)
  })

  it('lets parameters of others look as they like', () => {
    expect(() => parseQueryString('?utm[=1&__proto__=2&x]y=3', limits)).not.toThrow()
  })

  it('never reaches a prototype', () => {
    parseQueryString('?__proto__[polluted]=1&x[__proto__][polluted]=1', limits)
    expect({}).not.toHaveProperty('polluted')
  })
})
