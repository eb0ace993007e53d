import { describe, expect, it } from 'vitest'
import { addNode, moveNode, replaceNode, wrapNode } from './edit-tree.js'
import { countRules, type FilterNode, newRule, readFilter, writeFilter } from './filter-tree.js'

/** The tree in a line per node, as people would tell it. */
function told(node: FilterNode): unknown {
  if (node.kind === 'rule') return `${node.path.join('.')} ${node.operator} ${String(node.value)}`
  const head = [...node.scope, node.logic].join(' ')
  return { [head]: node.children.map(told) }
}

describe('a filter as a tree', () => {
  it.each([
    [null, []],
    [{}, []],
    [{ a: 1, b: { _gt: 2 } }, ['a _eq 1', 'b _gt 2']],
    [{ a: { _gt: 1, _lt: 9 } }, ['a _gt 1', 'a _lt 9']],
    [{ artist: { name: { _eq: 'Bach' } } }, ['artist.name _eq Bach']],
    [{ a: { _eq: null }, b: { _neq: null } }, ['a _null true', 'b _nnull true']],
    [{ a: { _null: false }, b: { _nempty: 'false' } }, ['a _nnull true', 'b _empty true']],
    [{ a: { _in: '1,2' }, b: { _in: '$CURRENT_ROLES' } }, ['a _in 1,2', 'b _in $CURRENT_ROLES']],
    [{ rows: { _none: { a: { _eq: 1 } } } }, ['rows._none.a _eq 1']],
    [{ 'year(born)': { _eq: 1 } }, ['year(born) _eq 1']],
    [{ _or: [{ a: 1 }, { b: 2, c: 3 }] }, { _or: ['a _eq 1', { _and: ['b _eq 2', 'c _eq 3'] }] }],
    [{ rows: { a: 1, b: 2 } }, [{ 'rows _and': ['a _eq 1', 'b _eq 2'] }]],
    [{ rows: { _or: [{ a: 1 }, { b: 2 }] } }, [{ 'rows _or': ['a _eq 1', 'b _eq 2'] }]],
  ])('reads %j', (json, expected) => {
    expect(told(readFilter(json))).toEqual(Array.isArray(expected) ? { _and: expected } : expected)
  })

  it.each([
    { a: { _eq: 1 } },
    { _and: [{ a: { _gt: 1 } }, { a: { _lt: 9 } }] },
    { _or: [{ artist: { name: { _icontains: 'x' } } }, { b: { _null: true } }] },
    { rows: { _and: [{ a: { _eq: 1 } }, { b: { _eq: 2 } }] } },
    { rows: { _some: { a: { _between: [1, 2] } } } },
    { place: { _intersects: { type: 'Point', coordinates: [1, 2] } } },
    { meta: { _json: { 'a.b': { _eq: 1 } } } },
    { __proto__x: { _eq: '$NOW(-7 days)' } },
  ])('writes %j as it was', (json) => {
    expect(writeFilter(readFilter(json))).toEqual(json)
  })

  it('leaves out what is half-typed', () => {
    const root = readFilter({ _or: [{ a: 1 }, { b: { _in: [] } }, { c: { _between: [1, ''] } }] })
    expect(writeFilter(root)).toEqual({ a: { _eq: 1 } })
    expect(writeFilter(readFilter({ a: { _eq: '' } }))).toBeNull()
    expect(writeFilter(readFilter({ a: { _eq: false } }))).toEqual({ a: { _eq: false } })
  })

  it.each([1, 'text', [1], { _and: 1 }, { _or: {} }, { a: [1] }])('refuses %j', (json) => {
    expect(() => readFilter(json)).toThrow(TypeError)
  })

  it('counts rules at any depth', () => {
    expect(countRules(null)).toBe(0)
    expect(countRules({ _or: [{ a: 1 }, { b: { _gt: 1, _lt: 2 } }] })).toBe(3)
  })
})

describe('a tree that is edited', () => {
  const root = readFilter({ _and: [{ a: 1 }, { _or: [{ b: 2 }, { c: 3 }] }, { d: 4 }] })
  const [a, group, d] = root.children
  const ids = { a: a?.id ?? 0, group: group?.id ?? 0, d: d?.id ?? 0 }

  it('adds, replaces and removes', () => {
    expect(told(addNode(root, ids.group, newRule(['x'], '_null', true)))).toEqual({
      _and: ['a _eq 1', { _or: ['b _eq 2', 'c _eq 3', 'x _null true'] }, 'd _eq 4'],
    })
    expect(told(replaceNode(root, ids.group, () => null))).toEqual({
      _and: ['a _eq 1', 'd _eq 4'],
    })
  })

  it('moves into groups and out of them', () => {
    const into = moveNode(root, ids.a, 1)
    expect(told(into)).toEqual({ _and: [{ _or: ['a _eq 1', 'b _eq 2', 'c _eq 3'] }, 'd _eq 4'] })
    expect(told(moveNode(into, ids.a, -1))).toEqual(told(root))
    expect(told(moveNode(root, ids.d, -1))).toEqual({
      _and: ['a _eq 1', { _or: ['b _eq 2', 'c _eq 3', 'd _eq 4'] }],
    })
    expect(told(moveNode(root, ids.d, 1))).toEqual(told(root))
  })

  it('wraps what is to be one of several', () => {
    expect(told(wrapNode(root, ids.a))).toEqual({
      _and: [{ _or: ['a _eq 1'] }, { _or: ['b _eq 2', 'c _eq 3'] }, 'd _eq 4'],
    })
  })
})
