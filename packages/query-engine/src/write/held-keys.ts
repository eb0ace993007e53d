import type { Table } from '@relvar/schema-introspect/model'
import { assertOneEach } from '../query/key.js'
import type { Key } from '../query/query.js'
import { distinctKeys, inOrderOf } from './keys.js'
import { selectRows } from './select-rows.js'
import type { Writing } from './writing.js'

/**
 * Keys that a write may go by, each of one row at the most. Where nothing in the database sees to that,
 * they are those of the rows that are there, which are locked: rules may open one row of several
 * to the actor, and the statement would meet them all.
 *
 * @throws UnprocessableContentError where a key meets several rows
 */
export async function heldKeys(
  writing: Writing,
  table: Table,
  keys: readonly Key[],
): Promise<readonly Key[]> {
  if (table.traits.unheldKey !== true) return keys
  const found = (await selectRows(writing, table, keys, table.primaryKey, { lock: true })) as Key[]
  const different = Math.min(keys.length, distinctKeys(table, found).length)
  assertOneEach(table, different, found.length)
  return inOrderOf(table, keys, found)
}
