import { expect, it } from 'vitest'
import { withArchive } from './archive-filter.js'

const posts = { archived: { field: 'status', value: 'archived' } }
const filter = { title: { _eq: 'x' } }

it('shows all of a collection without an archive', () => {
  expect(withArchive({ archived: null }, filter, 'active')).toBe(filter)
  expect(withArchive(posts, filter, 'all')).toBe(filter)
})

it('counts items without a value as active', () => {
  expect(withArchive(posts, null, 'active')).toEqual({
    _or: [{ status: { _neq: 'archived' } }, { status: { _null: true } }],
  })
})

it('goes together with what else is asked for', () => {
  expect(withArchive(posts, filter, 'archived')).toEqual({
    _and: [filter, { status: { _eq: 'archived' } }],
  })
})
