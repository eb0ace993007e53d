import type { Row, SelectedField } from '@relvar/query-engine/query'
import type { Table } from '@relvar/schema-introspect/model'
import { findColumn, findRelationship } from '@relvar/schema-introspect/model'

/**
 * What a singleton is before it has a row. Only literals are known by then; what the database works
 * out is null.
 */
export function defaultRow(table: Table, select: readonly SelectedField[]): Row {
  return Object.fromEntries(select.map((each) => [each.key, defaultValue(table, each)]))
}

function defaultValue(table: Table, selected: SelectedField): unknown {
  switch (selected.kind) {
    case 'literal':
      return selected.text
    case 'field':
      return columnDefault(table, selected.field)
    case 'object':
      return defaultRow(table, selected.members)
    case 'related':
      return findRelationship(table, selected.relationship)?.cardinality === 'one-to-many'
        ? []
        : null
    default:
      return null
  }
}

function columnDefault(table: Table, name: string): unknown {
  if (table.primaryKey.includes(name)) return null
  const given = findColumn(table, name)?.default
  return given?.kind === 'literal' ? given.value : null
}
