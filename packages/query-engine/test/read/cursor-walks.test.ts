import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Row } from '../../src/index.js'
import { SUPPORTED, useFixture } from '../support/fixture.js'
import { walk } from '../support/walk.js'
import { BANDS, sorts, walkers, walkersFixture } from '../support/walkers.js'

const RUNS = Number(process.env['CURSOR_RUNS'] ?? 40)
/** Rows with a key from here on come and go while others are read. */
const PASSING = 1000

const keysOf = (rows: readonly Row[]): readonly unknown[] =>
  rows.filter(({ x }) => Number(x) < PASSING).map(({ x, y }) => [x, y])

describe.each(SUPPORTED)('walks by cursors on $name', (dialect) => {
  const world = useFixture(dialect, walkersFixture)

  it.skipIf(dialect.skip)(
    'give each row that stays exactly once, in order, while others come and go',
    async () => {
      await world.session.create('bands', BANDS)
      const given = fc.record({
        rows: walkers(1, 0, 14),
        passing: walkers(PASSING, 0, 12),
        sort: sorts,
        limit: fc.integer({ min: 1, max: 5 }),
        towards: fc.constantFrom('next' as const, 'previous' as const),
      })
      await fc.assert(
        fc.asyncProperty(given, async ({ rows, passing, sort, limit, towards }) => {
          const all = { query: { limit: -1 } }
          await world.session.delete('walkers', all)
          const early = passing.filter((_, index) => index % 2 === 0)
          await world.session.create('walkers', [...rows, ...early])
          const query = { fields: ['x', 'y'], sort }
          const whole = await world.session.read('walkers', { ...query, limit: -1 })
          const last = await world.page(
            'walkers',
            { ...query, limit: 1, offset: Math.max(whole.length - 1, 0) },
            { meta: ['cursors'] },
          )
          const waiting = [...passing]
          const walked =
            towards === 'previous' && whole.length < 2
              ? []
              : await walk({
                  page: world.page.bind(world),
                  table: 'walkers',
                  query: { ...query, limit },
                  towards,
                  from: towards === 'next' ? null : (last.meta.cursors?.previous ?? null),
                  between: async () => {
                    const row = waiting.shift()
                    if (row === undefined) return
                    const { x, y } = row as { x: number; y: string }
                    if (early.includes(row)) {
                      await world.session.delete('walkers', { keys: [{ x, y }] })
                    } else await world.session.create('walkers', [row])
                  },
                })
          const read = towards === 'next' ? walked : [...walked, ...last.data]
          expect(keysOf(read), sort.join()).toEqual(keysOf(whole))
        }),
        { numRuns: RUNS },
      )
    },
    120_000,
  )
})
