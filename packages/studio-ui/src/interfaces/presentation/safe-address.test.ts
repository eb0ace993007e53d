import { expect, it } from 'vitest'
import { safeAddress } from './safe-address.js'

it.each([
  ['https://example.com/a', 'https://example.com/a'],
  ['mailto:ada@example.com', 'mailto:ada@example.com'],
  ['/admin/content', '/admin/content'],
  ['//evil.example', null],
  ['javascript:alert(1)', null],
  [' JavaScript:alert(1)', null],
  ['data:text/html,x', null],
  ['', null],
])('leads from %j to %j', (given, expected) => {
  expect(safeAddress(given)).toBe(expected)
})
