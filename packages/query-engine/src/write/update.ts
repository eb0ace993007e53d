import type { Table } from '@relvar/schema-introspect/model'
import { InvalidPayloadError } from '../errors.js'
import { parseKey } from '../query/key.js'
import { isPlainObject } from '../query/plain.js'
import type { Key, Row } from '../query/query.js'
import { automaticValue } from './automatic.js'
import { wantedColumns } from './create.js'
import type { Payload } from './payload.js'
import { takeApart } from './payload.js'
import { assertCheck, guardOfWrite, permittedKeys, rulesFor } from './rights.js'
import type { Values } from './statements.js'
import { selectRows, updateRows, updateRowsEach } from './statements.js'
import { keyText } from './target.js'
import { writeToMany } from './to-many.js'
import { writeToOne } from './to-one.js'
import { validate } from './validate.js'
import type { Writing } from './writing.js'
import { assertAction, countRows, runBefore, runWithin } from './writing.js'

/** Gives rows the same new values; answers the keys of those that were there, as they are now. */
export async function updateItems(
  writing: Writing,
  table: Table,
  keys: readonly Key[],
  data: Row,
): Promise<readonly Key[]> {
  assertAction(writing, table, 'update')
  countRows(writing, keys.length)
  if (keys.length === 0) return []
  const prepared = await prepare(writing, table, keys, data)
  const { payload, guard, sent } = prepared
  const present = await permittedKeys(writing, table, keys, rulesFor(guard, fieldsOf(payload)))
  if (present.length === 0) return []
  await writeToOne(writing, table, payload)
  fillAutomatic(writing, table, payload)
  await updateRows(writing, table, present, payload.values)
  const now = present.map((key) => keyAfter(table, key, payload.values))
  await writeNested(writing, table, now, payload)
  await assertCheck(writing, table, now, guard.check)
  await runWithin(writing, 'items.update', table, sent, now)
  return now
}

/** Gives each row values of its own; rows without anything nested share statements. */
export async function updateEachItem(
  writing: Writing,
  table: Table,
  items: readonly Row[],
): Promise<readonly Key[]> {
  assertAction(writing, table, 'update')
  const parts = items.map((item) => keyAndChanges(table, item))
  if (
    items.length < 2 ||
    parts.some(({ changes }) => hasNested(table, changes)) ||
    hasDuplicates(table, parts)
  ) {
    const done: Key[] = []
    for (const { key, changes } of parts)
      done.push(...(await updateItems(writing, table, [key], changes)))
    return done
  }
  return updateFlat(writing, table, parts)
}

interface KeyedChanges {
  readonly key: Key
  readonly changes: Row
}

async function updateFlat(
  writing: Writing,
  table: Table,
  parts: readonly KeyedChanges[],
): Promise<readonly Key[]> {
  countRows(writing, parts.length)
  const prepared = []
  for (const { key, changes } of parts)
    prepared.push({ key, ...(await prepare(writing, table, [key], changes)) })
  const rules = prepared.map(({ guard, payload }) => rulesFor(guard, fieldsOf(payload)))
  const allRules = [...new Map(rules.flat().map((rule) => [JSON.stringify(rule), rule])).values()]
  const present = new Set(
    (
      await permittedKeys(
        writing,
        table,
        parts.map(({ key }) => key),
        allRules,
      )
    ).map((key) => keyText(table, key)),
  )
  const there = prepared.filter(({ key }) => present.has(keyText(table, key)))
  for (const { payload } of there) fillAutomatic(writing, table, payload)
  for (const group of byColumns(table, there)) await updateRowsEach(writing, table, group)
  const keys = there.map(({ key }) => key)
  await assertCheck(writing, table, keys, prepared[0]?.guard.check)
  for (const { key, sent } of there) await runWithin(writing, 'items.update', table, sent, [key])
  return keys
}

/** Rows that change the same columns, each with its key in front. */
function byColumns(table: Table, rows: readonly { key: Key; payload: Payload }[]): Values[][] {
  const groups = new Map<string, Values[]>()
  for (const { key, payload } of rows) {
    const changed = [...payload.values].sort(([a], [b]) => (a < b ? -1 : 1))
    if (changed.length === 0) continue
    const values = new Map<string, unknown>([
      ...table.primaryKey.map((name) => [name, key[name]] as const),
      ...changed,
    ])
    const name = [...values.keys()].join('\0')
    groups.set(name, [...(groups.get(name) ?? []), values])
  }
  return [...groups.values()]
}

async function prepare(writing: Writing, table: Table, keys: readonly Key[], data: Row) {
  const guard = guardOfWrite(writing, table, 'update')
  const sent = await runBefore(writing, 'items.update', table, data, keys)
  const payload = takeApart(table, sent, {
    action: 'update',
    guard,
    unknownFields: writing.core.unknownFields,
  })
  for (const [name, value] of Object.entries(guard.presets)) {
    if (!payload.values.has(name) && table.columns.some((column) => column.name === name))
      payload.values.set(name, value)
  }
  validate(writing, table, payload, guard, false)
  return { guard, sent, payload }
}

function keyAndChanges(table: Table, item: Row): KeyedChanges {
  const key = isPlainObject(item) ? parseKey(table, item as Key) : null
  if (key === null)
    throw new InvalidPayloadError(`Each item has to hold its key (${table.primaryKey.join(', ')}).`)
  return {
    key,
    changes: Object.fromEntries(
      Object.entries(item).filter(([name]) => !table.primaryKey.includes(name)),
    ),
  }
}

function hasNested(table: Table, changes: Row): boolean {
  return table.relationships.some(
    ({ name }) =>
      Object.hasOwn(changes, name) &&
      (isPlainObject(changes[name]) ||
        Array.isArray(changes[name]) ||
        !table.columns.some((column) => column.name === name)),
  )
}

function hasDuplicates(table: Table, parts: readonly KeyedChanges[]): boolean {
  return new Set(parts.map(({ key }) => keyText(table, key))).size < parts.length
}

function fieldsOf({ values, toOne, toMany }: Payload): string[] {
  return [...values.keys(), ...[...toOne, ...toMany].map(({ relationship }) => relationship.name)]
}

function fillAutomatic(writing: Writing, table: Table, { values }: Payload): void {
  for (const column of table.columns) {
    const { onUpdate } = column.traits
    if (onUpdate !== undefined) values.set(column.name, automaticValue(onUpdate, column, writing))
  }
}

/** A key whose columns were written is another one now. */
function keyAfter(table: Table, key: Key, values: Values): Key {
  const changed = table.primaryKey
    .filter((name) => values.has(name))
    .map((name) => [name, values.get(name)])
  return changed.length === 0 ? key : { ...key, ...Object.fromEntries(changed) }
}

async function writeNested(
  writing: Writing,
  table: Table,
  keys: readonly Key[],
  payload: Payload,
): Promise<void> {
  if (payload.toMany.length === 0) return
  const rows = await selectRows(writing, table, keys, wantedColumns(table, [payload], []))
  await writeToMany(
    writing,
    table,
    rows.map((row) => ({ row, payload, fresh: false })),
  )
}
