import { isBriefRead, statementRunnerOf } from '@relvar/schema-introspect'
import { shopFixture } from '@relvar/test-databases'
import { skipFileWithout } from '@relvar/test-databases/skip-file-without'
import { describe, expect, it, vi } from 'vitest'
import type { ReadOptions, ReadQuery, Session } from '../../src/index.js'
import { SUPPORTED, useFixture } from '../support/fixture.js'
import { policyOf, type Rule } from '../support/rules.js'

const POSTGRES = SUPPORTED.filter(({ name }) => name === 'postgres')

skipFileWithout(POSTGRES, 'DIALECTS leaves out PostgreSQL')

describe.each(POSTGRES)('reads on $name that are brief', (dialect) => {
  const test = it.skipIf(dialect.skip)
  const shop = useFixture(dialect, shopFixture)

  /** Whether the statement of a read was said to be brief. */
  async function brief(
    table: string,
    query: ReadQuery,
    options: ReadOptions,
    session: Session = shop.with({}),
  ): Promise<boolean> {
    await shop.facts('select 1')
    await shop.db.selectFrom('tags').select('id').limit(1).execute()
    const runner = statementRunnerOf(shop.db)
    if (runner === undefined) throw new Error('Nothing has opened the driver.')
    using run = vi.spyOn(runner, 'run')
    await session.readJson(table, query, options)
    expect(run).toHaveBeenCalledOnce()
    const [[statement]] = run.mock.calls as [[Parameters<typeof runner.run>[0]]]
    return isBriefRead(statement)
  }
  const ruled = (rule: Rule): Session =>
    shop.with({
      policy: policyOf({ products: { read: rule }, categories: { read: { fields: '*' } } }),
    })

  test('ask for one row of a table by its key', async () => {
    expect(await brief('products', {}, { keys: [1] })).toBe(true)
    expect(await brief('products', { fields: ['id'] }, { keys: [99] })).toBe(true)
  })

  test('ask for no more than that', async () => {
    expect(await brief('products', {}, {})).toBe(false)
    expect(await brief('products', { limit: 1 }, {})).toBe(false)
    expect(await brief('products', {}, { keys: [1, 2] })).toBe(false)
    expect(await brief('products', {}, { keys: [1], meta: ['total_count'] })).toBe(false)
    expect(await brief('products', { filter: { name: { _neq: 'x' } } }, { keys: [1] })).toBe(false)
  })

  test('look into no other table, for what they show or for a rule', async () => {
    expect(await brief('products', { fields: ['id', 'category_id.name'] }, { keys: [1] })).toBe(
      false,
    )
    const own = { rows: { id: { _gt: 0 } }, fields: { id: {}, name: { price: { _gt: 1 } } } }
    expect(await brief('products', {}, { keys: [1] }, ruled(own))).toBe(true)
    const other = { category_id: { name: { _neq: 'x' } } }
    expect(await brief('products', {}, { keys: [1] }, ruled({ rows: other, fields: '*' }))).toBe(
      false,
    )
    const masked = { fields: { id: {}, name: other } }
    expect(await brief('products', {}, { keys: [1] }, ruled(masked))).toBe(false)
  })
})
