import { CompiledQuery } from 'kysely'
import { skipFileWithout } from '@relvar/test-databases/skip-file-without'
import { describe, expect, it } from 'vitest'
import { SUPPORTED, useFixture } from '../support/fixture.js'
import { walkersFixture } from '../support/walkers.js'

const ROWS = 20_000

/** So many that an index pays; every third has no `whole`. */
const fill = `insert into walkers (x, y, whole, day, rank_no)
  with recursive n (i) as (select 1 union all select i + 1 from n where i < ${ROWS})
  select i, 'k', case when i % 3 = 0 then null else i % 500 end,
    case when i % 2 = 0 then '2024-01-01' else '2024-06-01' end, i % 100 from n`

/**
 * How a vendor tells the way it takes, and what is no way to a page in the middle. Of the greatest
 * first, that is a page of values: amid the NULLs before them, SQLite sorts all values for what may
 * follow, as it finds no range in IS NOT NULL.
 */
const PLANS: Readonly<Record<string, { explain: string; detours: RegExp }>> = {
  sqlite: { explain: 'explain query plan', detours: /SCAN t0 |SCAN t0$/ },
  postgres: { explain: 'explain', detours: /Seq Scan/ },
}

const WITH_PLANS = SUPPORTED.filter(({ name }) => Object.hasOwn(PLANS, name))

skipFileWithout(WITH_PLANS, 'DIALECTS leaves out PostgreSQL and SQLite')

describe.each(WITH_PLANS)('pages by cursor on $name', (dialect) => {
  const world = useFixture(dialect, (name) => [
    ...walkersFixture(name),
    name === 'postgres' ? fill.replaceAll(/'2024-0\d-01'/g, (day) => `date ${day}`) : fill,
    'analyze',
  ])
  const plan = PLANS[dialect.name]

  it.skipIf(dialect.skip).each([
    ['the key', []],
    ['columns that are never NULL', ['day', 'rank_no']],
    ['columns that go either way', ['-day', 'rank_no']],
    ['a column that may be NULL', ['whole']],
    ['a column that may be NULL, the greatest first', ['-whole']],
  ])('begin in the middle of an index, by %s', async (_, sort) => {
    const query = { fields: ['x'], sort, limit: 10 }
    for (const offset of [ROWS / 2, ROWS - 30]) {
      const from = await world.page('walkers', { ...query, offset }, { meta: ['cursors'] })
      const sought = { ...query, after: from.meta.cursors?.next ?? '' }
      const following = await world.read('walkers', { ...query, offset: offset + 10 })
      expect(await world.read('walkers', sought)).toEqual(following)
      const { sql, parameters } = world.session.explain('walkers', sought)
      const { rows } = await world.db.executeQuery<Record<string, unknown>>(
        CompiledQuery.raw(`${plan?.explain} ${sql}`, [...parameters]),
      )
      const way = rows.map((row) => String(row['QUERY PLAN'] ?? row['detail'])).join('\n')
      expect(way).not.toMatch(plan?.detours ?? /./)
      expect(way).toMatch(/SEARCH t0 USING|Index Cond/)
    }
  })
})
