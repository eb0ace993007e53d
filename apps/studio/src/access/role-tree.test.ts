import { describe, expect, it } from 'vitest'
import type { Role } from './people-data.js'
import { possibleParents, roleLines, rolesAbove } from './role-tree.js'

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

  it('tells those above one, the nearest first, and of a cycle each once', () => {
    const above = (role: Role | undefined, all = roles): readonly string[] =>
      role === undefined ? [] : rolesAbove(all, role).map(({ id }) => id)
    expect(above(roles[2])).toEqual(['editor', 'staff'])
    expect(above(roles[1])).toEqual([])
    const cycle = [role('a', 'b'), role('b', 'a')]
    expect(above(cycle[0], cycle)).toEqual(['b', 'a'])
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
