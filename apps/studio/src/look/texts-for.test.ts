import { expect, it } from 'vitest'
import { textsFor } from './texts-for.js'

const all = [
  ['kunde', 'de-DE', 'Kunde'],
  ['kunde', 'de-CH', 'Kundin oder Kunde'],
  ['kunde', 'en-US', 'Customer'],
  ['ort', 'en-GB', 'Town'],
  ['jahr', 'fr-FR', 'Année'],
].map(([key = '', language = '', value = ''], id) => ({ id: String(id), key, language, value }))

it('takes the language itself, then another form of it, then the next language', () => {
  const texts = (...languages: readonly string[]) => Object.fromEntries(textsFor(all, languages))
  expect(texts('de-CH', 'en-US')).toEqual({ kunde: 'Kundin oder Kunde', ort: 'Town' })
  expect(texts('de-AT')).toEqual({ kunde: 'Kunde' })
  expect(texts('DE_de')).toEqual({ kunde: 'Kunde' })
})
