import { expect, it } from 'vitest'
import { uuidV7 } from './uuid-v7.js'

it('begins with its time, has version and variant, and differs each time', () => {
  // The example of RFC 9562, appendix A.6: 2022-02-22T14:22:22-05:00.
  const now = 1_645_557_742_000
  expect(uuidV7(now)).toMatch(/^017f22e2-79b0-7[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/)
  expect(new Set(Array.from({ length: 100 }, () => uuidV7(now))).size).toBe(100)
})
