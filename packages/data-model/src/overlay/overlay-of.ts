import {
  type ColumnOverlay,
  type DeclaredRelationship,
  findTable,
  type Overlay,
  type SchemaModel,
  type TableId,
  type TableOverlay,
} from '@relvar/schema-introspect/model'
import { columnOverlayOf, isAlias, isGiven } from './column-overlay.js'
import type { CollectionRow, FieldRow, OverlayRows } from './overlay-rows.js'
import { relationshipsOf } from './relationships-of.js'

/**
 * What people have said about their tables, as an overlay of their schema. Names that the schema lacks
 * are part of it all the same: `overlayProblems` tells which those are.
 *
 * @param model the schema as introspected, with our own tables beside it: what a link leads to is looked up there
 *
 * @example
 * const overlaid = applyOverlay(model, overlayOf(await readOverlayRows(session, names), model))
 */
export function overlayOf(rows: OverlayRows, model: SchemaModel): Overlay {
  const tables = new Tables()
  for (const row of rows.collections)
    if (findTable(model, row.collection) !== undefined) tables.add(row.collection, tableOf(row))
  for (const row of rows.fields)
    if (!isAlias(row)) tables.addColumn(row, columnOverlayOf(row, model))
  for (const row of rows.relations)
    for (const { table, name, declared } of relationshipsOf(row, model))
      tables.addRelationship(table, name, declared)
  return { tables: tables.all() }
}

/** A folder has no table, so it has no place in an overlay. */
function tableOf(row: CollectionRow): TableOverlay {
  const { singleton, sort_field: sortColumn, accountability, primary_key: primaryKey } = row
  const { archive_field: column, archive_value: value, unarchive_value: restore } = row
  const isArchived = isGiven(column) && isGiven(value)
  return {
    ...(isGiven(primaryKey) && { primaryKey }),
    ...(row.status === 'inactive' && { closed: true }),
    traits: {
      ...(singleton === true && { singleton }),
      ...(isGiven(sortColumn) && { sortColumn }),
      ...(isArchived && { archive: { column, value, restore: restore ?? '' } }),
      ...(accountability !== undefined && accountability !== 'all' && { accountability }),
    },
  }
}

/** Overlays of tables, gathered from rows in any order. */
class Tables {
  readonly #tables = new Map<TableId, TableOverlay>()

  add(table: TableId, overlay: TableOverlay): void {
    this.#tables.set(table, { ...this.#tables.get(table), ...overlay })
  }

  addColumn({ collection, field }: FieldRow, column: ColumnOverlay): void {
    const columns = { ...this.#tables.get(collection)?.columns, [field]: column }
    this.add(collection, { columns })
  }

  addRelationship(table: TableId, name: string, declared: DeclaredRelationship): void {
    const relationships = { ...this.#tables.get(table)?.relationships, [name]: declared }
    this.add(table, { relationships })
  }

  all(): Readonly<Record<TableId, TableOverlay>> {
    return Object.fromEntries(this.#tables)
  }
}
