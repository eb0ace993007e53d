import { expect, it } from 'vitest'
import { changesBetween } from './changes.js'

it('tells what fields were before', () => {
  const before = { status: 'new', total: 3, tags: ['a'] }
  const data = { status: 'paid', total: 3, tags: ['a'] }
  expect(changesBetween(before, { data, delta: { status: 'paid' } })).toEqual([
    { field: 'status', before: 'new', after: 'paid' },
  ])
  expect(changesBetween(before, { data, delta: null })).toEqual([
    { field: 'status', before: 'new', after: 'paid' },
  ])
})

it('tells all of what is new', () => {
  expect(changesBetween(null, { data: { name: 'a', note: null }, delta: null })).toEqual([
    { field: 'name', before: undefined, after: 'a' },
    { field: 'note', before: undefined, after: null },
  ])
})
