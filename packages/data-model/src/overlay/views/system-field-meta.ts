import type { Row } from '@relvar/query-engine'
import type { Column, ColumnTraits, SchemaModel, Table } from '@relvar/schema-introspect/model'
import { defaultDisplay } from '../../catalogue/defaults/default-display.js'
import { defaultInterface } from '../../catalogue/defaults/default-interface.js'

/** What is said of a field of ours: all keys but those that only people's words have. */
const NOTHING_SAID = {
  special: null,
  interface: null,
  options: null,
  display: null,
  display_options: null,
  readonly: false,
  hidden: false,
  required: false,
  searchable: true,
  sort: null,
  width: 'full',
  group: null,
  translations: null,
  note: null,
  conditions: null,
  system: true,
} as const

export function systemFieldMeta(
  column: Column,
  table: Table,
  schema: SchemaModel,
  sort: number,
): Row {
  const special = specialOf(column, table)
  const { nullable, default: initially, traits, generated } = column
  const fillsItself = initially !== null || generated !== null || traits.onCreate !== undefined
  return {
    collection: table.id,
    field: column.name,
    ...NOTHING_SAID,
    ...defaultInterface(column, table, schema),
    ...defaultDisplay(column, table, schema),
    special: special.length === 0 ? null : special,
    required: !nullable && !fillsItself,
    searchable: traits.searchable !== false,
    sort,
  }
}

export function systemAliasMeta(table: Table, field: string, sort: number): Row {
  return {
    collection: table.id,
    field,
    ...NOTHING_SAID,
    special: ['o2m'],
    interface: 'list-o2m',
    sort,
  }
}

/** The specials that say what the traits of the column do. */
function specialOf({ name, type, traits }: Column, table: Table): readonly string[] {
  const link = table.relationships.find(
    (each) => each.name === name && each.cardinality === 'many-to-one',
  )
  return [
    ...(link === undefined ? [] : ['m2o']),
    ...(type === 'json' || type === 'csv' || type === 'boolean' ? [`cast-${type}`] : []),
    ...(type === 'hash' ? ['hash'] : []),
    ...(traits.secret === undefined ? [] : ['conceal']),
    ...automatic(traits.onCreate, 'created'),
    ...automatic(traits.onUpdate, 'updated'),
  ]
}

function automatic(
  value: ColumnTraits['onCreate'],
  when: 'created' | 'updated',
): readonly string[] {
  if (value === undefined) return []
  if (value === 'uuid' || value === 'uuid-v7') return [value]
  return [`${value === 'now' ? 'date' : value}-${when}`]
}
