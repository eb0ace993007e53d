import { expect, it } from 'vitest'
import { conditionsIn } from './conditions-in.js'

it.each([
  [0, null],
  [0, {}],
  [1, { age: 18 }],
  [1, { age: { _gte: 18, _lt: 65 } }],
  [1, { age: { _or: [{ _lt: 18 }, { _gt: 65 }] } }],
  [3, { _or: [{ state: { _eq: 'paid' } }, { buyer: { name: { _eq: 'Ada' } } }] }],
  [2, { comments: { _some: { stars: { _gt: 3 } } } }],
  [3, { meta: { _json: { a: { _eq: 1 }, b: { _eq: 2 } } } }],
  [1, { place: { _intersects: { type: 'Point', coordinates: [1, 2] } } }],
  [1, { id: { _in: [{ a: 1 }, 2] } }],
])('%i conditions are in %j', (count, filter) => expect(conditionsIn(filter)).toBe(count))
