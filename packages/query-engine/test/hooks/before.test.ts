import { shopFixture } from '@relvar/test-databases'
import { describe, expect, it } from 'vitest'
import type { Row } from '../../src/index.js'
import { SUPPORTED, useFixture } from '../support/fixture.js'
import { sessionWith, somebody, told } from './hooked.js'

describe.each(SUPPORTED)('hooks before a write on $name', (dialect) => {
  const shop = useFixture(dialect, shopFixture)
  const test = it.skipIf(dialect.skip)

  test('may change the payload, which is checked anew', async () => {
    const session = sessionWith(shop, (hooks) => {
      hooks.before('items.create', ({ payload }) => ({
        ...payload,
        name: `${String(payload['name'])}!`,
      }))
      hooks.before('items.create', ({ payload }) => ({
        ...payload,
        name: `${String(payload['name'])}?`,
      }))
      hooks.before('items.update', () => ({ nonsense: 1 }), { collections: ['tags'] })
    })
    const [key] = await session.create('tags', [{ name: 'hooked' }])
    expect(await shop.facts(`select name from tags where id = ${String(key?.['id'])}`)).toEqual([
      ['hooked!?'],
    ])
    await expect(session.update('tags', { keys: [1] }, { name: 'x' })).rejects.toThrow(
      '"nonsense" is no field of collection "tags".',
    )
    await session.update('categories', { keys: [6] }, { name: 'Other' })
  })

  test('may veto, and nothing has happened', async () => {
    const session = sessionWith(shop, (hooks) => {
      hooks.before(
        'items.create',
        async ({ session: inner, payload }) => {
          await inner.update('tags', { keys: [1] }, { name: 'changed by a hook' })
          if (payload['name'] === 'never') throw new Error('vetoed')
          return undefined
        },
        { collections: ['categories'] },
      )
      hooks.before('items.delete', () => {
        throw new Error('kept')
      })
    })
    await expect(
      session.create('products', [
        {
          sku: 'v',
          name: 'v',
          price: 1,
          created_at: '2024-01-01',
          category_id: { name: 'never' },
        },
      ]),
    ).rejects.toThrow('vetoed')
    expect(await shop.facts('select name from tags where id = 1')).toEqual([['new']])
    await expect(session.delete('tags', { keys: [5] })).rejects.toThrow('kept')
    expect(await shop.facts('select name from tags where id = 5')).toEqual([['unused']])
  })

  test('hears of every row, nested ones included, and who writes', async () => {
    const heard: Row[] = []
    const session = sessionWith(shop, (hooks) => {
      for (const name of ['items.create', 'items.update', 'items.delete'] as const) {
        hooks.before(name, (change) => {
          expect(change.actor).toBe(somebody)
          heard.push(told(change))
        })
      }
    })
    await session.update(
      'products',
      { keys: [1, 2] },
      { product_tags: { create: [{ tag_id: 5 }] } },
    )
    await session.updateEach('tags', [
      { id: 1, name: 'new' },
      { id: 2, name: 'sale' },
    ])
    await session.delete('product_tags', { keys: ['1,5', '2,5'] })
    expect(heard).toEqual([
      {
        name: 'items.update',
        collection: 'products',
        keys: [{ id: 1 }, { id: 2 }],
        payload: { product_tags: { create: [{ tag_id: 5 }] } },
      },
      ...[1, 2].map((product_id) => ({
        name: 'items.create',
        collection: 'product_tags',
        keys: [],
        payload: { product_id, tag_id: 5 },
      })),
      { name: 'items.update', collection: 'tags', keys: [{ id: 1 }], payload: { name: 'new' } },
      { name: 'items.update', collection: 'tags', keys: [{ id: 2 }], payload: { name: 'sale' } },
      {
        name: 'items.delete',
        collection: 'product_tags',
        keys: [
          { product_id: 1, tag_id: 5 },
          { product_id: 2, tag_id: 5 },
        ],
        payload: {},
      },
    ])
  })
})
