import { shopFixture } from '@relvar/test-databases'
import { describe, expect, it } from 'vitest'
import { allowAll, anonymous, createEngine, createHooks, isSystem } from '../src/index.js'
import { SUPPORTED, useFixture } from './support/fixture.js'

describe.each(SUPPORTED)("somebody else's transaction on $name", (dialect) => {
  const shop = useFixture(dialect, shopFixture)
  const test = it.skipIf(dialect.skip)

  test('holds what an engine writes in it, and is told of after its commit', async () => {
    const { db, schema } = shop
    const hooks = createHooks()
    const told: string[] = []
    hooks.on('items.create', ({ payload }) => void told.push(String(payload['name'])))
    const engine = createEngine({ db, schema, policy: allowAll, hooks })
    const write = (name: string) =>
      db.transaction().execute(async (transaction) => {
        const tell = await engine.within(transaction, anonymous, async (session, system) => {
          await session.create('tags', [{ name }])
          expect(isSystem(system.actor)).toBe(true)
          expect(await system.read('tags', { filter: { name: { _eq: name } } })).toHaveLength(1)
        })
        if (name === 'dropped') throw new Error('Not this one.')
        return tell
      })

    const tell = await write('kept')
    expect(told).toEqual([])
    tell()
    await expect.poll(() => told).toEqual(['kept'])
    await expect(write('dropped')).rejects.toThrow('Not this one.')
    expect(await shop.facts(`select name from tags where name in ('kept', 'dropped')`)).toEqual([
      ['kept'],
    ])
  })
})
