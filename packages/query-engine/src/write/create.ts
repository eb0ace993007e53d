import type { Column, Table } from '@relvar/schema-introspect/model'
import type { Key, Row } from '../query/query.js'
import { automaticValue } from './automatic.js'
import type { Payload } from './payload.js'
import { takeApart } from './payload.js'
import { assertCheck, guardOfWrite } from './rights.js'
import { insertRows } from './statements.js'
import { writeToMany } from './to-many.js'
import { writeToOne } from './to-one.js'
import { validate } from './validate.js'
import type { Writing } from './writing.js'
import { assertAction, countRows, runBefore, runWithin } from './writing.js'

/** Creates rows with what is nested in them; answers their keys in order. */
export async function createItems(
  writing: Writing,
  table: Table,
  items: readonly Row[],
): Promise<readonly Key[]> {
  const rows = await createRows(writing, table, items, [])
  return rows.map(
    (row) => Object.fromEntries(table.primaryKey.map((each) => [each, row[each]])) as Key,
  )
}

/** The same, answering more columns than the key: those that rows around them link to. */
export async function createRows(
  writing: Writing,
  table: Table,
  items: readonly Row[],
  wanted: readonly string[],
): Promise<Row[]> {
  assertAction(writing, table, 'create')
  countRows(writing, items.length)
  if (items.length === 0) return []
  const guard = guardOfWrite(writing, table, 'create')
  const payloads: Payload[] = []
  const sent: Row[] = []
  for (const item of items) {
    const payload = await runBefore(writing, 'items.create', table, item, [])
    const rules = { action: 'create' as const, guard, unknownFields: writing.core.unknownFields }
    const apart = takeApart(table, payload, rules)
    for (const [name, value] of Object.entries(guard.presets)) {
      if (!apart.values.has(name) && table.columns.some((column) => column.name === name))
        apart.values.set(name, value)
    }
    validate(writing, table, apart, guard, true)
    payloads.push(apart)
    sent.push(payload)
  }
  for (const payload of payloads) await writeToOne(writing, table, payload)
  for (const { values } of payloads) fillAutomatic(writing, table.columns, values)
  const columns = wantedColumns(table, payloads, wanted)
  const rows = await insertRows(
    writing,
    table,
    payloads.map((payload) => payload.values),
    columns,
  )
  await writeToMany(
    writing,
    table,
    payloads.map((payload, index) => ({ row: rows[index] as Row, payload, fresh: true })),
  )
  const keys = rows.map(
    (row) => Object.fromEntries(table.primaryKey.map((each) => [each, row[each]])) as Key,
  )
  await assertCheck(writing, table, keys, guard.check)
  for (const [index, payload] of sent.entries()) {
    await runWithin(writing, 'items.create', table, payload, [keys[index] as Key])
  }
  return rows
}

/** The key, what the caller wants, and what the rows of to-many relationships will link to. */
export function wantedColumns(
  table: Table,
  payloads: readonly Payload[],
  wanted: readonly string[],
): string[] {
  const linked = payloads.flatMap(({ toMany }) =>
    toMany.flatMap(({ relationship }) => relationship.columns.map(([here]) => here)),
  )
  return [...new Set([...table.primaryKey, ...wanted, ...linked])]
}

function fillAutomatic(
  writing: Writing,
  columns: readonly Column[],
  values: Map<string, unknown>,
): void {
  for (const column of columns) {
    const { onCreate } = column.traits
    if (onCreate === undefined) continue
    const given = values.get(column.name)
    const isKept = onCreate === 'uuid' && given !== undefined && given !== null && given !== ''
    if (!isKept) values.set(column.name, automaticValue(onCreate, column, writing))
  }
}
