import { describe, expect, it } from 'vitest'
import { likePattern } from './like.js'
import { globPattern } from './sqlite/glob.js'

describe('patterns', () => {
  it.each([
    ['anywhere', 'a', '%a%'],
    ['start', 'a', 'a%'],
    ['end', 'a', '%a'],
    ['whole', 'a', 'a'],
    ['anywhere', '100%_\\', '%100\\%\\_\\\\%'],
  ] as const)('of LIKE match %s literally: %j', (where, text, pattern) => {
    expect(likePattern(where, text)).toBe(pattern)
  })

  it.each([
    ['anywhere', 'a1', '*[aA]1*'],
    ['start', 'Ö', '[Öö]*'],
    ['end', 'é', '*[éÉ]'],
    ['whole', 'ß', 'ß'],
    ['whole', '*?[]', '[*][?][[]]'],
    ['whole', '^-!\\', '^-!\\'],
    ['whole', '🙂', '🙂'],
  ] as const)('of GLOB match %s whatever the case: %j', (where, text, pattern) => {
    expect(globPattern(where, text)).toBe(pattern)
  })
})
