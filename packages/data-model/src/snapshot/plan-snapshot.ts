import type { SchemaModel, Table } from '@relvar/schema-introspect/model'
import type { SchemaChange } from '../change/schema-change.js'
import { newNames } from '../carry/new-names.js'
import { carryOver } from './carry-over.js'
import { desiredModel } from './desired-model.js'
import { type DiffMode, mergeSnapshots } from './merge-snapshots.js'
import { withKeptValues } from './kept-values.js'
import { readSnapshot } from './read-snapshot.js'
import { renameChanges, renamedModel, renamedRows, renamesOf } from './renames.js'
import { type RowChanges, rowChanges, rowsOf } from './row-changes.js'
import { schemaChanges } from './schema-changes.js'
import type { Snapshot } from './snapshot.js'
import {
  diffSnapshots,
  patchSnapshot,
  type Renames,
  renamesOfDiff,
  type SnapshotDiff,
} from './snapshot-diff.js'
import { tableParts } from './table-parts.js'
import { laidOver, type SnapshotSource, takeSnapshot } from './take-snapshot.js'

/** What there is to be done for a schema to become another one. */
export interface SnapshotPlan {
  readonly renames: Renames
  /** As the wire has it. */
  readonly diff: SnapshotDiff
  readonly changes: readonly SchemaChange[]
  readonly rows: RowChanges
  /** Tables and columns that go, with all that is known of them, by their names after the renames. */
  readonly dropped: Dropped
  /** Sentences about what of the snapshot this database cannot have. */
  readonly notes: readonly string[]
}

export interface Dropped {
  readonly collections: readonly string[]
  readonly fields: readonly { readonly collection: string; readonly field: string }[]
}

/**
 * What makes a schema into the one of a snapshot, which may be one of another vendor.
 *
 * @throws InvalidPayloadError for a snapshot that contradicts itself
 * @throws ChangeRefusedError for what cannot be made
 *
 * @example
 * const { diff } = planForSnapshot(source, snapshot, 'mirror')
 */
export function planForSnapshot(
  source: SnapshotSource,
  snapshot: Snapshot,
  mode: DiffMode,
): SnapshotPlan {
  const renames = renamesOf(snapshot, takeSnapshot(source, EVERYTHING))
  const start = renamed(source, renames)
  const wanted = mode === 'merge' ? withKeptValues(start.snapshot, snapshot) : snapshot
  const { snapshot: carried, notes } = carryOver(wanted, start.snapshot)
  return { ...planFrom(start, mergeSnapshots(start.snapshot, carried, mode)), notes }
}

/**
 * What makes a schema into another one by a diff between the two.
 *
 * @throws InvalidPayloadError where a difference leads nowhere, or makes what cannot be
 */
export function planForDiff(source: SnapshotSource, diff: SnapshotDiff): SnapshotPlan {
  const start = renamed(source, renamesOfDiff(diff))
  const patched = readSnapshot(patchSnapshot(start.snapshot, diff))
  return { ...planFrom(start, patched), notes: [] }
}

const EVERYTHING = { unmanaged: true }
const NOTHING: Dropped = { collections: [], fields: [] }

/** Where a plan starts: everything there is, with all renames made. */
interface Start {
  readonly before: SnapshotSource
  readonly renames: Renames
  readonly changes: readonly SchemaChange[]
  readonly source: SnapshotSource
  readonly snapshot: Snapshot
}

function renamed(before: SnapshotSource, renames: Renames): Start {
  const changes = renameChanges(before.model, renames)
  const model = renamedModel(before.model, changes)
  const names = new Map(renames.collections.map(({ from, to }) => [from, to]))
  const queries = new Map([...before.queries].map(([id, sql]) => [names.get(id) ?? id, sql]))
  const moved = newNames(laidOver(before), model, { renames, dropped: NOTHING })
  const rows = renamedRows(before.rows, renames, moved)
  const source = { ...before, model, queries, rows }
  return { before, renames, changes, source, snapshot: takeSnapshot(source, EVERYTHING) }
}

function planFrom(start: Start, wanted: Snapshot): Omit<SnapshotPlan, 'notes'> {
  const { before, renames, source, snapshot } = start
  const desired = desiredModel(source.model, snapshot, wanted)
  const rows = rowsOf(wanted)
  const after = takeSnapshot(
    { ...source, model: desired, rows, queries: queriesOf(wanted) },
    EVERYTHING,
  )
  const parts = { was: tableParts(snapshot), wanted: tableParts(wanted) }
  return {
    renames,
    diff: diffSnapshots(snapshot, after, renames),
    changes: [...start.changes, ...schemaChanges(source.model, desired, parts)],
    rows: rowChanges(
      { before: before.rows, renamed: source.rows, shown: rowsOf(snapshot) },
      rowsOf(wanted),
    ),
    dropped: droppedBetween(source.model, desired),
  }
}

function queriesOf({ collections }: Snapshot): ReadonlyMap<string, string> {
  return new Map(
    collections.flatMap(({ collection, schema }) =>
      typeof schema?.query === 'string' ? [[collection, schema.query] as const] : [],
    ),
  )
}

function droppedBetween(before: SchemaModel, after: SchemaModel): Dropped {
  const tables = Object.values(before.tables)
  const isLeft = ({ id }: Table): boolean => Object.hasOwn(after.tables, id)
  const columnsOf = (id: string): readonly string[] =>
    after.tables[id]?.columns.map(({ name }) => name) ?? []
  return {
    collections: tables.filter((table) => !isLeft(table)).map(({ id }) => id),
    fields: tables
      .filter(isLeft)
      .flatMap(({ id, columns }) =>
        columns
          .filter(({ name }) => !columnsOf(id).includes(name))
          .map(({ name }) => ({ collection: id, field: name })),
      ),
  }
}
