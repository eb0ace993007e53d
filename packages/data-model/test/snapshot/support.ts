import { type Database, introspect } from '@relvar/schema-introspect'
import { planChanges, readDefinitions, runPlan } from '../../src/index.js'
import { NO_ROWS } from '../../src/overlay/overlay-rows.js'
import type { SnapshotPlan } from '../../src/snapshot/plan-snapshot.js'
import type { SnapshotSource } from '../../src/snapshot/take-snapshot.js'
import { viewQueries } from '../../src/snapshot/view-queries.js'

/** A database about which nobody has said anything. */
export async function sourceOf(db: Database): Promise<SnapshotSource> {
  const model = await introspect(db)
  const { views } = await readDefinitions(db, model, [])
  return {
    model,
    own: {},
    rows: NO_ROWS,
    system: { isOurs: () => false, metaOf: () => null },
    queries: viewQueries(model, views),
    release: '1.0.0',
  }
}

/** Makes the changes of a plan; the statements that did. */
export async function make(db: Database, { changes }: SnapshotPlan): Promise<readonly string[]> {
  const model = await introspect(db)
  const definitions = await readDefinitions(db, model, changes)
  const plan = planChanges({ model, changes, definitions })
  await runPlan(db, plan, { confirm: true })
  return plan.statements.map(({ sql }) => sql)
}
