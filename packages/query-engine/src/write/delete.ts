import type { Key } from '../query/query.js'
import { deleteRows } from './delete-rows.js'
import { distinctKeys, inOrderOf } from './keys.js'
import { hasDeclaredLinks, releaseLinks } from './release-links.js'
import { heldKeys } from './held-keys.js'
import { permittedKeys, rightTo, rulesFor } from './rights.js'
import { rowChanges, rowStates } from './row-states.js'
import type { Writing } from './writing.js'
import { countRows, runBefore, runWithin } from './writing.js'

/** Deletes rows; answers the keys of those that were there. */
export async function deleteItems(
  writing: Writing,
  id: string,
  keys: readonly Key[],
): Promise<readonly Key[]> {
  const right = rightTo(writing, id, 'delete')
  const { table } = right
  const asked = distinctKeys(table, keys)
  countRows(writing, asked.length)
  const distinct = await heldKeys(writing, table, asked)
  if (distinct.length === 0) return []
  await runBefore(writing, 'items.delete', table, {}, distinct)
  const rules = rulesFor(right)
  const before = await rowStates(writing, 'items.delete', table, distinct)
  let present = distinct
  if (rules.length > 0 || hasDeclaredLinks(writing, table)) {
    present = inOrderOf(table, distinct, await permittedKeys(writing, table, distinct, rules))
    await releaseLinks(writing, table, present)
  }
  const deleted = await deleteRows(writing, table, present)
  if (deleted.length === 0) return deleted
  const changes = rowChanges(table, deleted, before, new Map(), () => ({}))
  await runWithin(writing, 'items.delete', table, [{ payload: {}, keys: deleted }], changes)
  return deleted
}
