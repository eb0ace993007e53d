import { shopFixture } from '@relvar/test-databases'
import { describe, expect, it } from 'vitest'
import { createHooks, type Event, type Row } from '../../src/index.js'
import { SUPPORTED, useFixture } from '../support/fixture.js'
import { sessionWith, somebody, told } from './hooked.js'

describe.each(SUPPORTED)('events on $name', (dialect) => {
  const shop = useFixture(dialect, shopFixture)
  const test = it.skipIf(dialect.skip)

  /** An identity column is never written to again there. */
  const keepsNumbers = dialect.name === 'mssql'
  test('are told after the commit, with the keys as they are', async () => {
    const events: Event[] = []
    const inside: number[] = []
    let last: readonly [id: number, change: Row] = [0, {}]
    const session = sessionWith(shop, (hooks) => {
      for (const name of ['items.create', 'items.update', 'items.delete'] as const) {
        hooks.on(name, (event) => {
          events.push(event)
        })
      }
    })
    await session.transaction(async (inner) => {
      const [key] = await inner.create('tags', [{ name: 'event' }])
      const id = keepsNumbers ? Number(key?.['id']) : 600
      last = [id, keepsNumbers ? { name: 'moved' } : { id }]
      await inner.update('tags', { keys: [key ?? 0] }, last[1])
      await inner.delete('tags', { keys: [id, 4711] })
      inside.push(events.length)
    })
    expect(inside).toEqual([0])
    expect(events.map(told)).toEqual([
      {
        name: 'items.create',
        collection: 'tags',
        keys: [{ id: expect.any(Number) as number }],
        payload: { name: 'event' },
      },
      { name: 'items.update', collection: 'tags', keys: [{ id: last[0] }], payload: last[1] },
      { name: 'items.delete', collection: 'tags', keys: [{ id: last[0] }], payload: {} },
    ])
    expect(new Set(events.map(({ id }) => id)).size).toBe(3)
    expect(events.every(({ actor, at }) => actor === somebody && at instanceof Date)).toBe(true)
  })

  test('are not told of what was rolled back, nor of rows that were not there', async () => {
    const events: Event[] = []
    const session = sessionWith(shop, (hooks) => {
      for (const name of ['items.create', 'items.update', 'items.delete'] as const) {
        hooks.on(name, (event) => {
          events.push(event)
        })
      }
    })
    const work = session.transaction(async (inner) => {
      await inner.create('tags', [{ name: 'rolled back' }])
      await inner.create('tags', [{ name: 'sale' }])
    })
    await expect(work).rejects.toMatchObject({ code: 'RECORD_NOT_UNIQUE' })
    await session.update('tags', { keys: [4711] }, { name: 'x' })
    await session.delete('tags', { keys: [4711] })
    expect(events).toEqual([])
  })

  test('of a listener that throws reach the others, and the write stays', async () => {
    const errors: unknown[] = []
    const heard: string[] = []
    const hooks = createHooks()
    hooks.on('items.create', () => {
      throw new Error('deaf')
    })
    hooks.on('items.create', ({ collection }) => {
      heard.push(collection)
    })
    const onListenerError = (error: unknown): void => {
      errors.push(error)
    }
    await shop.with({ hooks, onListenerError }).create('tags', [{ name: 'loud' }])
    await expect.poll(() => heard).toEqual(['tags'])
    expect(errors).toEqual([new Error('deaf')])
    expect(await shop.facts(`select count(*) from tags where name = 'loud'`)).toEqual([[1]])
  })
})
