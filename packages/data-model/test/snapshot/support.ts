import { connect, type Database, introspect } from '@relvar/schema-introspect'
import { plainSql, type TestDialect } from '@relvar/test-databases'
import { planChanges, readDefinitions, runPlan } from '../../src/index.js'
import { NO_ROWS } from '../../src/overlay/overlay-rows.js'
import type { SnapshotPlan } from '../../src/snapshot/plan-snapshot.js'
import type { SnapshotSource } from '../../src/snapshot/take-snapshot.js'
import { viewQueries } from '../../src/snapshot/view-queries.js'

/**
 * The parsed text of a file that somebody edits by hand. Tests take out what a snapshot needs, and put in
 * what it never holds, at any depth.
 */
// oxlint-disable-next-line typescript/no-explicit-any -- `Snapshot` is read-only and would refuse just those edits; `readSnapshot` checks what comes of them
export type Edited = any

/** Works in a database of its own, made by statements of plain SQL. */
export async function within(
  dialect: TestDialect,
  statements: readonly string[],
  work: (db: Database) => Promise<void>,
): Promise<void> {
  await using database = await dialect.createDatabase()
  await database.execute(statements.map((each) => plainSql(dialect.name, each)))
  const db = await connect(database.url)
  try {
    await work(db)
  } finally {
    await db.destroy()
  }
}

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
