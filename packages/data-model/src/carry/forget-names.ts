import type { Row, SystemNames } from '@relvar/query-engine'
import { readOverlayRows } from '../overlay/overlay-rows.js'
import { collectionsTable } from '../overlay/tables/collections-table.js'
import { fieldsTable } from '../overlay/tables/fields-table.js'
import type { Saying } from '../propose/proposal.js'
import type { Dropped } from '../snapshot/plan-snapshot.js'
import { changesOf } from './changes-of.js'
import { carryKnown } from './carry-known.js'
import { carryCollection, carryField } from './carry-said.js'
import { type Moves, newNames } from './new-names.js'

/** Takes the names of what goes out of all that names them: rights, presets, templates, lists of fields. */
export async function forgetNames(
  { before, model, session, system }: Saying,
  names: SystemNames,
  dropped: Dropped,
): Promise<void> {
  const moves: Moves = { renames: { collections: [], fields: [] }, dropped }
  const moved = newNames(before, model ?? before, moves, names)
  await carryKnown(system, names, moves, moved)
  const { collections, fields } = await readOverlayRows(session, names)
  for (const row of collections)
    await put(collectionsTable.name, row.collection, row, carryCollection(row, moved))
  for (const row of fields)
    await put(fieldsTable.name, Number(row['id']), row, carryField(row, moved))

  async function put(table: string, key: string | number, row: Row, carried: Row): Promise<void> {
    const changes = changesOf(row, carried)
    if (Object.keys(changes).length > 0)
      await session.update(names.id(table), { keys: [key] }, changes)
  }
}
