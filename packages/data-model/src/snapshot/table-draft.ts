import { InvalidPayloadError } from '@relvar/query-engine'
import type { ReferentialAction } from '@relvar/schema-introspect/model'
import type { ForeignKeyDraft, IndexDraft, TableDraft } from '../change/schema-change.js'
import { columnDraft } from './column-draft.js'
import type {
  SnapshotCollection,
  SnapshotColumn,
  SnapshotField,
  SnapshotForeignKey,
  SnapshotIndex,
  SnapshotRelation,
  SnapshotTable,
} from './snapshot.js'

/** A table of a snapshot, with the fields and relations that are about it. */
export interface TableParts {
  readonly collection: SnapshotCollection
  readonly table: SnapshotTable
  readonly fields: readonly SnapshotField[]
  readonly relations: readonly SnapshotRelation[]
}

/**
 * A table of a snapshot as one that can be made, with all of its constraints. Foreign keys of relations
 * that lead to tables of ours are none: those links are declared.
 *
 * @throws InvalidPayloadError for what no table can be made of
 */
export function tableDraft(parts: TableParts): TableDraft {
  const { table, fields, relations } = parts
  const { name, schema, primary_key: key, uniques = [], indexes = [], checks, comment } = table
  const columns = inOrder(fields, table.columns ?? []).flatMap((field) =>
    field.schema === undefined ? [] : [columnDraft(field, field.schema)],
  )
  return {
    name,
    ...(schema !== undefined && { schema }),
    columns: columns.map((column) =>
      keyOf(parts, key).includes(column.name) ? { ...column, nullable: false } : column,
    ),
    primaryKey: keyOf(parts, key),
    uniques: [...single(fields, isUniqueAlone(key)), ...uniques.map(index)],
    indexes: [...single(fields, ({ is_indexed: is }) => is), ...indexes.map(index)],
    foreignKeys: relations.flatMap(foreignKey),
    ...(checks !== undefined && { checks }),
    comment: comment ?? null,
  }
}

/** Fields that the order does not name come last. */
function inOrder(
  fields: readonly SnapshotField[],
  order: readonly string[],
): readonly SnapshotField[] {
  const places = new Map(order.map((name, index) => [name, index]))
  const placeOf = ({ field }: SnapshotField): number => places.get(field) ?? order.length
  return fields.toSorted((left, right) => placeOf(left) - placeOf(right))
}

function keyOf({ fields }: TableParts, key: readonly string[] | undefined): readonly string[] {
  if (key !== undefined) return key
  return fields.filter(({ schema }) => schema?.is_primary_key === true).map(({ field }) => field)
}

function single(
  fields: readonly SnapshotField[],
  is: (schema: SnapshotColumn) => boolean,
): readonly IndexDraft[] {
  return fields
    .filter(({ schema }) => schema !== undefined && is(schema))
    .map(({ field }) => ({ columns: [field] }))
}

/** A key of one column is unique by itself. */
function isUniqueAlone(key: readonly string[] | undefined) {
  return ({ is_unique: isUnique, is_primary_key: isKey }: SnapshotColumn): boolean =>
    isUnique && (key !== undefined || !isKey)
}

function index({ name, columns, definition }: SnapshotIndex): IndexDraft {
  return {
    ...(name !== undefined && { name }),
    columns,
    ...(definition !== undefined && { definition }),
  }
}

function foreignKey(relation: SnapshotRelation): readonly ForeignKeyDraft[] {
  const { schema } = relation
  if (!isForeignKey(relation) || schema === null) return []
  const { constraint_name: name, foreign_key_table: target } = schema
  const targetColumns = targetsOf(schema)
  return [
    {
      ...(typeof name === 'string' && { name }),
      columns: schema.columns ?? [schema.column],
      target,
      ...(targetColumns !== null && { targetColumns }),
      onUpdate: actionOf(relation, schema.on_update),
      onDelete: actionOf(relation, schema.on_delete),
    },
  ]
}

/** A link that the database keeps; one whose constraint is named null is ours to keep. */
export function isForeignKey({ schema }: SnapshotRelation): boolean {
  return schema !== null && schema.constraint_name !== null
}

function targetsOf({ foreign_key_columns: several, foreign_key_column: one }: SnapshotForeignKey) {
  return several ?? (one === null ? null : [one])
}

const ACTIONS: ReadonlySet<string> = new Set([
  'no action',
  'restrict',
  'cascade',
  'set null',
  'set default',
])

function actionOf({ collection, field }: SnapshotRelation, given: string): ReferentialAction {
  const action = given.toLowerCase()
  if (!ACTIONS.has(action))
    throw new InvalidPayloadError(
      `Relation "${field}" of "${collection}" has no action "${given}".`,
    )
  return action as ReferentialAction
}
