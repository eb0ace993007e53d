import type { SystemTable } from '@relvar/query-engine'
import { collectionName, fieldName, list, oneOf, oneOfOrNull } from './columns.js'

/** What people say about a link, declared or a foreign key: one row for each many side. */
export const relationsTable: SystemTable = {
  name: 'relations',
  columns: {
    id: { type: 'integer', numbered: true },
    many_collection: { ...collectionName, required: true },
    many_field: { ...fieldName, required: true },
    one_collection: collectionName,
    one_field: fieldName,
    one_collection_field: fieldName,
    one_allowed_collections: list,
    junction_field: fieldName,
    sort_field: fieldName,
    one_deselect_action: oneOf('one_deselect_action', 'nullify', 'delete'),
    /** Ours: what the engine does with these rows when the linked one goes, where no foreign key says it. */
    on_delete: oneOfOrNull('on_delete', 'set null', 'cascade', 'restrict'),
  },
  uniques: [['many_collection', 'many_field']],
  indexes: [['one_collection']],
}
