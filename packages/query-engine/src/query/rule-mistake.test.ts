import { describe, expect, it } from 'vitest'
import { ruleMistake } from './rule-mistake.js'

describe('the form of a rule', () => {
  it.each([
    {},
    { age: 18 },
    { age: { _gte: 18, _lt: 65 } },
    { _or: [{ age: { _null: true } }, { author_id: { name: { _eq: 'Ada' } } }] },
    { tags: { _or: [{ _contains: 'a' }, { _empty: true }] } },
    { comments: { _some: { stars: { _gt: 3 } } } },
    { meta: { _json: { 'a.b': { _eq: 1 } } } },
    { code: { _regex: '/^[a-z]+$/i' } },
    { 'item:books': { title: { _nnull: true } } },
    { '$FOLLOW(comments,article_id)': { id: { _nnull: true } } },
  ])('is right: %j', (rule) => expect(ruleMistake(rule)).toBeNull())

  it.each([
    [null, 'A rule is an object.'],
    [[], 'A rule is an object.'],
    [{ _eq: 1 }, '"_eq" stands below a field.'],
    [{ '': 1 }, 'A field has a name.'],
    [{ age: { _gtee: 18 } }, '"_gtee" is no operator.'],
    [{ age: [18] }, 'A list stands below an operator.'],
    [{ _and: { age: 18 } }, '"_and" has to be a list.'],
    [{ _or: [{ age: { _and: 1 } }] }, '"_and" has to be a list.'],
    [{ author_id: { name: { _is: 1 } } }, '"_is" is no operator.'],
    [{ comments: { _some: { stars: { _more: 3 } } } }, '"_more" is no operator.'],
    [{ meta: { _json: { a: { _no: 1 } } } }, '"_no" is no operator.'],
    [{ code: { _regex: '(?=a)' } }, '"(?=a)" is no pattern.'],
    [{ code: { _regex: 1 } }, '"1" is no pattern.'],
  ])('is wrong: %j', (rule, mistake) => expect(ruleMistake(rule)).toBe(mistake))
})
