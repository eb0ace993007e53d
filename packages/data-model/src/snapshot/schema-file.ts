import type { Session } from '@relvar/query-engine'
import { systemCollections } from '../overlay/views/system-collections.js'
import { perform, type Shown } from '../propose/perform.js'
import type { Propose } from '../propose/proposal.js'
import type { DiffMode } from './merge-snapshots.js'
import { planForSnapshot, type SnapshotPlan } from './plan-snapshot.js'
import { readSource, type SnapshotParts } from './read-source.js'
import { notedChanges, saySnapshot } from './say-snapshot.js'
import type { Snapshot } from './snapshot.js'
import { type SnapshotScope, takeSnapshot } from './take-snapshot.js'

/** The schema of a project as a file, for whoever works beside the servers. */
export interface SchemaFile {
  take(scope?: SnapshotScope): Promise<Snapshot>
  /** What is different from a snapshot, which may be of another vendor. */
  compare(wanted: Snapshot, mode: DiffMode): Promise<SnapshotPlan>
  /** The statements that would make the schema like the snapshot; nothing is done. */
  plan(wanted: Snapshot, mode: DiffMode): Promise<Shown>
  /**
   * Makes the schema like the snapshot.
   *
   * @param confirm values that go with it are meant to
   * @throws ChangeRefusedError where values would go and nobody has confirmed that
   */
  apply(wanted: Snapshot, mode: DiffMode, confirm: boolean): Promise<void>
}

/**
 * @param session passes every policy
 *
 * @example
 * const file = schemaFile(door.system(), { names: door, database, changed, release: '1.0.0' })
 * await file.apply(await other.take(), 'mirror', false)
 */
export function schemaFile(
  session: Session,
  given: Omit<SnapshotParts, 'system' | 'whole'>,
): SchemaFile {
  const system = systemCollections(given.names)
  const parts: SnapshotParts = { ...given, system, whole: () => session.schema }
  const source = () => readSource(session, parts, parts.database?.schema() ?? session.schema)
  const make = (wanted: Snapshot, mode: DiffMode, how: string): Promise<Shown | null> => {
    const propose: Propose = async (caller, model) => {
      const plan = planForSnapshot(await readSource(caller, parts, model), wanted, mode)
      return {
        changes: plan.changes,
        noted: notedChanges(plan),
        say: (saying) => saySnapshot(saying, parts.names, plan),
      }
    }
    return perform({ caller: session, url: new URL(`schema:apply?${how}`) }, parts, propose)
  }
  return {
    take: async (scope) => takeSnapshot(await source(), scope),
    compare: async (wanted, mode) => planForSnapshot(await source(), wanted, mode),
    async plan(wanted, mode) {
      return (await make(wanted, mode, 'dry_run')) ?? { statements: [], warnings: [] }
    },
    async apply(wanted, mode, confirm) {
      await make(wanted, mode, `confirm=${confirm}`)
    },
  }
}
