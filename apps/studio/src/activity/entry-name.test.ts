import { expect, it } from 'vitest'
import { itemsFilter, type Kept, nameOf, pageOf } from './entry-name.js'

const field = { id: 58, collection: 'order lines', field: 'status', interface: 'input' }

it.each<[string, Kept, string | null]>([
  ['fields', field, 'order lines.status'],
  ['relations', { many_collection: 'orders', many_field: 'customer' }, 'orders.customer'],
  ['permissions', { policy: 'p', collection: 'orders', action: 'read' }, 'orders.read'],
  ['presets', { collection: 'orders', bookmark: null }, 'orders'],
  ['policies', { name: 'Sell' }, 'Sell'],
  ['users', { email: 'ada@example.com', first_name: 'Ada' }, 'ada@example.com'],
  ['fields', { id: 58 }, null],
  ['comments', { comment: 'Hello' }, null],
])('names something of %s', (collection, kept, name) => {
  expect(nameOf(collection, kept)).toBe(name)
})

it.each<[string, string, Kept | null, string | null]>([
  ['fields', '58', field, '/settings/data-model/order%20lines'],
  ['fields', '58', null, null],
  ['collections', 'a/b', null, '/settings/data-model/a%2Fb'],
  ['policies', 'p1', null, '/settings/policies/p1'],
  ['permissions', '3', { policy: 'p1' }, '/settings/policies/p1'],
  ['users', 'u1', null, '/users/u1'],
  ['notifications', '7', null, null],
])('leads from %s %s to the page about it', (collection, item, kept, page) => {
  expect(pageOf(collection, item, kept)).toBe(page)
})

it('asks once for each item', () => {
  const about = (collection: string, item: string) => ({ collection, item })
  const entries = [
    about('relvar_fields', '1'),
    about('relvar_roles', 'r'),
    about('relvar_fields', '1'),
  ]
  expect(itemsFilter(entries)).toEqual({
    _or: [
      { collection: { _eq: 'relvar_fields' }, item: { _in: ['1'] } },
      { collection: { _eq: 'relvar_roles' }, item: { _in: ['r'] } },
    ],
  })
})
