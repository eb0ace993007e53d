import type { SystemTable } from '@relvar/query-engine'
import {
  collectionName,
  fieldName,
  json,
  list,
  number,
  off,
  on,
  oneOf,
  oneOfOrNull,
  text,
  word,
} from './columns.js'

/** What people say about a table, or about a folder that has none: one row each, by its name. */
export const collectionsTable: SystemTable = {
  name: 'collections',
  primaryKey: ['collection'],
  columns: {
    collection: { ...collectionName, required: true },
    note: text,
    status: oneOf('status', 'active', 'inactive'),
    icon: word,
    color: word,
    display_template: text,
    hidden: off,
    singleton: off,
    translations: json,
    preview_url: text,
    versioning: off,
    autosave_revision_interval: number,
    archive_field: fieldName,
    archive_app_filter: on,
    archive_value: word,
    unarchive_value: word,
    sort_field: fieldName,
    accountability: { ...oneOfOrNull('accountability', 'all', 'activity'), default: 'all' },
    item_duplication_fields: json,
    sort: number,
    group: { ...collectionName, references: { table: 'collections', onDelete: 'set null' } },
    collapse: oneOf('collapse', 'open', 'closed', 'locked'),
    /** Ours: the key of a view, or of a table that declares none. */
    primary_key: list,
  },
  indexes: [['group']],
}
