import { expect, it } from 'vitest'
import { localeOf } from './locale.js'

it('takes the first language that makes sense', () => {
  expect(localeOf('de-CH', 'en-US')).toBe('de-CH')
  expect(localeOf(null, undefined, '', 'no such language', 'fr-fr')).toBe('fr-FR')
  expect(localeOf('x')).toBe('en')
})
