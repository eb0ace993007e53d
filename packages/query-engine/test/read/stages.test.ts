import { shopFixture } from '@relvar/test-databases'
import { describe, expect, it } from 'vitest'
import type { CallStage, Policy } from '../../src/index.js'
import { allowAll } from '../../src/index.js'
import { SUPPORTED, useFixture } from '../support/fixture.js'

describe.each(SUPPORTED)('stages of calls on $name', (dialect) => {
  const test = it.skipIf(dialect.skip)
  const shop = useFixture(dialect, shopFixture)

  test('are told in order, of reads, streams and writes', async () => {
    const stages: CallStage[] = []
    const options = { onStage: (stage: CallStage) => void stages.push(stage) }
    const told = async (call: Promise<unknown>): Promise<readonly CallStage[]> => {
      await call
      return stages.splice(0)
    }
    const { session } = shop
    const read = ['prepare', 'execute']
    expect(await told(session.readJson('tags', { limit: 1 }, options))).toEqual(read)
    expect(await told(session.readOne('tags', 1, {}, options))).toEqual(read)
    expect(await told(session.readPage('tags', {}, { ...options, meta: ['total_count'] }))).toEqual(
      read,
    )
    expect(await told(Array.fromAsync(session.streamJson('tags', {}, options)))).toEqual([
      'prepare',
      'execute',
      'execute',
    ])
    expect(await told(session.create('tags', [{ name: 'staged' }], options))).toEqual(['execute'])
    expect(await told(session.update('tags', { keys: [1] }, { name: 'one' }, options))).toEqual([
      'execute',
    ])
    const failing = session.create('tags', [{ name: null }], options)
    await expect(failing).rejects.toThrow('cannot be null')
    expect(stages.splice(0)).toEqual(['execute'])
  })

  test('are told of statements that are known without making them anew', async () => {
    let guards = 0
    const counting: Policy<unknown> = {
      ...allowAll,
      guardFor: (table, action, actor) => {
        guards++
        return allowAll.guardFor(table, action, actor)
      },
    }
    const session = shop.with({ policy: counting })
    const read = (id: number, options = {}) =>
      session.read('tags', { filter: { id: { _eq: id } } }, options)
    await read(1)
    const before = guards
    expect(before).toBeGreaterThan(0)
    await read(2, { onStage: () => {} })
    expect(guards).toBe(before)
    session.resolve('tags', { filter: { id: { _eq: 3 } } })
    expect(guards).toBe(before)
  })
})
