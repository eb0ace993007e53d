import type { SnapshotDiff } from '../../src/snapshot/snapshot-diff.js'

/** What is said where two snapshots are the same. */
export const NO_DIFF: SnapshotDiff = {
  collections: [],
  fields: [],
  systemFields: [],
  relations: [],
}
