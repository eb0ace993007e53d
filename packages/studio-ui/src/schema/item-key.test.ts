import { describe, expect, it } from 'vitest'
import { keyOfText, keyText } from './item-key.js'

describe('keys of paths and of history', () => {
  it.each([
    [['id'], '7', '7'],
    [['code'], 'a%2Fb%2C%25', 'a/b,%'],
    [['sale_id', 'line_no'], '7,3', '7,3'],
    [['left', 'right'], 'a%2Cb,100%25', 'a%2Cb,100%25'],
    [['left', 'right'], 'a%2Fb,%20', 'a/b, '],
  ])('of %j say the same: %s', (primaryKey, key, text) => {
    expect(keyText(primaryKey, key)).toBe(text)
    expect(keyOfText(primaryKey, text)).toBe(key)
  })
})
