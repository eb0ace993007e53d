import { expect, it } from 'vitest'
import { nextSort } from './sorting.js'

it.each([
  [null, 'a', false, 'a'],
  ['a', 'a', false, '-a'],
  ['-a', 'a', false, null],
  ['a,-b', 'c', false, 'c'],
  ['a', 'b', true, 'a,b'],
  ['a,b', 'a', true, '-a,b'],
  ['-a,b', 'a', true, 'b'],
])('sorts %j by %s, beside others: %s', (before, field, keeps, after) => {
  expect(nextSort(before, field, keeps)).toBe(after)
})
