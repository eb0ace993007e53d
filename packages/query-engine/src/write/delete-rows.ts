import type { Table } from '@relvar/schema-introspect/model'
import { name, tableRef } from '../compile/build.js'
import { ForeignKeyViolationError } from '../errors.js'
import { assertOneEach } from '../query/key.js'
import type { Key } from '../query/query.js'
import { chunksOfKeys, inOrderOf, whereKeys } from './keys.js'
import { selectRows } from './select-rows.js'
import { returnedColumns, run, wireRows } from './values.js'
import { unlinkRows } from './unlink-rows.js'
import type { Writing } from './writing.js'

/**
 * Deletes the rows with these keys; answers the keys of those that were there. Links among them hold
 * nothing up, whichever rows the database looks at first and however many statements it takes.
 */
export async function deleteRows(
  writing: Writing,
  table: Table,
  keys: readonly Key[],
): Promise<readonly Key[]> {
  const deleted: Key[] = []
  const chunks = chunksOfKeys(writing, table, keys)
  if (chunks.length > 1) await unlinkRows(writing, table, keys)
  for (const chunk of chunks) deleted.push(...(await deleteLinked(writing, table, chunk)))
  return inOrderOf(table, keys, deleted)
}

/** Tries it as it is first: rows that link to each other are rare. */
async function deleteLinked(
  writing: Writing,
  table: Table,
  keys: readonly Key[],
): Promise<readonly Key[]> {
  try {
    return await deleteChunk(writing, table, keys)
  } catch (error) {
    const mayLink =
      error instanceof ForeignKeyViolationError && writing.core.dialect.capabilities.checksEachRow
    if (!mayLink || !(await unlinkRows(writing, table, keys))) throw error
    return deleteChunk(writing, table, keys)
  }
}

async function deleteChunk(
  writing: Writing,
  table: Table,
  keys: readonly Key[],
): Promise<readonly Key[]> {
  const errors = { kind: 'write', table, rows: [] } as const
  const { dialect } = writing.core
  const where = whereKeys(writing, table, keys, name)
  const removal = { table: tableRef(table), target: table, where }
  if (dialect.capabilities.deleteReturning) {
    const returned = returnedColumns(writing, table, table.primaryKey)
    const { rows } = await run(writing, dialect.delete({ ...removal, returned }), errors)
    assertOneEach(table, keys.length, rows.length)
    return wireRows(writing, table, table.primaryKey, rows) as Key[]
  }
  const present = await selectRows(writing, table, keys, table.primaryKey, { lock: true })
  const statement = dialect.delete({ ...removal, returned: null })
  const { numAffectedRows } = await run(writing, statement, errors)
  assertOneEach(table, keys.length, Number(numAffectedRows))
  return present as Key[]
}
