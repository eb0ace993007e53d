import type { Relationship, Table } from '@relvar/schema-introspect/model'
import { ForeignKeyViolationError } from '../errors.js'
import type { Key } from '../query/query.js'
import { guardOfWrite, permittedKeys, rulesFor } from './rights.js'
import { deleteRows, selectMatching, selectRows, updateRows } from './statements.js'
import type { Writing } from './writing.js'
import { assertAction, countRows, runBefore, runWithin } from './writing.js'

/** Deletes rows; answers the keys of those that were there. */
export async function deleteItems(
  writing: Writing,
  table: Table,
  keys: readonly Key[],
): Promise<readonly Key[]> {
  assertAction(writing, table, 'delete')
  countRows(writing, keys.length)
  if (keys.length === 0) return []
  const guard = guardOfWrite(writing, table, 'delete')
  await runBefore(writing, 'items.delete', table, {}, keys)
  const present = await permittedKeys(writing, table, keys, rulesFor(guard, []))
  if (present.length === 0) return []
  await releaseLinks(writing, table, present)
  await deleteRows(writing, table, present)
  await runWithin(writing, 'items.delete', table, {}, present)
  return present
}

/** Links without a foreign key are the engine's to look after when their target goes. */
async function releaseLinks(writing: Writing, table: Table, keys: readonly Key[]): Promise<void> {
  for (const other of Object.values(writing.core.schema.tables)) {
    for (const relationship of other.relationships) {
      const { onDelete } = relationship.traits
      if (
        relationship.source !== 'declared' ||
        relationship.cardinality !== 'many-to-one' ||
        onDelete === undefined
      )
        continue
      if (relationship.target === table.id)
        await release(writing, table, other, relationship, keys, onDelete)
    }
  }
}

async function release(
  writing: Writing,
  table: Table,
  other: Table,
  relationship: Relationship,
  keys: readonly Key[],
  onDelete: 'set null' | 'cascade' | 'restrict',
): Promise<void> {
  const targets = await selectRows(
    writing,
    table,
    keys,
    relationship.columns.map(([, there]) => there),
  )
  for (const target of targets) {
    const link = new Map(relationship.columns.map(([here, there]) => [here, target[there] ?? null]))
    if ([...link.values()].includes(null)) continue
    const linking = (await selectMatching(writing, other, link, other.primaryKey)) as Key[]
    if (linking.length === 0) continue
    if (onDelete === 'restrict') {
      throw new ForeignKeyViolationError({ collection: table.id, field: null, value: null })
    }
    if (onDelete === 'cascade') await deleteRows(writing, other, linking)
    else
      await updateRows(
        writing,
        other,
        linking,
        new Map([...link.keys()].map((name) => [name, null])),
      )
  }
}
