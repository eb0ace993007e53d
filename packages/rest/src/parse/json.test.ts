import { describe, expect, it } from 'vitest'
import { JsonTextError, parseJson } from './json.js'

describe('parseJson', () => {
  it.each([
    ['{"a":[1,{"b":null}]}', { a: [1, { b: null }] }],
    ['"text"', 'text'],
    ['9007199254740991', 9007199254740991],
    ['{"text":"12345678901234567890"}', { text: '12345678901234567890' }],
    ['0.12345678901234567', Number('0.12345678901234567')],
    ['12345678901234567890e3', Number('12345678901234567890e3')],
  ])('reads %s', (text, expected) => {
    expect(parseJson(text)).toEqual(expected)
  })

  it.each([
    ['{', /no valid JSON/],
    ['', /no valid JSON/],
    ["{'a':1}", /no valid JSON/],
    ['{"__proto__":{"admin":true}}', /"__proto__" may not/],
    ['[{"a":{"constructor":1}}]', /"constructor" may not/],
    ['{"\\u005f_proto__":1}', /"__proto__" may not/],
    ['{"id":9007199254740993}', /9007199254740993 is too large/],
    ['{"price":12345678901234567.89}', /12345678901234567.89 is too large/],
    [`${'['.repeat(200_000)}${']'.repeat(200_000)}`, /deeper than 100 levels/],
    [`${'['.repeat(200_000)}1234567890123456${']'.repeat(200_000)}`, /deeper than 100 levels/],
  ])('refuses %#', (text, reason) => {
    expect(() => parseJson(text)).toThrow(JsonTextError)
    expect(() => parseJson(text)).toThrow(reason)
  })
})
