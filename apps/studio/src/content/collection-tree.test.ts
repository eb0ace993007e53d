import { describe, expect, it } from 'vitest'
import type { NamedCollection } from '@relvar/studio-ui'
import { treeLines } from './collection-tree.js'

function collection(id: string, meta: NamedCollection['meta'] = null): NamedCollection {
  const facts = { schema: 'main', name: id, comment: null, primary_key: ['id'] }
  return { collection: id, title: id, meta, schema: { ...facts, kind: 'table', actions: ['read'] } }
}

function folder(id: string, group: string | null = null): NamedCollection {
  return { collection: id, title: id, meta: { group }, schema: null }
}

const shop = [
  collection('orders', { group: 'sales', sort: 2 }),
  collection('customers', { group: 'sales', sort: 1 }),
  collection('log', { hidden: true }),
  collection('relvar_users', { system: true }),
  collection('articles'),
  folder('sales'),
]

function shown(...args: Parameters<typeof treeLines>): readonly string[] {
  return treeLines(...args).map(({ depth, id }) => `${' '.repeat(depth)}${id}`)
}

describe('the tree of collections', () => {
  it('puts collections in their folders, in the order that somebody gave', () => {
    expect(shown(shop)).toEqual(['articles', 'sales', ' customers', ' orders'])
  })

  it('shows what is hidden on demand', () => {
    expect(shown(shop, { hidden: true })).toContain('log')
  })

  it('keeps the folders of what a filter finds', () => {
    expect(shown(shop, { filter: 'ORD' })).toEqual(['sales', ' orders'])
    expect(shown(shop, { filter: 'nothing' })).toEqual([])
  })

  it('comes to an end where folders contain each other', () => {
    expect(shown([folder('a', 'b'), folder('b', 'a'), collection('c')])).toEqual(['c'])
  })
})
