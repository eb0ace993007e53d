import { describe, expect, it } from 'vitest'
import type { Role } from './people-data.js'
import { possibleParents, roleLines } from './role-tree.js'

const role = (id: string, parent: string | null = null): Role => ({
  id,
  name: id,
  description: null,
  parent,
})
const roles = [
  role('editor', 'staff'),
  role('guest', 'gone'),
  role('junior', 'editor'),
  role('staff'),
]

describe('the tree of roles', () => {
  it('lists each below its parent', () => {
    expect(roleLines(roles).map(({ role: { id }, depth }) => [id, depth])).toEqual([
      ['guest', 0],
      ['staff', 0],
      ['editor', 1],
      ['junior', 2],
    ])
  })

  it('keeps those that lie below each other', () => {
    const lines = roleLines([role('a', 'b'), role('b', 'a')])
    expect(lines.map(({ role: { id } }) => id)).toEqual(['a', 'b'])
  })

  it('lets none lie below itself', () => {
    expect(possibleParents(roles, 'staff').map(({ id }) => id)).toEqual(['guest'])
    expect(possibleParents(roles, 'junior').map(({ id }) => id)).toEqual([
      'editor',
      'guest',
      'staff',
    ])
  })
})
