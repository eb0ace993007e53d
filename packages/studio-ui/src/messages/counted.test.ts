import { describe, expect, it } from 'vitest'
import { countedIn } from './counted.js'

describe('where in a list a page is', () => {
  const { range } = countedIn('en')

  it('tells how many items there are, as far as that is known', () => {
    expect(range(1, 50, { number: 4200, isEstimate: false })).toBe('1 to 50 of 4,200')
    expect(range(1, 50, { number: 600_000, isEstimate: true })).toBe('1 to 50 of about 600,000')
    expect(range(1, 50, { number: null, isEstimate: true })).toBe('1 to 50')
  })

  it('believes no statistics that say less than what is seen', () => {
    expect(range(1, 50, { number: 12, isEstimate: true })).toBe('1 to 50')
  })
})
