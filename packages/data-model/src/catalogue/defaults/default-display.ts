import type { Column, SchemaModel, Table } from '@relvar/schema-introspect/model'
import type { Json } from '../options-schema.js'
import { choicesOf, fieldTypeOf, linkedTable } from './column-facts.js'
import { meaningOf } from './meaning.js'
import { defaultTemplate } from './template.js'

/** How a field is shown that nobody said anything about; the words are those of a field's `meta`. */
export interface DefaultDisplay {
  readonly display: string
  readonly display_options: Readonly<Record<string, Json>>
}

/**
 * How a column is shown that nobody said anything about, by the same signs as `defaultInterface`.
 *
 * @example
 * defaultDisplay(getColumn(tracks, 'Bytes'), tracks, schema) // { display: 'filesize', display_options: {} }
 */
export function defaultDisplay(column: Column, table: Table, schema: SchemaModel): DefaultDisplay {
  const linked = linkedTable(column, table, schema)
  if (linked !== undefined) return of('related-values', { template: defaultTemplate(linked) })
  const choices = choicesOf(column, schema)
  if (choices !== undefined) return of('labels', { choices })
  return column.type === 'hash' ? of('hash') : (ofMeaning(column) ?? ofType(column))
}

function ofMeaning(column: Column): DefaultDisplay | undefined {
  const meaning = meaningOf(column)
  if (column.traits.secret !== undefined || meaning === 'secret')
    return of('formatted-value', { masked: true })
  if (meaning === 'color' || meaning === 'filesize' || meaning === 'mime-type') return of(meaning)
  return meaning === 'created' || meaning === 'updated'
    ? of('datetime', { relative: true })
    : undefined
}

function ofType(column: Column): DefaultDisplay {
  switch (fieldTypeOf(column)) {
    case 'boolean':
      return of('boolean')
    case 'date':
    case 'dateTime':
    case 'time':
    case 'timestamp':
      return of('datetime')
    case 'csv':
      return of('labels', { format: false })
    default:
      return of('raw')
  }
}

function of(display: string, options: DefaultDisplay['display_options'] = {}): DefaultDisplay {
  return { display, display_options: options }
}
