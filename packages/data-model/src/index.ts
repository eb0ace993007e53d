/** What a project keeps about itself. */

export { dataModel } from './data-model.js'

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
