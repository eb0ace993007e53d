import { shopFixture } from '@relvar/test-databases'
import { describe, expect, it } from 'vitest'
import { type Actor, SYSTEM } from '../../src/index.js'
import { SUPPORTED, useFixture } from '../support/fixture.js'
import { policyOf } from '../support/rules.js'

const validation = [{ customer_id: { _nin: [2] } }]
const policy = policyOf({
  sales: {
    read: { fields: '*' },
    create: { fields: '*', validation, presets: { employee_id: 4, sold_on: '2024-01-01' } },
    update: { fields: '*', validation },
  },
  customers: { read: { fields: '*' }, create: { fields: '*' }, update: { fields: '*' } },
})
const somebody: Actor = { id: '4' }

describe.each(SUPPORTED)('rules on links on $name', (dialect) => {
  const shop = useFixture(dialect, shopFixture, { policy })
  const test = it.skipIf(dialect.skip)

  test('hold however a link is written', async () => {
    const session = shop.as(somebody)
    const ways = [2, '2', { id: 2 }, { id: '2' }, { id: 2, notes: 'x' }]
    const before = await shop.as(SYSTEM).readOne('sales', 1, { fields: ['customer_id'] })
    for (const customer_id of ways) {
      const refused = { errors: [{ code: 'FAILED_VALIDATION' }] }
      await expect(session.create('sales', [{ customer_id }])).rejects.toMatchObject(refused)
      await expect(session.update('sales', { keys: [1] }, { customer_id })).rejects.toMatchObject(
        refused,
      )
    }
    expect(await shop.as(SYSTEM).readOne('sales', 1, { fields: ['customer_id'] })).toEqual(before)
  })

  test('let other links pass, those to items that are new too', async () => {
    const session = shop.as(somebody)
    for (const customer_id of [3, { id: 3 }, { id: 3, notes: 'x' }]) {
      const [key] = await session.create('sales', [{ customer_id }])
      const made = await session.readOne('sales', key ?? 0, { fields: ['customer_id'] })
      expect(made).toEqual({ customer_id: 3 })
    }
  })
})
