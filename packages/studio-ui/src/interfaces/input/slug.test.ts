import { expect, it } from 'vitest'
import { slugOf } from './slug.js'

it.each([
  ['Hello, World', 'hello-world'],
  ['  Ærlig talt! Größe', 'aerlig-talt-grosse'],
  ['Crème brûlée ', 'creme-brulee-'],
  ['日本 2026', '日本-2026'],
])('makes of %j %j', (text, slug) => {
  expect(slugOf(text)).toBe(slug)
})
