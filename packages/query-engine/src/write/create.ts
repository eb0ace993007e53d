import type { Table } from '@relvar/schema-introspect/model'
import type { Key, Row } from '../query/query.js'
import { fillAutomatic } from './automatic.js'
import { insertRows } from './insert-rows.js'
import { keepSecrets } from './keep-secrets.js'
import { keyOfRow } from './keys.js'
import type { Payload } from './payload.js'
import { takeApart } from './payload.js'
import { assertCheck, type Right, rightTo } from './rights.js'
import { rowChanges, rowStates } from './row-states.js'
import { writeToMany } from './to-many.js'
import { writeToOne } from './to-one.js'
import { validate } from './validate.js'
import type { Writing } from './writing.js'
import { countRows, ownPlace, runBefore, runWithin } from './writing.js'

/** Creates rows with what is nested in them; answers their keys in order. */
export async function createItems(
  writing: Writing,
  id: string,
  items: readonly Row[],
): Promise<readonly Key[]> {
  const right = rightTo(writing, id, 'create')
  const rows = await createRows(writing, right, items, [])
  return rows.map((row) => keyOfRow(right.table, row))
}

/** The same, answering more columns than the key: those that rows around them link to. */
export async function createRows(
  outer: Writing,
  right: Right,
  items: readonly Row[],
  wanted: readonly string[],
): Promise<Row[]> {
  const writing = ownPlace(outer)
  const { table } = right
  countRows(writing, items.length)
  if (items.length === 0) return []
  const sent = await afterHooks(writing, table, items)
  const payloads = sent.map((item) => prepared(writing, right, item))
  await writeToOne(writing, table, payloads)
  const values = payloads.map((payload) => payload.values)
  for (const each of values) fillAutomatic(writing, table, 'onCreate', each)
  await keepSecrets(writing, table, values)
  const rows = await insertRows(writing, table, values, wantedColumns(table, payloads, wanted))
  const parents = payloads.map((payload, index) => ({ row: rows[index] ?? {}, payload }))
  await writeToMany(writing, table, parents, true)
  const keys = rows.map((row) => keyOfRow(table, row))
  await assertCheck(writing, right, keys)
  const after = await rowStates(writing, 'items.create', table, keys)
  const payloadOf = (index: number): Row => sent[index] ?? {}
  const writes = keys.map((key, index) => ({ payload: payloadOf(index), keys: [key] }))
  const changes = rowChanges(table, keys, new Map(), after, (_, index) => payloadOf(index))
  await runWithin(writing, 'items.create', table, writes, changes)
  return rows
}

/** What the hooks before a creation make of its items. */
async function afterHooks(
  writing: Writing,
  table: Table,
  items: readonly Row[],
): Promise<readonly Row[]> {
  if (writing.core.hooks.beforeHooks('items.create', table.id).length === 0) return items
  const sent: Row[] = []
  for (const item of items) sent.push(await runBefore(writing, 'items.create', table, item, []))
  return sent
}

function prepared(writing: Writing, right: Right, item: Row): Payload {
  const payload = takeApart(writing, right, item)
  validate(writing, right, payload)
  return payload
}

/** The key, what the caller wants, and what the rows of to-many relationships will link to. */
export function wantedColumns(
  table: Table,
  payloads: readonly Payload[],
  wanted: readonly string[] = [],
): string[] {
  const lists = new Set(payloads.flatMap(({ toMany }) => toMany.map((list) => list.relationship)))
  const linked = [...lists].flatMap(({ columns }) => columns.map(([here]) => here))
  return [...new Set([...table.primaryKey, ...wanted, ...linked])]
}
