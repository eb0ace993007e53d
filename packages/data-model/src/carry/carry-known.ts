import type { Session, SystemNames } from '@relvar/query-engine'
import type { Table, TableId } from '@relvar/schema-introspect/model'
import { collectionsTable } from '../overlay/tables/collections-table.js'
import { fieldsTable } from '../overlay/tables/fields-table.js'
import { carryKeys, carryLayouts } from './carry-options.js'
import { carryPaths } from './carry-paths.js'
import { changesOf } from './changes-of.js'
import { AS_IT_WAS, carryRule, CLOSED } from './carry-rule.js'
import type { Moves, NewNames } from './new-names.js'

/**
 * Has rights, presets, history and comments follow what they are about to its new name, and takes the
 * names of what is gone out of them. A right by a rule that named it is closed for good: a column of that
 * name which is made later is another one.
 *
 * @param system passes every policy
 */
export async function carryKnown(
  system: Session,
  ours: SystemNames,
  { renames }: Moves,
  names: NewNames,
): Promise<void> {
  const said = new Set([collectionsTable, fieldsTable].map(({ name }) => ours.id(name)))
  const tables = Object.values(system.schema.tables).filter(
    (table) => table.id.startsWith(ours.id('')) && !said.has(table.id) && has(table, 'collection'),
  )
  for (const table of tables) {
    await carryRows(system, table, names)
    for (const { from, to } of renames.collections)
      await system.update(
        table.id,
        { query: { filter: { collection: { _eq: from } }, limit: -1 } },
        { collection: to },
      )
  }
}

type Carry = (value: unknown, from: readonly TableId[], names: NewNames) => unknown

/** The columns of our tables that name fields of the row's collection. */
const NAMING: Readonly<Record<string, Carry>> = {
  permissions: (rule, from, names) => carryRule(rule, from, names, CLOSED),
  // It asks something of who writes, so that it opens nothing.
  validation: (rule, from, names) => carryRule(rule, from, names, AS_IT_WAS),
  filter: (rule, from, names) => carryRule(rule, from, names, AS_IT_WAS),
  presets: carryKeys,
  fields: (list, from, names) => (Array.isArray(list) ? carryPaths(list, from, names) : list),
  layout_query: (value, from, names) => carryLayouts(value, 'query', from, names),
  layout_options: (value, from, names) => carryLayouts(value, 'options', from, names),
}

async function carryRows(system: Session, table: Table, names: NewNames): Promise<void> {
  const naming = Object.entries(NAMING).filter(([name]) => has(table, name))
  const [key = '', ...others] = table.primaryKey
  if (naming.length === 0 || others.length > 0) return
  const fields = [key, 'collection', ...naming.map(([name]) => name)]
  for (const row of await system.read(table.id, { fields, limit: -1 })) {
    const from = [String(row['collection'])]
    const carried = naming.map(([name, carry]) => [name, carry(row[name], from, names)] as const)
    const changes = changesOf(row, Object.fromEntries(carried))
    if (Object.keys(changes).length > 0)
      await system.update(table.id, { keys: [row[key] as string | number] }, changes)
  }
}

function has({ columns }: Table, name: string): boolean {
  return columns.some((column) => column.name === name)
}
