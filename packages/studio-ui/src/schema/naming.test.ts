import { expect, it } from 'vitest'
import { inLanguage, nameIn, textIn, textsIn } from './naming.js'

const naming = { locale: 'de-CH', texts: new Map([['pay', 'Bezahlen']]) }

it('names things in the language, in another form of it, or not at all', () => {
  const names = [
    { language: 'en-US', translation: 'Customers' },
    { language: 'de-DE', translation: 'Kunden' },
  ]
  expect(nameIn(names, naming)).toBe('Kunden')
  expect(nameIn([...names, { language: 'de_ch', translation: 'Kundschaft' }], naming)).toBe(
    'Kundschaft',
  )
  expect(nameIn(names, { ...naming, locale: 'fr-FR' })).toBeNull()
})

it('takes nothing for a name that is none', () => {
  for (const said of [null, 'Kunden', [null], [{ language: 'de' }]])
    expect(nameIn(said, naming)).toBeNull()
  expect(nameIn([{ language: 'de-CH', translation: ' ' }], naming)).toBeNull()
  expect(inLanguage([{ language: 'den' }], 'de')).toBeUndefined()
})

it('writes the words of the project, and a key without one as its title', () => {
  expect(textIn('$t:pay', naming)).toBe('Bezahlen')
  expect(textIn('$t:ship_to', naming)).toBe('Ship To')
  expect(textIn('costs $t:pay', naming)).toBe('costs $t:pay')
  const options = { placeholder: '$t:pay', choices: [{ text: '$t:pay', value: 1 }], min: null }
  expect(textsIn(options, naming)).toEqual({
    placeholder: 'Bezahlen',
    choices: [{ text: 'Bezahlen', value: 1 }],
    min: null,
  })
})
