import type { Action, TableKind } from '@relvar/schema-introspect/model'
import { expect, it } from 'vitest'
import type { WireCollection } from '../wire/objects.js'
import { impossibleOf } from './impossible.js'
import type { Impossible } from './matrix.js'

const EVERYTHING: readonly Action[] = ['read', 'create', 'update', 'delete']

function collection(
  kind: TableKind,
  actions: readonly Action[],
  key: readonly string[] = ['id'],
): WireCollection {
  const facts = { schema: 'main', name: 'orders', comment: null, kind, primary_key: key, actions }
  return { collection: 'orders', meta: null, schema: facts }
}

it.each<[string, WireCollection, Impossible]>([
  ['a table', collection('table', EVERYTHING), {}],
  ['a view that can be written', collection('view', EVERYTHING), {}],
  [
    'a view that can only be read',
    collection('view', ['read']),
    { create: 'view', update: 'view', delete: 'view' },
  ],
  [
    'a view whose items have no key',
    collection('materialized-view', ['read'], []),
    { create: 'view', update: 'view', delete: 'view', share: 'no-key' },
  ],
  [
    'a table without a key',
    collection('table', ['read'], []),
    { create: 'no-key', update: 'no-key', delete: 'no-key', share: 'no-key' },
  ],
  [
    'a table that the account of the database may only add to',
    collection('table', ['read', 'create']),
    { update: 'database', delete: 'database' },
  ],
  [
    'a closed table',
    collection('table', [], []),
    { create: 'closed', read: 'closed', update: 'closed', delete: 'closed', share: 'closed' },
  ],
  ['a folder', { collection: 'shop', meta: {}, schema: null }, {}],
])('knows what cannot be done to %s', (_, read, impossible) => {
  expect(impossibleOf(read)).toEqual(impossible)
})
