/** What other applications can embed, and what the Studio is made of. */

// Within which everything stands
export { StudioProvider, useStudio } from './provider/studio-provider.js'
export { useEchoes } from './provider/use-echoes.js'
export type { Studio, StudioProviderProps } from './provider/studio-provider.js'
export { english, type Messages } from './messages/english.js'
export { errorText, failureText } from './messages/failure-text.js'

export { lazyPart } from './lazy/lazy-part.js'
export { PartMissing } from './lazy/part-missing.js'
export { type BrowserStorage, browserStorage, tabStorage } from './storage/browser-storage.js'

// The wire
export { createWireClient } from './wire/wire-client.js'
export type {
  WireAnswer,
  WireClient,
  WireClientOptions,
  WireQuery,
  WireRequest,
} from './wire/wire-client.js'
export { UNREACHABLE, WireError, type WireFailure } from './wire/wire-error.js'
export type {
  Item,
  NamedCollection,
  WireCollection,
  WireField,
  WireRelation,
} from './wire/objects.js'
export type { FileField, FileRelation, SchemaFile } from './wire/schema-file.js'

// Collections
export {
  useAllFields,
  useCollection,
  useCollections,
  useFields,
  useRelations,
  useSchemaFile,
} from './schema/use-collections.js'
export type { CollectionResult } from './schema/use-collections.js'
export { readonlyReason } from './schema/studio-collection.js'
export type { ReadonlyReason, StudioCollection } from './schema/studio-collection.js'
export { inLanguage } from './schema/naming.js'
export type { StudioField } from './schema/studio-field.js'
export { itemKey, itemPath, itemsPath, keyOfText, keyText } from './schema/item-key.js'
export { pathsOf, writeTemplate } from './schema/template.js'

// Filters
export { FilterBuilder, type FilterBuilderProps } from './filter/filter-builder.js'
export { bothFilters, countRules, type FilterJson } from './filter/filter-tree.js'

// Lists
export { type Density, ItemTable, type ItemTableProps } from './item-table/item-table.js'
export { useItemCount } from './item-table/use-items.js'
export { FieldPicker } from './filter/field-picker.js'
export {
  type Alignment,
  alignmentOf,
  type ListColumn,
  useListColumns,
} from './item-table/list-columns.js'
export { ALL_ROWS, defaultColumns, firstPage, type ListState } from './item-table/list-query.js'

// Layouts
export { layouts } from './layouts/layouts.js'
export { LayoutOptions, type LayoutOptionsProps } from './layouts/layout-options.js'
export type { LayoutProps, Layouts } from './layouts/layout-props.js'

// Several items at once
export { type Batch, filterOfKeys, readBatch } from './batch/batch.js'
export { BatchField, type BatchFieldProps } from './batch/batch-field.js'

// Colours
export { ColorField } from './color/color-field.js'

// Forms
export { ItemForm, type ItemFormProps } from './item-form/item-form.js'
export { ItemFields, type ItemFieldsProps } from './item-form/item-fields.js'
export { namingPaths } from './schema/name-template.js'
export { useDirtyNow } from './item-form/use-dirty-now.js'
export { useItemName } from './item-form/use-item-name.js'
export { type ItemRecord, useItem } from './item-form/use-item.js'
export { useItemForm } from './item-form/use-item-form.js'
export type { Conflict, ItemFormOptions, ItemFormState } from './item-form/use-item-form.js'
export type { FieldsForm } from './item-form/use-fields-form.js'
export type { ConflictField } from './item-form/conflict.js'
export { DRAFT_PREFIX, dropAllDrafts } from './item-form/kept-draft.js'
export { escapeProps, type EscapeProps } from './related/escape-props.js'
export { useDiscardQuestion } from './related/side-drawer.js'
export { DrawerPathProvider, readDrawerPath, writeDrawerPath } from './related/drawer-path.js'
export type { DrawerPathProviderProps, DrawerStep } from './related/drawer-path.js'

// What was
export { type RevisionField, revisionFields } from './history/revision-fields.js'
export { relativeText } from './displays/datetime/relative-text.js'
export { Markdown, type MarkdownProps } from './markdown/markdown.js'

// Rights
export { PermissionMatrix } from './permission-matrix/permission-matrix.js'
export type { PermissionMatrixProps } from './permission-matrix/permission-matrix.js'
export { PermissionEditor } from './permission-matrix/permission-editor.js'
export type { PermissionEditorProps } from './permission-matrix/permission-editor.js'
export { impossibleOf } from './permission-matrix/impossible.js'
export { applyChanges, changesTo, fullPermission, rowsOf } from './permission-matrix/matrix.js'
export type {
  MatrixAction,
  MatrixCell,
  MatrixChanges,
  MatrixCollection,
  PermissionRow,
} from './permission-matrix/matrix.js'

// What stands where there is nothing
export { StateMessage, type StateMessageProps } from './states/state-message.js'

// Changes of the schema
export {
  type CollectionDraft,
  collectionRequest,
  emptyCollection,
  KEY_TYPES,
  type KeyType,
  OPTIONAL_FIELDS,
  type OptionalField,
} from './schema-change/collection-draft.js'
export {
  changeFieldRequest,
  createFieldRequest,
  draftOfField,
  draftProblems,
  type FieldCondition,
  type FieldDraft,
  type NameTranslation,
  newField,
  sizeOf,
} from './schema-change/field-draft.js'
export {
  hasJunction,
  newRelation,
  REFERENTIAL_ACTIONS,
  type ReferentialAction,
  RELATION_KINDS,
  type RelationDraft,
  type RelationKind,
  relationNames,
} from './schema-change/relation-draft.js'
export { type KeyPart, LINK_ENDS, type LinkEnd, linkParts } from './schema-change/link-in-file.js'
export {
  relationFile,
  type RelationProblem,
  type RelationResult,
} from './schema-change/relation-file.js'
export { type RelationPlace, USERS } from './schema-change/relation-parts.js'
export type { SchemaChange, SchemaMerge, SchemaRequest } from './schema-change/schema-request.js'
export { SqlPanel, type SqlPanelProps } from './schema-change/sql-panel.js'
export { type SchemaChanging, useSchemaChange } from './schema-change/use-schema-change.js'
export { type SchemaPlanResult, useSchemaPlan } from './schema-change/use-schema-plan.js'

// The catalogue that fields are made from
export {
  displays,
  FIELD_TYPES,
  type FieldType,
  type Interface,
  type InterfaceGroup,
  interfaces,
  type OptionSchema,
  type OptionsSchema,
  titleOf,
} from '@relvar/data-model/catalogue'
