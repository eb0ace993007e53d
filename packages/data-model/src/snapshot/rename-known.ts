import type { Row, Session, SystemNames } from '@relvar/query-engine'
import type { Table } from '@relvar/schema-introspect/model'
import { collectionsTable } from '../overlay/tables/collections-table.js'
import { fieldsTable } from '../overlay/tables/fields-table.js'
import type { Renames } from './snapshot-diff.js'

/**
 * Has rights, presets, history and comments follow what they are about to its new name. A field is
 * renamed in lists of fields and in the rules about its own collection; rules that reach it from other
 * collections are left, and let nobody through until somebody looks at them.
 *
 * @param system passes every policy
 */
export async function renameKnown(
  system: Session,
  names: SystemNames,
  renames: Renames,
): Promise<void> {
  const said = new Set([collectionsTable, fieldsTable].map(({ name }) => names.id(name)))
  const tables = Object.values(system.schema.tables).filter(
    ({ id, columns }) =>
      id.startsWith(names.id('')) &&
      !said.has(id) &&
      columns.some(({ name }) => name === 'collection'),
  )
  for (const table of tables) {
    for (const { from, to } of renames.collections)
      await system.update(table.id, all({ collection: { _eq: from } }), { collection: to })
    for (const rename of renames.fields) await renameField(system, table, rename)
  }
}

/** Columns that hold rules or values by the names of fields. */
const BY_FIELD = ['permissions', 'validation', 'presets', 'filter'] as const

async function renameField(
  system: Session,
  { id, columns, primaryKey }: Table,
  { collection, from, to }: Renames['fields'][number],
): Promise<void> {
  const has = (name: string): boolean => columns.some((column) => column.name === name)
  const named = ['fields', ...BY_FIELD].filter(has)
  const [key = '', ...others] = primaryKey
  if (named.length === 0 || others.length > 0) return
  const rows = await system.read(id, {
    filter: { collection: { _eq: collection } },
    fields: [key, ...named],
    limit: -1,
  })
  for (const row of rows) {
    const changes = Object.fromEntries(
      named
        .map((name) => [name, renamedIn(row[name], from, to)] as const)
        .filter(([name, value]) => JSON.stringify(value) !== JSON.stringify(row[name])),
    )
    if (Object.keys(changes).length > 0)
      await system.update(id, { keys: [row[key] as string | number] }, changes)
  }
}

/** A list of names, or an object by names, in which `_and` and `_or` stand for no field. */
function renamedIn(value: unknown, from: string, to: string): unknown {
  if (Array.isArray(value))
    return value.map((each) => (each === from ? to : renamedIn(each, from, to)))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => {
      if (name === '_and' || name === '_or') return [name, renamedIn(inner, from, to)]
      return [name === from ? to : name, inner]
    }),
  )
}

function all(filter: Row) {
  return { query: { filter, limit: -1 } }
}
