import { shopFixture } from '@relvar/test-databases'
import { describe, expect, it } from 'vitest'
import { createHooks, type Row } from '../../src/index.js'
import { SUPPORTED, useFixture } from '../support/fixture.js'
import { policyOf } from '../support/rules.js'
import { sessionWith, somebody } from './hooked.js'

describe.each(SUPPORTED)('hooks within a transaction on $name', (dialect) => {
  const shop = useFixture(dialect, shopFixture)
  const test = it.skipIf(dialect.skip)
  describe('within', () => {
    test('may keep books that the actor may not touch, in the same transaction', async () => {
      const hooks = createHooks()
      hooks.within(
        'items.update',
        async ({ system, payload }) => {
          await system.create('categories', [{ name: `changed to ${String(payload['name'])}` }])
        },
        { collections: ['tags'] },
      )
      const session = shop.with(
        { hooks, policy: policyOf({ tags: { read: { fields: '*' }, update: { fields: '*' } } }) },
        somebody,
      )
      await session.update('tags', { keys: [3] }, { name: 'noted' })
      await expect(session.create('categories', [{ name: 'x' }])).rejects.toThrow('categories')
      const undone = session.transaction(async (inner) => {
        await inner.update('tags', { keys: [3] }, { name: 'not noted' })
        throw new Error('changed my mind')
      })
      await expect(undone).rejects.toThrow('changed my mind')
      const sql = "select name from categories where name like 'changed %'"
      expect(await shop.facts(sql)).toEqual([['changed to noted']])
    })

    test('sees the row in the same transaction, and undoes it by throwing', async () => {
      const seen: unknown[] = []
      const session = sessionWith(shop, (hooks) => {
        hooks.within('items.create', async ({ session: inner, keys, collection }) => {
          const [row] = await inner.read(collection, { fields: ['name'] }, { keys })
          seen.push(row)
          if (row?.['name'] === 'undone') throw new Error('undone')
        })
      })
      await session.create('tags', [{ name: 'seen' }])
      await expect(session.create('tags', [{ name: 'undone' }])).rejects.toThrow('undone')
      expect(seen).toEqual([{ name: 'seen' }, { name: 'undone' }])
      expect(await shop.facts(`select name from tags where name in ('seen', 'undone')`)).toEqual([
        ['seen'],
      ])
    })

    test('writes in the same transaction', async () => {
      const session = sessionWith(shop, (hooks) => {
        hooks.within(
          'items.update',
          async ({ session: inner }) => {
            await inner.create('categories', [{ name: 'log of an update' }])
          },
          { collections: ['employees'] },
        )
      })
      const log = () =>
        shop.facts(`select count(*) from categories where name = 'log of an update'`)
      await expect(
        session.transaction(async (inner) => {
          await inner.update('employees', { keys: [1] }, { name: 'x' })
          throw new Error('changed my mind')
        }),
      ).rejects.toThrow('changed my mind')
      expect(await log()).toEqual([[0]])
      await session.update('employees', { keys: [1] }, { name: 'x' })
      expect(await log()).toEqual([[1]])
    })
  })

  describe('before the commit', () => {
    test('look once at what all writes of a transaction have left behind', async () => {
      const seen: (readonly Row[])[] = []
      const key = {}
      const session = sessionWith(shop, (hooks) => {
        hooks.within('items.create', ({ system, beforeCommit }) =>
          beforeCommit(key, async () => {
            const filter = { name: { _starts_with: 'last ' } }
            seen.push(await system.read('tags', { fields: ['name'], filter, sort: ['name'] }))
            if (seen.at(-1)?.length === 3) throw new Error('one too many')
          }),
        )
      })
      await session.transaction(async (inner) => {
        await inner.create('tags', [{ name: 'last 1' }])
        await inner.create('tags', [{ name: 'last 2' }])
      })
      expect(seen).toEqual([[{ name: 'last 1' }, { name: 'last 2' }]])
      await expect(session.create('tags', [{ name: 'last 3' }])).rejects.toThrow('one too many')
      expect(await shop.facts(`select count(*) from tags where name = 'last 3'`)).toEqual([[0]])
    })
  })
})
