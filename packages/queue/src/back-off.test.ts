import { expect, it } from 'vitest'
import { pauseAfter } from './back-off.js'

it('doubles with each attempt, up to the longest', () => {
  const pauses = [1, 2, 3, 12, 13, 2000].map((attempt) => pauseAfter(attempt, {}, 1))
  expect(pauses).toEqual([1000, 2000, 4000, 2_048_000, 3_600_000, 3_600_000])
  expect(pauseAfter(3, { first: 10, longest: 25 }, 1)).toBe(25)
})

it('leaves half of it to chance', () => {
  expect([0, 0.5, 1].map((random) => pauseAfter(1, {}, random))).toEqual([500, 750, 1000])
  const pause = pauseAfter(1)
  expect(pause).toBeGreaterThanOrEqual(500)
  expect(pause).toBeLessThanOrEqual(1000)
})
