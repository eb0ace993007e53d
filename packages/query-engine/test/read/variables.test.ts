import { shopFixture, spellValue } from '@relvar/test-databases'
import { describe, expect, it } from 'vitest'
import { allowAll, createEngine, InvalidQueryError } from '../../src/index.js'
import type { Filter } from '../../src/index.js'
import { SUPPORTED, useFixture } from '../support/fixture.js'

const DAY = 86_400_000
const text = (offset: number): string =>
  new Date(Date.now() + offset).toISOString().slice(0, 23).replace('T', ' ')

describe.each(SUPPORTED)('dynamic variables on $name', (dialect) => {
  const test = it.skipIf(dialect.skip)
  const shop = useFixture(dialect, (name) => [
    ...shopFixture(name),
    `update customers set created_at = ${spellValue(name, 'timestamp', text(-3 * DAY))} where id = 1`,
    `update customers set created_at = ${spellValue(name, 'timestamp', text(3 * DAY))} where id = 2`,
  ])

  test.each([
    ['now', { created_at: { _gt: '$NOW' } }, [2]],
    ['days ago', { created_at: { _gt: '$NOW(-4 days)' } }, [1, 2]],
    ['days are the unit', { created_at: { _gt: '$NOW(-4)' } }, [1, 2]],
    ['hours ahead', { created_at: { _gt: '$NOW(+96 hours)' } }, []],
    ['weeks ahead', { created_at: { _between: ['$NOW', '$NOW(1 week)'] } }, [2]],
    ['in a list', { created_at: { _in: ['$NOW', '2023-01-01T00:00:00Z'] } }, [3]],
  ] as readonly (readonly [string, Filter, readonly number[]])[])(
    'resolve %s',
    async (_, filter, ids) => {
      expect(await shop.ids('customers', filter)).toEqual(ids)
    },
  )

  test('are taken anew at each run of the same plan', async () => {
    const filter = { id: { _eq: '$CURRENT_USER' } }
    const engine = createEngine({ db: shop.db, schema: shop.schema, policy: allowAll })
    const read = (id: string | null): Promise<readonly unknown[]> =>
      engine.as({ id }).read('tags', { fields: ['id'], filter })
    expect(await read('2')).toEqual([{ id: 2 }])
    expect(await read('3')).toEqual([{ id: 3 }])
    expect(await read(null)).toEqual([])
  })

  test('that are unknown to an anonymous caller match nothing', async () => {
    const filters: readonly Filter[] = [
      { name: { _eq: '$CURRENT_USER' } },
      { name: { _neq: '$CURRENT_USER' } },
      { name: { _eq: '$CURRENT_ROLE' } },
      { name: { _eq: '$CURRENT_USER.name' } },
    ]
    for (const filter of filters) expect(await shop.ids('tags', filter)).toEqual([])
  })

  test('that are lists are no single value', async () => {
    const engine = createEngine({ db: shop.db, schema: shop.schema, policy: allowAll })
    const session = engine.as({ id: null, roles: ['new', 'sale'] })
    const reading = session.read('tags', { filter: { name: { _eq: '$CURRENT_ROLES' } } })
    await expect(reading).rejects.toThrow(InvalidQueryError)
  })

  test('are plain text where they are no variables', async () => {
    expect(await shop.ids('tags', { name: { _eq: '$NOWHERE' } })).toEqual([])
    expect(await shop.ids('tags', { name: { _neq: '$5' } })).toEqual([1, 2, 3, 4, 5])
  })
})
