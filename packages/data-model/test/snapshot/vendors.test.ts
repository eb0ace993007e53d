import { connect } from '@relvar/schema-introspect'
import { DIALECTS } from '@relvar/test-databases'
import { skipFor } from '@relvar/test-databases/skip-for'
import { describe, expect, it } from 'vitest'
import { planForSnapshot } from '../../src/snapshot/plan-snapshot.js'
import { readSnapshot } from '../../src/snapshot/read-snapshot.js'
import { takeSnapshot } from '../../src/snapshot/take-snapshot.js'
import { NO_DIFF } from './no-diff.js'
import { SAMPLES } from './samples.js'
import { make, sourceOf } from './support.js'

describe.each(DIALECTS)('a snapshot of SQLite on $name', (dialect) => {
  for (const sample of SAMPLES)
    it(
      `makes an empty database like ${sample.name}`,
      skipFor(dialect.skip ?? sample.skip),
      async () => {
        await using database = await dialect.createDatabase()
        const db = await connect(database.url)
        try {
          const snapshot = await sample.snapshot()
          const plan = planForSnapshot(await sourceOf(db), snapshot, 'mirror')
          await make(db, plan)
          const again = planForSnapshot(await sourceOf(db), snapshot, 'mirror')
          expect(again.diff).toEqual(NO_DIFF)
          expect(again.changes).toEqual([])
          const own = takeSnapshot(await sourceOf(db), { unmanaged: true })
          const copy = planForSnapshot(await sourceOf(db), readSnapshot(own), 'mirror')
          expect(copy.diff).toEqual(NO_DIFF)
          expect(copy.notes).toEqual([])
        } finally {
          await db.destroy()
        }
      },
    )
})
