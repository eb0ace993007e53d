import { describe, expect, it } from 'vitest'
import { passwordStrength } from './password-strength.js'

describe('the strength of a password', () => {
  it.each([
    ['short', 0],
    ['password123456789!A', 1],
    ['aaaaaaaaaaaaaaaa', 1],
    ['marmelade', 1],
    ['Marmelade7', 2],
    ['ein langer satz ohne sinn', 3],
    ['Correct-horse-9', 4],
  ])('of %s is %i', (password, strength) => {
    expect(passwordStrength(password)).toBe(strength)
  })
})
