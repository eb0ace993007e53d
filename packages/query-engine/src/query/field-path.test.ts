import { describe, expect, it } from 'vitest'
import { InvalidQueryError } from '../errors.js'
import { normalise, parseCall, parseJsonPath, splitPath, toPaths } from './field-path.js'

describe('splitPath', () => {
  it.each([
    ['name', ['name']],
    ['author_id.name', ['author_id', 'name']],
    ['author_id.year(born.at)', ['author_id', 'year(born.at)']],
    ['json(meta, a.b[0])', ['json(meta, a.b[0])']],
    ['a.json(b, c.d).e', ['a', 'json(b, c.d)', 'e']],
    ['.', ['', '']],
    ['', ['']],
  ])('splits %j outside parentheses', (text, parts) => {
    expect(splitPath(text)).toEqual(parts)
  })
})

describe('toPaths', () => {
  it('flattens nested selectors in order', () => {
    const fields = [' id ', { author_id: ['name', { country_id: ['*'] }], comments: ['*.*'] }]
    expect(toPaths(fields)).toEqual([
      ['id'],
      ['author_id', 'name'],
      ['author_id', 'country_id', '*'],
      ['comments', '*', '*'],
    ])
  })

  it('moves a relation out of a function', () => {
    expect(toPaths(['year(author_id.born)'])).toEqual([['author_id', 'year(born)']])
  })

  it.each([['id'], [[5]], [[null]], [[['id']]], [[{ a: 'b' }]]])('refuses %j', (fields) => {
    expect(() => toPaths(fields as never)).toThrow(InvalidQueryError)
  })
})

describe('parseCall', () => {
  it.each([
    ['year(date)', { name: 'year', path: ['date'], argument: null }],
    ['json(meta, a.b[0])', { name: 'json', path: ['meta'], argument: 'a.b[0]' }],
    ['json( meta ,a )', { name: 'json', path: ['meta'], argument: 'a' }],
    ['count(a.b)', { name: 'count', path: ['a', 'b'], argument: null }],
    ['year()', { name: 'year', path: [''], argument: null }],
  ])('reads %j', (text, call) => {
    expect(parseCall(text)).toEqual(call)
  })

  it.each(['name', 'year(date', 'year date)', '$FOLLOW(a,b)', '(a)', 'a1(b)'])(
    'takes %j for a plain name',
    (text) => {
      expect(parseCall(text)).toBeNull()
    },
  )
})

describe('normalise', () => {
  it('keeps the argument of a function', () => {
    expect(normalise(['json(a.b.meta, x.y)'])).toEqual(['a', 'b', 'json(meta, x.y)'])
    expect(normalise(['a', 'year(b)'])).toEqual(['a', 'year(b)'])
  })
})

describe('parseJsonPath', () => {
  it.each([
    ['a', ['a']],
    ['a.b.c', ['a', 'b', 'c']],
    ['[0]', [0]],
    ['[0][1].x', [0, 1, 'x']],
    ['a[12].b_1', ['a', 12, 'b_1']],
    ['größe.日本', ['größe', '日本']],
    ['0.1', ['0', '1']],
  ])('reads %j', (text, steps) => {
    expect(parseJsonPath(text, 10)).toEqual(steps)
  })

  it.each([
    '',
    '.',
    'a.',
    '.a',
    'a..b',
    'a[',
    'a[]',
    'a[-1]',
    'a[x]',
    '*',
    '$',
    '$.a',
    "a'b",
    'a"',
    'a b',
    'a[0]b',
    'a.[0]',
  ])('refuses %j', (text) => {
    expect(() => parseJsonPath(text, 10)).toThrow(InvalidQueryError)
  })

  it('counts every step against the limit', () => {
    expect(parseJsonPath('a[0].b', 3)).toEqual(['a', 0, 'b'])
    expect(() => parseJsonPath('a[0].b', 2)).toThrow(/MAX_JSON_QUERY_DEPTH/)
  })
})
