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
  text,
  word,
} from './columns.js'

/** What people say about a column, or about an alias that has none. */
export const fieldsTable: SystemTable = {
  name: 'fields',
  columns: {
    id: { type: 'integer', numbered: true },
    collection: { ...collectionName, required: true },
    field: { ...fieldName, required: true },
    special: list,
    interface: word,
    options: json,
    display: word,
    display_options: json,
    readonly: off,
    hidden: off,
    required: off,
    searchable: on,
    sort: number,
    width: oneOf('width', 'full', 'half', 'half-left', 'half-right', 'fill'),
    group: fieldName,
    translations: json,
    note: text,
    conditions: json,
    validation: json,
    validation_message: text,
  },
  uniques: [['collection', 'field']],
}
