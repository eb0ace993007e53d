import { expect, it } from 'vitest'
import { accentOf, brightnessOf, ownAccent } from './accent.js'

const CHOSEN = ['#ffcc00', '#00ff00', '#ff0000', '#00ffff', '#ff00ff', '#0000ff', '#fff', '#000000']

it.each(CHOSEN)('keeps %s as bright as the own accent, so that it can be read', (color) => {
  const shades = accentOf(color)
  const differences = ownAccent.map((own, index) =>
    Math.abs(brightnessOf(own) - brightnessOf(shades?.[index] ?? '')),
  )
  expect(Math.max(...differences)).toBeLessThan(0.02)
  // White on the shade of buttons, and the shade of links on white.
  expect(1.05 / (brightnessOf(shades?.[7] ?? '') + 0.05)).toBeGreaterThan(4.5)
})

it('keeps the hue', () => {
  expect(accentOf('#ff0000')?.[7]).toMatch(/^#[b-e].[0-3].[0-3]/)
  expect(accentOf('#888888')?.[5]).toMatch(/^#(..)\1\1$/)
})

it.each(['', 'red', '#12345', 'rgb(1, 2, 3)', '#ffcc00ff'])('takes %j for no colour', (color) => {
  expect(accentOf(color)).toBeNull()
})
