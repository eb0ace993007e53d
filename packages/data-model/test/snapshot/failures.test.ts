import { introspect } from '@relvar/schema-introspect'
import { DIALECTS, type TestDialect } from '@relvar/test-databases'
import { describe, expect, it } from 'vitest'
import { runPlan, type SchemaChange } from '../../src/index.js'
import { planForSnapshot } from '../../src/snapshot/plan-snapshot.js'
import { readSnapshot } from '../../src/snapshot/read-snapshot.js'
import type { Snapshot } from '../../src/snapshot/snapshot.js'
import { takeSnapshot } from '../../src/snapshot/take-snapshot.js'
import { openWorkshop, type Workshop } from '../change/support.js'
import { NO_DIFF } from './no-diff.js'
import { make, sourceOf } from './support.js'

const PART: SchemaChange = {
  kind: 'create-table',
  table: {
    name: 'part',
    columns: [
      { name: 'id', type: 'integer' },
      { name: 'label', type: 'string', length: 20 },
      { name: 'size', type: 'integer' },
    ],
    primaryKey: ['id'],
  },
}

/** A new table, a column more, and one that is to be unique. */
const WANTED: readonly SchemaChange[] = [
  {
    kind: 'create-table',
    table: { name: 'box', columns: [{ name: 'id', type: 'integer' }], primaryKey: ['id'] },
  },
  { kind: 'add-column', table: 'part', column: { name: 'note', type: 'text' } },
  { kind: 'add-unique', table: 'part', unique: { columns: ['label'] } },
]

async function fileWith(dialect: TestDialect, changes: readonly SchemaChange[]): Promise<Snapshot> {
  await using place = await openWorkshop(dialect)
  await place.change([PART, ...changes])
  return readSnapshot(takeSnapshot(await sourceOf(place.db), { unmanaged: true }))
}

/** Two rows that cannot both be. */
async function openParts(dialect: TestDialect): Promise<Workshop> {
  const place = await openWorkshop(dialect)
  await place.change([PART])
  await place.execute(
    [1, 2].map((id) => `insert into part (id, label, size) values (${id}, 'same', ${id})`),
  )
  return place
}

async function become({ db }: Workshop, file: Snapshot): Promise<readonly string[]> {
  return make(db, planForSnapshot(await sourceOf(db), file, 'mirror'))
}

describe.each(DIALECTS)('a file that cannot be made whole, on $name', (dialect) => {
  it.skipIf(dialect.skip)('leaves nothing of it behind, and can be made later', async () => {
    const file = await fileWith(dialect, WANTED)
    await using place = await openParts(dialect)
    const before = await place.model()
    await expect(become(place, file)).rejects.toMatchObject({
      code: 'RECORD_NOT_UNIQUE',
      details: { collection: 'part', field: 'label' },
    })
    expect((await place.model()).version).toBe(before.version)
    expect(await place.rows('part', 'id')).toHaveLength(2)
    await place.execute(["update part set label = 'other' where id = 2"])
    await become(place, file)
    expect(planForSnapshot(await sourceOf(place.db), file, 'mirror').diff).toEqual(NO_DIFF)
  })

  it.skipIf(dialect.skip)('is made once where two make it at once', async () => {
    const file = await fileWith(dialect, WANTED)
    await using place = await openParts(dialect)
    await place.execute(['delete from part'])
    const results = await Promise.allSettled([become(place, file), become(place, file)])
    const failed = results.flatMap((each) =>
      each.status === 'rejected' ? [(each.reason as { code?: string }).code] : [],
    )
    // The later one finds nothing left to do, what it is to make there already, or another schema at the lock.
    expect([[], ['INVALID_PAYLOAD'], ['SCHEMA_CHANGED']]).toContainEqual(failed)
    expect(planForSnapshot(await sourceOf(place.db), file, 'mirror').diff).toEqual(NO_DIFF)
  })

  it.skipIf(dialect.skip)('is not made of a table that somebody changes meanwhile', async () => {
    const file = await fileWith(dialect, WANTED)
    await using place = await openParts(dialect)
    const { changes } = planForSnapshot(await sourceOf(place.db), file, 'mirror')
    const model = await introspect(place.db)
    const plan = await place.plan(changes)
    expect(plan.before.version).toBe(model.version)
    await place.change([{ kind: 'drop-column', table: 'part', column: 'size' }])
    await expect(runPlan(place.db, plan)).rejects.toMatchObject({ code: 'SCHEMA_CHANGED' })
    expect(Object.keys((await place.model()).tables)).toEqual(['part'])
  })
})

describe.each(DIALECTS.filter(({ name }) => name === 'mariadb'))('a file on $name', (dialect) => {
  it.skipIf(dialect.skip)('says what stands and what is missing after a drop', async () => {
    await using other = await openWorkshop(dialect)
    await other.change([PART, { kind: 'drop-column', table: 'part', column: 'size' }])
    await other.change([
      { kind: 'add-column', table: 'part', column: { name: 'box', type: 'text' } },
    ])
    const file = readSnapshot(takeSnapshot(await sourceOf(other.db), { unmanaged: true }))
    await using place = await openParts(dialect)
    const { changes } = planForSnapshot(await sourceOf(place.db), file, 'mirror')
    const plan = await place.plan(changes)
    // The last one is about a table that somebody has taken away.
    const statements = [...plan.statements, { sql: 'drop table nowhere', undo: [] }]
    const failure: unknown = await runPlan(
      place.db,
      { ...plan, statements },
      { confirm: true },
    ).catch((error: unknown) => error)
    const { details } = failure as { details: { standing: string[]; missing: string[] } }
    expect([...details.standing, ...details.missing]).toEqual(statements.map((each) => each.sql))
    expect(details.standing.at(-1)).toMatch(/drop column/)
    expect(details.missing.at(-1)).toBe('drop table nowhere')
  })
})
