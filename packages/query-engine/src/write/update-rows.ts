import type { ColumnType, Table } from '@relvar/schema-introspect/model'
import { sql } from 'kysely'
import { commaList, name, tableRef } from '../compile/build.js'
import type { Returned, Sql } from '../dialect/dialect.js'
import { assertOneEach } from '../query/key.js'
import type { Key } from '../query/query.js'
import { chunksOfKeys, inOrderOf, keyOfRow, whereKeys } from './keys.js'
import { naming } from './missing-link.js'
import { selectRows } from './select-rows.js'
import { columnNamed, returnedColumns, run, type Values, wireRows, writtenValue } from './values.js'
import type { Writing } from './writing.js'

/** Rows of values that one statement brings at the most: more gain nothing and cost memory. */
const MAX_ROWS = 1000

/** Gives the rows with these keys the same values; answers the keys of those that were there, as they are now. */
export async function updateRows(
  writing: Writing,
  table: Table,
  keys: readonly Key[],
  values: Values,
): Promise<readonly Key[]> {
  const sets = [...values].map(([each, value]) => {
    const column = columnNamed(table, each)
    return sql`${name(each)} = ${writtenValue(writing, column, value)}`
  })
  const movesKey = table.primaryKey.some((each) => values.has(each))
  const written: Key[] = []
  for (const chunk of chunksOfKeys(writing, table, keys, values.size)) {
    const where = whereKeys(writing, table, chunk, name)
    const parts = { table: tableRef(table), target: table, sets: commaList(sets), where }
    const update = (returned: Returned | null) =>
      writing.core.dialect.update({ ...parts, returned })
    const present = await keysOfUpdate(writing, table, chunk, { movesKey, update }, [values])
    written.push(...present.map((key) => keyAfter(table, key, values)))
  }
  return written
}

/** Gives each row its own values, all of the same columns; each holds its key. */
export async function updateRowsEach(
  writing: Writing,
  table: Table,
  rows: readonly Values[],
): Promise<readonly Key[]> {
  const { dialect } = writing.core
  const columns = [...(rows[0]?.keys() ?? [])].map((each) => columnNamed(table, each))
  // A dialect may need the key a few times: to find the row, and to tell which it is.
  const parameters = columns.length + 2 * table.primaryKey.length
  const room = Math.floor(dialect.capabilities.maxParameters / parameters)
  const size = Math.max(1, Math.min(MAX_ROWS, room))
  const written: Key[] = []
  for (let start = 0; start < rows.length; start += size) {
    const chunk = rows.slice(start, start + size)
    const values = chunk.map((row) =>
      columns.map((column) => writtenValue(writing, column, row.get(column.name))),
    )
    const parts = { table: tableRef(table), target: table, columns, rows: values }
    const update = (returned: Returned | null) => dialect.updateEach({ ...parts, returned })
    const keys = chunk.map((row) => keyOfRow(table, Object.fromEntries(row)))
    const way = { movesKey: false, update }
    written.push(...(await keysOfUpdate(writing, table, keys, way, chunk)))
  }
  return written
}

interface Way {
  /** The statement writes columns of the key. */
  readonly movesKey: boolean
  /** The statement, answering this of the rows that it changed. */
  readonly update: (returned: Returned | null) => Sql
}

/** Runs an update; answers the keys of the rows that were there. */
async function keysOfUpdate(
  writing: Writing,
  table: Table,
  keys: readonly Key[],
  { movesKey, update }: Way,
  rows: readonly Values[],
): Promise<readonly Key[]> {
  const send = (statement: Sql) =>
    naming(writing, table, rows, (errors) => run(writing, statement, errors))
  if (writing.core.dialect.capabilities.updateReturning) {
    const { rows: raw } = await send(update(returnedColumns(writing, table, table.primaryKey)))
    assertOneEach(table, keys.length, raw.length)
    const present = wireRows(writing, table, table.primaryKey, raw) as Key[]
    return movesKey ? present : inOrderOf(table, keys, present)
  }
  // How many rows there were tells which, unless a row may answer to another spelling of its key.
  const isTold =
    !movesKey && table.primaryKey.every((each) => isExact(columnNamed(table, each).type))
  const before = isTold ? null : await presentKeys(writing, table, keys)
  const { numAffectedRows } = await send(update(null))
  assertOneEach(table, keys.length, Number(numAffectedRows))
  if (before !== null) return before
  return Number(numAffectedRows) === keys.length ? keys : presentKeys(writing, table, keys)
}

async function presentKeys(
  writing: Writing,
  table: Table,
  keys: readonly Key[],
): Promise<readonly Key[]> {
  const found = await selectRows(writing, table, keys, table.primaryKey, { lock: true })
  return inOrderOf(table, keys, found as Key[])
}

/** Text compares by its collation, which may ignore case or trailing spaces. */
function isExact(type: ColumnType): boolean {
  return type === 'integer' || type === 'bigInteger' || type === 'uuid' || type === 'date'
}

/** A key whose columns were written is another one now. */
function keyAfter(table: Table, key: Key, values: Values): Key {
  const moved = table.primaryKey.filter((each) => values.has(each))
  if (moved.length === 0) return key
  return { ...key, ...Object.fromEntries(moved.map((each) => [each, values.get(each)])) } as Key
}
