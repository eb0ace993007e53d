import { type DialectName, shopFixture } from '@relvar/test-databases'
import { describe, expect, it } from 'vitest'
import type { ReadQuery } from '../../src/index.js'
import { SUPPORTED, useFixture } from '../support/fixture.js'
import { policyOf, type Rule } from '../support/rules.js'

/** What makes a vendor gather statistics of `sales`. */
const ANALYSE: Readonly<Record<DialectName, string>> = {
  sqlite: 'analyze',
  postgres: 'analyze',
  cockroachdb: 'analyze sales',
  mariadb: 'analyze table sales',
  mysql: 'analyze table sales',
  mssql: 'update statistics sales',
  oracle: `BEGIN DBMS_STATS.GATHER_TABLE_STATS(USER, '"sales"'); END;`,
}

describe.each(SUPPORTED)('estimates on $name', (dialect) => {
  const test = it.skipIf(dialect.skip)
  const shop = useFixture(dialect, (name) => [...shopFixture(name), ANALYSE[name]])
  const fresh = useFixture(dialect, shopFixture)
  const plans = dialect.name === 'postgres'
  const meta = ['estimate'] as const

  async function estimate(query: ReadQuery, rule?: Rule): Promise<unknown> {
    const session =
      rule === undefined ? shop.session : shop.with({ policy: policyOf({ sales: { read: rule } }) })
    const page = await session.readPage('sales', { fields: ['id'], limit: 1, ...query }, { meta })
    const json = await session.readJson('sales', { fields: ['id'], limit: 1, ...query }, { meta })
    expect(json.meta).toEqual(page.meta)
    return page.meta.estimate
  }

  test('are what statistics say of a table, in a statement of their own', async () => {
    expect(await estimate({})).toBe(12)
    const read = () => shop.session.readJson('sales', { limit: 1 }, { meta })
    expect(await shop.statements(read)).toBe(2)
  })

  test('are null, and no error, where there are no statistics', async () => {
    const { meta: found } = await fresh.session.readPage('sales', { limit: 1 }, { meta })
    const known = { mariadb: expect.any(Number), mysql: expect.any(Number), mssql: 12 } as object
    expect(found.estimate).toEqual((known as Record<string, unknown>)[dialect.name] ?? null)
  })

  test('of a filter are what the planner expects, where it can be asked', async () => {
    const found = await estimate({ filter: { id: { _lte: 6 } } })
    expect(found).toEqual(plans ? expect.any(Number) : null)
    expect(Number(found)).toBeLessThanOrEqual(12)
  })

  test('do not tell of rows that a rule hides', async () => {
    const some = { rows: { id: { _lte: 4 } }, fields: '*' } as const
    const all = Number(await estimate({}, some))
    expect(all).toBeLessThan(12)
    expect(await estimate({}, { fields: '*' })).toBe(12)
    expect(await estimate({ filter: { status: 'paid' } }, some)).toBeNull()
    expect(await estimate({ search: 'paid' }, some)).toBeNull()
    const masked = { fields: { id: {}, status: { id: { _lte: 4 } } } } as const
    expect(await estimate({ filter: { status: 'paid' } }, masked)).toBeNull()
    const closed = { fields: ['id'] } as const
    expect(await estimate({ filter: { id: { _lte: 4 } } }, closed)).toEqual(
      plans ? expect.any(Number) : null,
    )
  })
})
