/** What a project keeps about itself. */

export { dataModel } from './data-model.js'
export type { DataModelOptions } from './data-model.js'
export type { UserDatabase } from './database.js'

// What people say about their tables
export { createOverlay } from './overlay/overlay-source.js'
export type { OverlaySource } from './overlay/overlay-source.js'
export { forgetCollection, knownOfCollection } from './overlay/forget-collection.js'
export type { Known } from './overlay/forget-collection.js'
export { overlayOf } from './overlay/overlay-of.js'
export type { CollectionRow, FieldRow, OverlayRows, RelationRow } from './overlay/overlay-rows.js'

// Changing the user's schema
export type {
  ChangeKind,
  CheckDraft,
  ColumnAlteration,
  ColumnDraft,
  DefaultDraft,
  ForeignKeyDraft,
  IndexDraft,
  SchemaChange,
  TableDraft,
  UniqueDraft,
  ViewDraft,
} from './change/schema-change.js'
export type {
  PlannedStatement,
  PlanWarning,
  SchemaPlan,
  WarningCode,
} from './change/schema-plan.js'
export { applyChanges } from './change/apply/apply-changes.js'
export { planChanges, type PlanOptions } from './change/plan-changes.js'
export { readDefinitions } from './change/read-definitions.js'
export type { Definitions } from './change/definitions.js'
export { runPlan, type RunOptions } from './change/run/run-plan.js'
export {
  ChangeRefusedError,
  ContainsNullValuesError,
  type RefusalReason,
  SchemaChangedError,
  SchemaChangeIncompleteError,
  SchemaChangeUnknownError,
} from './change/errors.js'

// The schema as a file
export { readSnapshot } from './snapshot/read-snapshot.js'
export { type SchemaFile, schemaFile } from './snapshot/schema-file.js'
export { fromFileText, type TextFormat, toFileText } from './snapshot/snapshot-text.js'
export type { DiffMode } from './snapshot/merge-snapshots.js'
export type { Snapshot } from './snapshot/snapshot.js'
export type { SnapshotDiff } from './snapshot/snapshot-diff.js'
export type { SnapshotPlan } from './snapshot/plan-snapshot.js'
export type { SnapshotScope } from './snapshot/take-snapshot.js'
