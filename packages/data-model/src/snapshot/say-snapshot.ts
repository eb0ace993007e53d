import type { Row, Session, SystemNames } from '@relvar/query-engine'
import { forgetCollection } from '../overlay/forget-collection.js'
import { carryKnown } from '../carry/carry-known.js'
import { newNames } from '../carry/new-names.js'
import { collectionsTable } from '../overlay/tables/collections-table.js'
import { fieldsTable } from '../overlay/tables/fields-table.js'
import { relationsTable } from '../overlay/tables/relations-table.js'
import { forgetField, forgetHalves } from '../propose/forget-field.js'
import type { Saying } from '../propose/proposal.js'
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
  await carryKnown(system, names, moves, newNames(before, model ?? before, moves))
  await writeRows(session, names, rows)
  for (const place of dropped.fields) await forgetField(saying, names, place)
  for (const collection of dropped.collections) {
    await forgetHalves(saying, names, collection)
    await forgetCollection(system, names, collection)
  }
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
