import { describe, expect, it } from 'vitest'
import { InvalidQueryError } from '../errors.js'
import { parseJson, wholeText } from './whole-json.js'

describe('JSON that the database made', () => {
  it('is parsed, and refused where it was cut', () => {
    expect(parseJson('[1]')).toEqual([1])
    expect(() => parseJson('[{"a":"b')).toThrow(InvalidQueryError)
  })

  it('is looked at only where it may have been cut', () => {
    expect(wholeText('[1', null)).toBe('[1')
    expect(wholeText('[1', 3)).toBe('[1')
    expect(() => wholeText('[12', 3)).toThrow(InvalidQueryError)
    expect(wholeText('[1]', 3)).toBe('[1]')
  })
})
