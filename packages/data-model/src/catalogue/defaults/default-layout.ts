import type { Column, SchemaModel, Table } from '@relvar/schema-introspect/model'
import { defaultInterface } from './default-interface.js'
import { meaningOf } from './meaning.js'

/** How items are laid out where no preset says so; the words are those of a preset. */
export interface DefaultLayout {
  readonly layout: string
  readonly layout_query: {
    readonly fields: readonly string[]
    readonly sort: readonly string[]
    readonly limit: number
    readonly page: number
  }
}

const FIELDS = 4

/**
 * The layout of a collection for which no preset says one: a table of the first four columns that are
 * good to read in a row, in the order by hand where there is one, else by the key.
 *
 * @example
 * defaultLayout(getTable(schema, 'customers'), schema).layout_query.fields // ['name', 'email', 'city', 'created_at']
 */
export function defaultLayout(table: Table, schema: SchemaModel): DefaultLayout {
  const shown = table.columns.filter((column) => isShort(column, table, schema))
  const fields = shown.slice(0, FIELDS).map(({ name }) => name)
  const { sortColumn } = table.traits
  return {
    layout: 'tabular',
    layout_query: {
      fields: fields.length > 0 ? fields : table.columns.slice(0, FIELDS).map(({ name }) => name),
      sort: sortColumn === undefined ? table.primaryKey : [sortColumn],
      limit: 25,
      page: 1,
    },
  }
}

/** Neither hidden nor secret, and not of a kind that fills a page. */
function isShort(column: Column, table: Table, schema: SchemaModel): boolean {
  const { interface: id, hidden } = defaultInterface(column, table, schema)
  const isLong = ['input-multiline', 'input-code', 'input-hash', 'map', null].includes(id)
  const isSecret = column.traits.secret !== undefined || meaningOf(column) === 'secret'
  return !hidden && !isLong && !isSecret
}
