import { describe, expect, it } from 'vitest'
import { entityTag, matchesStrongTag, matchesTag, strongTag } from './etag.js'

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

it('is strong where bodies are the same byte for byte', () => {
  expect(strongTag('a')).toMatch(/^"[\w-]+"$/)
  expect(matchesTag(strongTag('a'), entityTag('a'))).toBe(true)
})

describe('matchesStrongTag', () => {
  it.each([
    ['"a"', true],
    ['"x", "a"', true],
    ['"x,y" , "a"', true],
    ['*', true],
    ['W/"a"', false],
    ['"x", W/"a"', false],
    ['"b"', false],
    ['a', false],
    ['', false],
  ])('compares %s with "a"', (header, expected) => {
    expect(matchesStrongTag(header, '"a"')).toBe(expected)
  })

  it.each(['*', '"a"', ''])('finds nothing where nothing is: %s', (header) => {
    expect(matchesStrongTag(header, null)).toBe(false)
  })
})
