import type { Row, Session, SystemNames } from '@relvar/query-engine'
import { forgetCollection } from '../overlay/forget-collection.js'
import { carryKnown } from '../carry/carry-known.js'
import { newNames } from '../carry/new-names.js'
import { collectionsTable } from '../overlay/tables/collections-table.js'
import { fieldsTable } from '../overlay/tables/fields-table.js'
import { relationsTable } from '../overlay/tables/relations-table.js'
import { forgetField, forgetHalves } from '../propose/forget-field.js'
import type { SchemaChange } from '../change/schema-change.js'
import type { NotedChange, Saying } from '../propose/proposal.js'
import type { SnapshotPlan } from './plan-snapshot.js'
import type { RowChanges, TableRowChanges } from './row-changes.js'

/** Writes what a plan says about tables, in the transaction of whoever asked for it. */
export async function saySnapshot(
  saying: Saying,
  names: SystemNames,
  { renames, dropped, rows }: SnapshotPlan,
): Promise<void> {
  const { before, model, session, system } = saying
  const moves = { renames, dropped }
  await carryKnown(system, names, moves, newNames(before, model ?? before, moves, names))
  await writeRows(session, names, rows)
  for (const place of dropped.fields) await forgetField(saying, names, place)
  for (const collection of dropped.collections) {
    await forgetHalves(saying, names, collection)
    await forgetCollection(system, names, collection)
  }
}

/** Tables that a plan makes, changes or drops, of which nothing is said that would have a place in the history. */
export function notedChanges({ changes, renames, rows }: SnapshotPlan): readonly NotedChange[] {
  const { create, update, remove } = rows.collections
  const said = new Set([
    ...create.map(({ collection }) => collection),
    ...update.map(({ key }) => key),
    ...remove,
  ])
  const actions = new Map<string, NotedChange['action']>()
  const note = (table: string | null, action: NotedChange['action']): void => {
    if (table !== null && !said.has(table)) actions.set(table, actions.get(table) ?? action)
  }
  for (const { to } of renames.collections) note(to, 'update')
  for (const change of changes) note(...tableOfChange(change))
  return [...actions].map(([item, action]) => ({ action, table: 'collections', item }))
}

function tableOfChange(change: SchemaChange): readonly [string | null, NotedChange['action']] {
  switch (change.kind) {
    case 'create-table':
      return [nameOf(change.table), 'create']
    case 'create-view':
      return [nameOf(change.view), 'create']
    case 'rename-table':
      return [null, 'update']
    case 'drop-table':
    case 'drop-view':
      return [change.table, 'delete']
    default:
      return ['table' in change ? change.table : null, 'update']
  }
}

function nameOf({ schema, name }: { readonly schema?: string; readonly name: string }): string {
  return schema === undefined ? name : `${schema}.${name}`
}

/** What others name comes first and goes last. */
async function writeRows(
  session: Session,
  names: SystemNames,
  { collections, fields, relations }: RowChanges,
): Promise<void> {
  const tables = [
    { id: names.id(collectionsTable.name), key: 'collection', changes: collections },
    { id: names.id(fieldsTable.name), key: 'id', changes: fields },
    { id: names.id(relationsTable.name), key: 'id', changes: relations },
  ]
  for (const { id, key, changes } of tables) await putRows(session, id, key, changes)
  for (const { id, key, changes } of tables.toReversed())
    if (changes.remove.length > 0)
      await session.delete(id, all({ [key]: { _in: [...changes.remove] } }))
}

async function putRows(
  session: Session,
  id: string,
  key: string,
  { create, update }: TableRowChanges,
): Promise<void> {
  if (create.length > 0) await session.create(id, create)
  for (const { key: value, row } of update)
    await session.update(id, all({ [key]: { _eq: value } }), row)
}

function all(filter: Row) {
  return { query: { filter, limit: -1 } }
}
