import { describe, expect, it } from 'vitest'
import { entityTag, matchesTag } from './etag.js'

it('is weak, equal for equal texts and different for others', () => {
  expect(entityTag('a')).toMatch(/^W\/"[\w-]+"$/)
  expect(entityTag('a')).toBe(entityTag('a'))
  expect(entityTag('a')).not.toBe(entityTag('b'))
})

describe('matchesTag', () => {
  it.each([
    ['W/"a"', true],
    ['"a"', true],
    ['"x", W/"a"', true],
    ['"x,y" , "a"', true],
    ['*', true],
    ['"b"', false],
    ['a', false],
    ['', false],
    [undefined, false],
  ])('compares %s with W/"a"', (header, expected) => {
    expect(matchesTag(header, 'W/"a"')).toBe(expected)
  })
})
