import { describe, expect, it } from 'vitest'
import type { Filter } from '../../src/index.js'
import { inOne } from '../pair/across.js'
import { SUPPORTED } from '../support/fixture.js'
import { policyOf } from '../support/rules.js'

/** As filters of a query they set no condition, or one that makes no sense. */
const HOLES: readonly unknown[] = [
  { _or: [] },
  { _and: [] },
  { _or: [{}] },
  { _or: [{ id: { _eq: 1 } }, {}] },
  { item: {} },
  { item: { _eq: null } },
  { id: { _in: [] } },
  { shop: {} },
  { shop: { name: null } },
]

describe.each(SUPPORTED)('rules with a hole on $name', (dialect) => {
  it.skipIf(dialect.skip)('are true for no row, of reads, fields and writes', async () => {
    await using place = await inOne(dialect)
    for (const hole of HOLES as readonly Filter[]) {
      const held = (orders: Parameters<typeof policyOf>[0][string]) =>
        place.under(policyOf({ orders })).as({ id: null })
      const said = JSON.stringify(hole)
      const rows = held({ read: { rows: hole, fields: ['id'] } })
      expect(await rows.read('orders'), said).toEqual([])
      const masked = held({ read: { fields: { id: {}, item: hole } } })
      const items = (await masked.read('orders')).map(({ item }) => item)
      expect(new Set(items), said).toEqual(new Set([null]))
      const written = held({ update: { rows: hole, fields: '*' } })
      await expect(
        written.update('orders', { keys: [1] }, { item: 'x' }),
        said,
      ).rejects.toMatchObject({ code: 'FORBIDDEN' })
    }
  })
})
