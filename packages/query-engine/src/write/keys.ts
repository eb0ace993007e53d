import type { Table } from '@relvar/schema-introspect/model'
import { columnForm } from '../compile/context.js'
import { inList, rowsIn } from '../compile/in-list.js'
import type { Sql } from '../dialect/dialect.js'
import { ForbiddenError } from '../errors.js'
import { keyShape, parseKey } from '../query/key.js'
import { isPlainObject } from '../query/plain.js'
import type { Key, KeyInput, KeyValue, Row } from '../query/query.js'
import { toValue, ValueError } from '../query/value.js'
import { columnOf, relationshipOf } from '../resolve/resolution.js'
import { columnNamed, parameterOf } from './values.js'
import type { Writing } from './writing.js'

/** Keys of one statement at the most, whatever the database allows. */
const MAX_KEYS = 1000

/**
 * A key in the one spelling that all its spellings share: `"07"` of an integer is `7`.
 *
 * @throws ForbiddenError for what cannot be a key of this table, as for the key of a row that is missing
 */
export function requireKey(table: Table, input: KeyInput): Key {
  const key = parseKey(table, input)
  if (key === null) throw new ForbiddenError(keyShape(table) ?? undefined)
  return normalKey(table, key)
}

function normalKey(table: Table, key: Row): Key {
  try {
    return Object.fromEntries(
      table.primaryKey.map((name) => [
        name,
        toValue(columnNamed(table, name).type, key[name]) as KeyValue,
      ]),
    )
  } catch (error) {
    if (error instanceof ValueError) throw new ForbiddenError()
    throw error
  }
}

/**
 * The key that an item holds, null where a part of it is missing. A part that is a link may be
 * written as the linked item: then it is the key of that.
 */
export function keyOfItem(table: Table, item: Row): Key | null {
  const parts = table.primaryKey.map((name) => [name, linkedKey(table, name, item[name])] as const)
  if (parts.length === 0 || parts.some(([, value]) => value === undefined || value === null)) {
    return null
  }
  return normalKey(table, Object.fromEntries(parts))
}

/** What a part of a key is: of a link that is written as the linked item, the key of that. */
export function linkedKey(table: Table, name: string, value: unknown): unknown {
  if (!isPlainObject(value)) return value
  const pair = relationshipOf(table, name)?.columns.find(([here]) => here === name)
  return pair === undefined ? value : value[pair[1]]
}

/** What of an item is more than its key: links in the key may hold items of their own. */
export function changesOf(table: Table, item: Row): Row {
  return Object.fromEntries(
    Object.entries(item).filter(
      ([name, value]) =>
        !table.primaryKey.includes(name) ||
        (isPlainObject(value) && columnOf(table, name)?.type !== 'json'),
    ),
  )
}

export function keyOfRow(table: Table, row: Row): Key {
  return Object.fromEntries(table.primaryKey.map((name) => [name, row[name]])) as Key
}

/** Tells keys apart, and only those that are different. */
export function keyText(table: Table, key: Row): string {
  const [only = ''] = table.primaryKey
  if (table.primaryKey.length === 1) return String(key[only])
  return JSON.stringify(table.primaryKey.map((name) => String(key[name])))
}

export function distinctKeys(table: Table, keys: readonly Key[]): readonly Key[] {
  return [...new Map(keys.map((key) => [keyText(table, key), key])).values()]
}

/** Rows in the order in which their keys were given; a database answers in any. */
export function inOrderOf(
  table: Table,
  keys: readonly Key[],
  rows: readonly Key[],
): readonly Key[] {
  if (rows.length < 2) return rows
  const places = new Map(keys.map((key, index) => [keyText(table, key), index]))
  const placeOf = (row: Key) => places.get(keyText(table, row)) ?? keys.length
  return [...rows].sort((a, b) => placeOf(a) - placeOf(b))
}

/** As many keys at a time as a statement with so many other parameters can hold. */
export function chunksOfKeys(
  { core }: Writing,
  table: Table,
  keys: readonly Key[],
  others = 0,
): Key[][] {
  const room = (core.dialect.capabilities.maxParameters - others) / table.primaryKey.length
  const size = Math.max(1, Math.min(MAX_KEYS, Math.floor(room)))
  const chunks: Key[][] = []
  for (let start = 0; start < keys.length; start += size)
    chunks.push(keys.slice(start, start + size))
  return chunks
}

/**
 * The condition that names rows by all columns of their key: a write by part of a key would meet
 * rows that nobody meant.
 */
export function whereKeys(
  writing: Writing,
  table: Table,
  keys: readonly Key[],
  reference: (column: string) => Sql,
): Sql {
  if (table.primaryKey.length === 0) throw new Error(`"${table.id}" has no key.`)
  const { dialect } = writing.core
  const columns = table.primaryKey.map((each) => columnNamed(table, each))
  const references = columns.map((column) =>
    dialect.comparable(columnForm(column), reference(column.name)),
  )
  const rows = keys.map((key) =>
    columns.map((column) =>
      dialect.parameter(columnForm(column), parameterOf(writing, column, key[column.name])),
    ),
  )
  if (columns.length > 1 || rows.length === 1) return rowsIn(dialect, references, rows)
  return inList(dialect, references[0] as Sql, rows.flat(), false)
}
