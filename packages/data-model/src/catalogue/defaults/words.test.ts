import { expect, it } from 'vitest'
import { titleOf, wordsOf } from './words.js'

it.each([
  ['CustomerID', ['customer', 'id']],
  ['created_at', ['created', 'at']],
  ['HTMLBody', ['html', 'body']],
  ['Unit Price', ['unit', 'price']],
  ['user-name', ['user', 'name']],
  ['address2', ['address2']],
  ['straßeNr', ['straße', 'nr']],
  ['__', []],
  ['', []],
])('finds the words of %j', (name, words) => {
  expect(wordsOf(name)).toEqual(words)
})

it.each([
  ['in_progress', 'In Progress'],
  ['Shipped', 'Shipped'],
  ['日本', '日本'],
  ['-', '-'],
  ['', ''],
])('writes %j as people do', (name, title) => {
  expect(titleOf(name)).toBe(title)
})
