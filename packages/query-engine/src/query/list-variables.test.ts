import { expect, it } from 'vitest'
import type { Actor } from '../actor.js'
import { listSizes } from './list-variables.js'

const claims = { user: { teams: [1, 2] } }
const actor: Actor = { id: '1', roles: ['a'], policies: ['p'], claims }

it('is the same for requests of the same somebody, which have the same lists and claims', () => {
  expect(listSizes({ ...actor, ip: '::1' })).toBe(listSizes({ ...actor }))
})

it('tells actors apart who share their claims and no lists', () => {
  const sizes = [
    actor,
    { ...actor, roles: ['a', 'b', 'c'] },
    { ...actor, policies: ['p', 'q'] },
    { ...actor, claims: { user: { teams: { all: [1, 2] } } } },
  ].map(listSizes)
  expect(new Set(sizes).size).toBe(sizes.length)
  expect(listSizes(actor)).toBe(sizes[0])
})
