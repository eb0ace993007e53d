import type { ReadQuery, Row } from '@relvar/query-engine/query'
import type { Column, Table } from '@relvar/schema-introspect/model'
import { tableById } from '../request/target.js'
import type { CollectionCall } from './call.js'
import { onlyElement } from './json-array.js'

/**
 * The JSON text of the only row of a singleton, or of a row of defaults while there is none.
 * With aggregation it is the first row of the result.
 */
export async function readSingleton(call: CollectionCall, query: ReadQuery): Promise<string> {
  const { session, table, options } = call
  const { data } = await session.readJson(table.id, { ...query, limit: 1 }, options)
  // As it is seen by whom the statement has found the actor to be.
  return onlyElement(data) ?? JSON.stringify(defaultsOf(tableById(session, table.id), query))
}

function defaultsOf(table: Table, query: ReadQuery): Row {
  const fields = query.fields ?? ['*']
  const isWanted = (name: string): boolean => fields.includes('*') || fields.includes(name)
  const columns = table.columns.map((column): [string, unknown] => [
    column.name,
    defaultOf(table, column),
  ])
  const lists = table.relationships
    .filter((link) => link.source === 'declared' && link.cardinality === 'one-to-many')
    .map((link): [string, unknown] => [link.name, []])
  return Object.fromEntries([...columns, ...lists].filter(([name]) => isWanted(name)))
}

/** Only literals are known before the row is made; what the database computes is null until then. */
function defaultOf(table: Table, column: Column): unknown {
  const isKey = table.primaryKey.includes(column.name)
  return isKey || column.default?.kind !== 'literal' ? null : column.default.value
}
