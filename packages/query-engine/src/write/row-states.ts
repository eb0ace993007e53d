import { type Column, isSecret, type Table } from '@relvar/schema-introspect/model'
import type { RowChange, WriteEventName } from '../hooks/hooks.js'
import type { Filter, Key, Row } from '../query/query.js'
import { MASK } from '../secret-codecs.js'
import { keyText } from './keys.js'
import { restriction } from './rights.js'
import { selectRows } from './select-rows.js'
import type { Writing } from './writing.js'

/** Whole rows by their keys, as they were at some moment; none where no hook asks for them. */
export type RowStates = ReadonlyMap<string, Row>

export const NONE: RowStates = new Map()

/**
 * Rows as they are now, in wire form, for the hooks within the transaction that ask for them. They
 * are read for all keys together, and locked, so that what is told of them is what is written over.
 *
 * @param rules which rows; the others are as if they were not there
 */
export async function rowStates(
  writing: Writing,
  name: WriteEventName,
  table: Table,
  keys: readonly Key[],
  rules: readonly Filter[] = [],
): Promise<RowStates> {
  const { core, actor } = writing
  if (keys.length === 0 || !core.hooks.wantsRows(name, table, actor)) return NONE
  const columns = table.columns.map((column) => column.name)
  const rows = await selectRows(writing, table, keys, columns, {
    lock: true,
    restrict: await restriction(writing, table, rules),
  })
  return statesOf(table, rows)
}

/** Rows that a statement has answered, all columns of each. */
export function statesOf(table: Table, rows: readonly Row[]): RowStates {
  const secrets = table.columns.filter(isSecret)
  return new Map(rows.map((row) => [keyText(table, row), concealed(secrets, row)]))
}

/** What nobody may read in clear is not kept by those who keep what happened. */
function concealed(secrets: readonly Column[], row: Row): Row {
  if (secrets.length === 0) return row
  const masks = secrets.map(({ name }) => [name, row[name] === null ? null : MASK] as const)
  return { ...row, ...Object.fromEntries(masks) }
}

/**
 * @param payloadOf what was sent for a row
 * @param was the key that a row had before, where a write may give it another
 */
export function rowChanges(
  table: Table,
  keys: readonly Key[],
  before: RowStates,
  after: RowStates,
  payloadOf: (key: Key, index: number) => Row,
  was: (key: Key) => Key = (key) => key,
): readonly RowChange[] {
  if (before.size + after.size === 0) return []
  return keys.map((key, index) => ({
    key,
    fields: Object.keys(payloadOf(key, index)),
    before: before.get(keyText(table, was(key))) ?? null,
    after: after.get(keyText(table, key)) ?? null,
  }))
}

/** Finds the keys that rows had before a write that gave all of them these values. */
export function formerKeys(
  table: Table,
  asked: readonly Key[],
  now: readonly Key[],
  values: ReadonlyMap<string, unknown>,
): (key: Key) => Key {
  const moved = table.primaryKey.filter((name) => values.has(name))
  if (moved.length === 0) return (key) => key
  const [only] = asked
  if (only !== undefined && asked.length === 1 && now.length === 1) return () => only
  const written = Object.fromEntries(moved.map((name) => [name, values.get(name)]))
  const former = new Map(asked.map((key) => [keyText(table, { ...key, ...written }), key]))
  return (key) => former.get(keyText(table, key)) ?? key
}
