import { connect } from '@relvar/schema-introspect'
import { DIALECTS } from '@relvar/test-databases'
import { describe, expect, it } from 'vitest'
import { runPlan, type SchemaChange } from '../../src/index.js'
import { openWorkshop } from './support.js'

const PART: SchemaChange = {
  kind: 'create-table',
  table: {
    name: 'part',
    columns: [
      { name: 'id', type: 'integer' },
      { name: 'price', type: 'decimal', precision: 20, scale: 4 },
    ],
    primaryKey: ['id'],
  },
}

/** Every value of half a million rows. */
const RETYPE: SchemaChange = {
  kind: 'alter-column',
  table: 'part',
  column: 'price',
  set: { type: 'string', length: 30 },
}

describe.each(DIALECTS)('a change of a large table on $name', (dialect) => {
  const timeout = 120_000
  it.skipIf(dialect.skip)('leaves nothing where its time is over', { timeout }, async () => {
    await using place = await openWorkshop(dialect)
    await place.change([PART])
    await place.execute([
      'insert into part (id, price) values (1, 1234567890.25)',
      ...Array.from(
        { length: 19 },
        (_, index) => `insert into part (id, price) select id + ${2 ** index}, price from part`,
      ),
    ])
    const plan = await place.plan([RETYPE])
    // Also where nobody has analyzed it.
    expect(plan.warnings.map(({ code }) => code)).toContain('rewrite')
    // Before a statement of the plan, and within one.
    for (const statementTimeout of [1, 80]) {
      const hasty = await connect(place.url, { statementTimeout })
      const failure: unknown = await runPlan(hasty, plan, { confirm: true }).catch(
        (error: unknown) => error,
      )
      await hasty.destroy()
      expect(failure).toMatchObject({ code: 'OUT_OF_TIME', details: { category: 'statement' } })
      expect((await place.model()).version).toBe(plan.before.version)
    }
    await runPlan(place.db, plan, { confirm: true })
    expect((await place.rows('part', 'id')).slice(0, 1)).toEqual([
      { id: 1, price: dialect.name === 'sqlite' ? '1234567890.25' : '1234567890.2500' },
    ])
  })
})
