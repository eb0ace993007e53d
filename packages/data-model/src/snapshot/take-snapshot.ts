import type { Row } from '@relvar/query-engine'
import { applyOverlay, type SchemaModel, type Table } from '@relvar/schema-introspect/model'
import { overlayOf } from '../overlay/overlay-of.js'
import type { OverlayRows } from '../overlay/overlay-rows.js'
import { type CollectionObject, collectionViews } from '../overlay/views/collection-view.js'
import { type FieldObject, fieldViews } from '../overlay/views/field-view.js'
import { type RelationObject, relationViews } from '../overlay/views/relation-view.js'
import type { SystemCollections } from '../overlay/views/system-collections.js'
import type {
  Snapshot,
  SnapshotCollection,
  SnapshotField,
  SnapshotForeignKey,
  SnapshotRelation,
  SnapshotSystemField,
} from './snapshot.js'
import { snapshotColumn } from './snapshot-column.js'
import { snapshotTable } from './snapshot-table.js'

/** What a snapshot is made of. */
export interface SnapshotSource {
  /** The user's tables as introspected, without an overlay. */
  readonly model: SchemaModel
  /** Ours, which links lead to. */
  readonly own: Readonly<Record<string, Table>>
  readonly rows: OverlayRows
  readonly system: SystemCollections
  /** The queries of views, by the id of the view. */
  readonly queries: ReadonlyMap<string, string>
  /** Of this program. */
  readonly release: string
}

/** Which collections a snapshot is of: all that something was said about, unless told. */
export interface SnapshotScope {
  /** Only these. */
  readonly include?: readonly string[]
  /** All but these. */
  readonly exclude?: readonly string[]
  /** Tables that nobody has said anything about as well. */
  readonly unmanaged?: boolean
}

/** @example const snapshot = takeSnapshot(source, { unmanaged: true }) */
export function takeSnapshot(source: SnapshotSource, scope: SnapshotScope = {}): Snapshot {
  const { model, rows, system, release } = source
  const viewed = { schema: laidOver(source), system, all: true }
  const isSeen = seenBy(scope)
  const collections = collectionViews({ ...viewed, rows: rows.collections }).filter(
    ({ collection, meta }) =>
      !system.isOurs(collection) &&
      isSeen(collection) &&
      (meta !== null || scope.unmanaged === true),
  )
  const known = new Set(collections.map(({ collection }) => collection))
  const isWanted = (object: FieldObject | RelationObject): boolean =>
    isSeen(object.collection) && (known.has(object.collection) || isSaid(object.meta))
  const isPart = scope.include !== undefined || scope.exclude !== undefined
  return {
    version: isPart ? 2 : 1,
    directus: release,
    vendor: model.dialect,
    ...(scope.unmanaged === true && { unmanaged: true }),
    collections: collections.map((each) => toCollection(each, source)).toSorted(byName),
    fields: fieldViews({ ...viewed, rows: rows.fields })
      .filter(isWanted)
      .map((each) => toField(each, source))
      .toSorted(byName),
    systemFields: systemFields(source).filter(({ collection }) => isSeen(collection)),
    relations: relationViews({ ...viewed, rows: rows.relations })
      .filter(isWanted)
      .map((each) => toRelation(each, source))
      .toSorted(byName),
  }
}

/** All tables with what is said of them. */
export function laidOver({ model, own, rows }: SnapshotSource): SchemaModel {
  const all = { ...model, tables: { ...model.tables, ...own } }
  return applyOverlay(all, overlayOf(rows, all))
}

function seenBy({ include, exclude = [] }: SnapshotScope): (collection: string) => boolean {
  return (collection) =>
    (include === undefined || include.includes(collection)) && !exclude.includes(collection)
}

/** Somebody said it, and not we of ours. */
function isSaid(meta: Row | null): boolean {
  return meta !== null && meta['system'] !== true
}

function toCollection(
  { collection, meta, schema }: CollectionObject,
  source: SnapshotSource,
): SnapshotCollection {
  const table = source.model.tables[collection]
  if (schema === null || table === undefined) return { collection, meta }
  return { collection, meta, schema: snapshotTable(table, source) }
}

function toField(
  { collection, field, type, schema, meta }: FieldObject,
  { model }: SnapshotSource,
): SnapshotField {
  const said = isSaid(meta) ? withoutId(meta) : null
  const table = model.tables[collection]
  const column = table?.columns.find(({ name }) => name === field)
  const isColumn = schema !== null && table !== undefined && column !== undefined
  const object = { collection, field, type, meta: said }
  if (!isColumn) return object
  return { ...object, schema: snapshotColumn(schema, { type, column, table, model }) }
}

function toRelation(
  { collection, field, related_collection, schema, meta }: RelationObject,
  { model }: SnapshotSource,
): SnapshotRelation {
  const key = { collection, field, related_collection }
  if (schema === null) return { ...key, meta: withoutId(meta), schema: null }
  const { foreign_key_schema: _, ...rest } = schema
  const found = model.tables[collection]?.foreignKeys.find(
    ({ name }) => name === schema.constraint_name,
  )
  const several: Partial<SnapshotForeignKey> =
    found !== undefined && found.columns.length > 1
      ? { columns: found.columns, foreign_key_columns: found.targetColumns }
      : {}
  return { ...key, meta: withoutId(meta), schema: { ...rest, ...several } }
}

function withoutId(meta: Row | null): Row | null {
  if (meta === null) return null
  const { id: _, ...rest } = meta
  return rest
}

function systemFields({ own, system }: SnapshotSource): readonly SnapshotSystemField[] {
  return Object.values(own)
    .filter(({ id }) => system.metaOf(id) !== null)
    .flatMap(({ id, columns, indexes }) =>
      columns
        .filter(({ name }) =>
          indexes.some((index) => index.columns.length === 1 && index.columns[0] === name),
        )
        .map(({ name }) => ({ collection: id, field: name, schema: { is_indexed: true } })),
    )
    .toSorted(byName)
}

interface Named {
  readonly collection: string
  readonly field?: string
}

/** By code units: the same on every machine. */
function byName(left: Named, right: Named): number {
  const [a, b] = [left, right].map(({ collection, field = '' }) => `${collection}\0${field}`)
  return (a ?? '') < (b ?? '') ? -1 : 1
}
