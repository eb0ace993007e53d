import type { WireCollection } from '@relvar/studio-ui'
import { expect, it } from 'vitest'
import type { TreeLine } from '../content/collection-tree.js'
import { moveLine, statesOf, withoutTail } from './model-lines.js'

const groups: Readonly<Record<string, string>> = { inner: 'folder', other: 'folder' }
const groupOf = (id: string): string | null => groups[id] ?? null
const lines: readonly TreeLine[] = ['folder', 'inner', 'other', 'last'].map((id) => ({
  id,
  title: id,
  depth: 0,
  kind: 'collection',
  isHidden: false,
}))

it('moves a collection to the place of another, into its folder', () => {
  expect(moveLine(lines, groupOf, 'last', 'other')).toEqual([
    { collection: 'inner', meta: { sort: 1, group: 'folder' } },
    { collection: 'last', meta: { sort: 2, group: 'folder' } },
    { collection: 'other', meta: { sort: 3, group: 'folder' } },
  ])
  expect(moveLine(lines, groupOf, 'folder', 'last').map(({ collection }) => collection)).toEqual([
    'last',
    'folder',
  ])
})

it('gives no place to what nobody has said anything about, where that changes nothing', () => {
  const placed = moveLine(lines, () => null, 'last', 'inner')
  const names = withoutTail(placed, 'last', (id) => id === 'folder').map((each) => each.collection)
  expect(names).toEqual(['folder', 'last'])
})

it('puts no folder into itself', () => {
  expect(moveLine(lines, groupOf, 'folder', 'inner')).toEqual([])
})

it('says what is to be known of a collection', () => {
  const table = (kind: string, key: readonly string[], meta: object | null) =>
    statesOf({ collection: 'a', meta, schema: { kind, primary_key: key } } as WireCollection)
  expect(table('table', ['id'], null)).toEqual(['unmanaged'])
  expect(table('view', [], { hidden: true })).toEqual(['view', 'noKey', 'managed', 'hidden'])
  expect(statesOf({ collection: 'a', meta: {}, schema: null })).toEqual(['folder'])
})
