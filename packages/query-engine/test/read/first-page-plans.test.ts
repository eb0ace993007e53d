import { CompiledQuery } from 'kysely'
import { skipFileWithout } from '@relvar/test-databases/skip-file-without'
import { describe, expect, it } from 'vitest'
import { SUPPORTED, useFixture } from '../support/fixture.js'

const ROWS = 20_000

/** So many that an index pays; few have no worker, and few have a helper. */
const shifts = [
  `create table shifts (id integer primary key, worker integer, helper integer,
    moment integer not null, note varchar(100))`,
  'create index shifts_worker on shifts (worker)',
  'create index shifts_helper on shifts (helper)',
  'create index shifts_moment on shifts (moment)',
  `insert into shifts (id, worker, helper, moment, note)
    with recursive n (i) as (select 1 union all select i + 1 from n where i < ${ROWS})
    select i, case when i % 64 > 0 then i % 20 end, case when i % 64 = 0 then i % 20 end, i / 2, 'a note of some length' from n`,
]

/** How a vendor tells the way it takes, and what is said of each step; `detour` reads or sorts all rows. */
interface Way {
  readonly explain: string
  readonly settings: readonly string[]
  readonly analyze: string
  readonly step: (row: Readonly<Record<string, unknown>>) => string
  readonly detour: RegExp
}

const WAYS: Readonly<Record<string, Way>> = {
  sqlite: {
    explain: 'explain query plan',
    settings: [],
    analyze: 'analyze',
    step: (row) => String(row['detail']),
    detour: /TEMP B-TREE|SCAN t0$/,
  },
  postgres: {
    explain: 'explain',
    settings: [],
    analyze: 'analyze shifts',
    step: (row) => String(row['QUERY PLAN']),
    detour: /Seq Scan/,
  },
  mariadb: {
    explain: 'explain',
    // As many rows as it has are read at once.
    settings: ['set session max_recursive_iterations = 30000'],
    analyze: 'analyze table shifts',
    step: ({ table, type, Extra }) => `${String(table)} ${String(type)} ${String(Extra)}`,
    detour: /^t0 (ALL|.*filesort)/m,
  },
}

const WITH_WAYS = SUPPORTED.filter(({ name }) => Object.hasOwn(WAYS, name))

skipFileWithout(WITH_WAYS, 'DIALECTS leaves out all that tell their way')

describe.each(WITH_WAYS)('first pages on $name', (dialect) => {
  const way = WAYS[dialect.name] as Way
  const world = useFixture(dialect, () => [...way.settings, ...shifts, way.analyze])

  it.skipIf(dialect.skip).each([
    ['a column that is seldom NULL', 'worker'],
    ['a column that is seldom NULL, the greatest first', '-worker'],
    ['a column that is NULL most often', 'helper'],
    ['a column that is NULL most often, the greatest first', '-helper'],
    ['a column that is never NULL', 'moment'],
    ['a column that is never NULL, the greatest first', '-moment'],
  ])('are read from an index, by %s', async (_, sort) => {
    const query = { fields: ['id', 'note'], sort: [sort], limit: 20 }
    const { sql, parameters } = world.session.explain('shifts', query)
    const { rows } = await world.db.executeQuery<Record<string, unknown>>(
      CompiledQuery.raw(`${way.explain} ${sql}`, [...parameters]),
    )
    expect(rows.length).toBeGreaterThan(0)
    expect(rows.map(way.step).join('\n')).not.toMatch(way.detour)
  })

  it.skipIf(dialect.skip).each(['worker', '-worker', 'helper', '-helper'])(
    'are those of all rows by %s, also where they reach over the edge of NULLs',
    async (sort) => {
      const all = await world.list('shifts', 'id', { sort: [sort], limit: -1 })
      const few = Math.floor(ROWS / 64)
      for (const offset of [0, 7, few - 10, few, 2_000, ROWS - 10]) {
        const page = await world.list('shifts', 'id', { sort: [sort], limit: 20, offset })
        expect(page).toEqual(all.slice(offset, offset + 20))
      }
    },
  )

  it.skipIf(dialect.skip)('are by the key the same way where rows tie', async () => {
    const all = await world.list('shifts', 'id', { sort: ['worker'], limit: -1 })
    const turned = await world.list('shifts', 'id', { sort: ['-worker'], limit: 500 })
    expect(turned).toEqual(all.toReversed().slice(0, 500))
  })
})
