import type { Row, Session, SystemNames } from '@relvar/query-engine'
import { collectionsTable } from './tables/collections-table.js'
import { fieldsTable } from './tables/fields-table.js'
import { relationsTable } from './tables/relations-table.js'

/** What somebody says about a table, or a folder: a row of `collections`, in the form of the wire. */
export interface CollectionRow extends Row {
  readonly collection: string
  readonly status?: string
  readonly singleton?: boolean
  readonly archive_field?: string | null
  readonly archive_value?: string | null
  readonly unarchive_value?: string | null
  readonly sort_field?: string | null
  readonly accountability?: 'all' | 'activity' | null
  readonly group?: string | null
  readonly primary_key?: readonly string[] | null
}

/** What somebody says about a column or an alias: a row of `fields`. */
export interface FieldRow extends Row {
  readonly collection: string
  readonly field: string
  readonly special?: readonly string[] | null
  readonly searchable?: boolean
  readonly validation?: Readonly<Record<string, unknown>> | null
  readonly validation_message?: string | null
}

/** What somebody says about a link: a row of `relations`. */
export interface RelationRow extends Row {
  readonly many_collection: string
  readonly many_field: string
  readonly one_collection?: string | null
  readonly one_field?: string | null
  readonly one_collection_field?: string | null
  readonly one_allowed_collections?: readonly string[] | null
  readonly junction_field?: string | null
  readonly sort_field?: string | null
  readonly one_deselect_action?: 'nullify' | 'delete'
  readonly on_delete?: 'set null' | 'cascade' | 'restrict' | null
}

/** Everything that people have said about their tables. */
export interface OverlayRows {
  readonly collections: readonly CollectionRow[]
  readonly fields: readonly FieldRow[]
  readonly relations: readonly RelationRow[]
}

/** Of a project about which nobody has said anything. */
export const NO_ROWS: OverlayRows = { collections: [], fields: [], relations: [] }

/** @param session passes every policy */
export async function readOverlayRows(session: Session, names: SystemNames): Promise<OverlayRows> {
  const all = (table: string, key: string): Promise<readonly Row[]> =>
    session.read(names.id(table), { sort: [key], limit: -1 })
  const [collections, fields, relations] = await Promise.all([
    all(collectionsTable.name, 'collection'),
    all(fieldsTable.name, 'id'),
    all(relationsTable.name, 'id'),
  ])
  return {
    collections: collections as readonly CollectionRow[],
    fields: fields as readonly FieldRow[],
    relations: relations as readonly RelationRow[],
  }
}
