import { DIALECTS } from '@relvar/test-databases'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { planForSnapshot } from '../../src/snapshot/plan-snapshot.js'
import { readSnapshot } from '../../src/snapshot/read-snapshot.js'
import type { Snapshot } from '../../src/snapshot/snapshot.js'
import { takeSnapshot } from '../../src/snapshot/take-snapshot.js'
import { Dice, randomChanges } from '../change/random-changes.js'
import { openWorkshop, type Workshop } from '../change/support.js'
import { NO_DIFF } from './no-diff.js'
import { make, sourceOf } from './support.js'

const RUNS = Number(process.env['SNAPSHOT_RUNS'] ?? 4)
const numbers = fc.array(fc.nat(1_000_000), { minLength: 40, maxLength: 120 })

async function fileOf({ db }: Workshop): Promise<Snapshot> {
  const taken = takeSnapshot(await sourceOf(db), { unmanaged: true })
  return readSnapshot(JSON.parse(JSON.stringify(taken)))
}

async function becomeLike({ db }: Workshop, file: Snapshot): Promise<void> {
  await make(db, planForSnapshot(await sourceOf(db), file, 'mirror'))
  const again = planForSnapshot(await sourceOf(db), file, 'mirror')
  expect([again.diff, again.changes], JSON.stringify(file)).toEqual([NO_DIFF, []])
}

describe.each(DIALECTS)('snapshots of random schemas on $name', (dialect) => {
  it.skipIf(dialect.skip)(
    'make an empty database like them, and are no different from where they were taken',
    async () => {
      await fc.assert(
        fc.asyncProperty(numbers, async (given) => {
          await using source = await openWorkshop(dialect)
          await using empty = await openWorkshop(dialect)
          const dice = new Dice(given)
          await source.change(randomChanges(dice, await source.model(), 8))
          await becomeLike(empty, await fileOf(source))
          await source.change(randomChanges(dice, await source.model(), 4))
          const { diff } = planForSnapshot(
            await sourceOf(source.db),
            await fileOf(source),
            'mirror',
          )
          expect(diff).toEqual(NO_DIFF)
        }),
        { numRuns: RUNS, endOnFailure: true },
      )
    },
    120_000,
  )
})
