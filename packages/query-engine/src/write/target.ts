import type { Table } from '@relvar/schema-introspect/model'
import { ForbiddenError } from '../errors.js'
import { parseKey } from '../query/key.js'
import type { Key, KeyInput, WriteTarget } from '../query/query.js'
import type { Writing } from './writing.js'

/** The keys of the rows that a write is about. Those of a query are read first, its limit included. */
export async function targetKeys(
  writing: Writing,
  table: Table,
  target: WriteTarget,
): Promise<readonly Key[]> {
  if ('keys' in target) return target.keys.map((input) => requireKey(table, input))
  if (table.primaryKey.length === 0) return []
  const { filter, search, sort, limit, offset, page } = target.query
  const query = Object.fromEntries(
    Object.entries({ filter, search, sort, limit, offset, page }).filter(
      ([, value]) => value !== undefined,
    ),
  )
  const rows = await writing.session.read(
    table.id,
    { ...query, fields: [...table.primaryKey] },
    signalOf(writing),
  )
  return rows.map((row) => requireKey(table, row as Key))
}

/** @throws ForbiddenError for what cannot be a key of this table, as for the key of a row that is missing */
export function requireKey(table: Table, input: KeyInput): Key {
  const key = parseKey(table, input)
  if (key === null) throw new ForbiddenError()
  return key
}

export function signalOf({ signal }: Writing): { signal?: AbortSignal } {
  return signal === undefined ? {} : { signal }
}

/** Whether two keys are of one row, whichever way their values are written. */
export function keyText(table: Table, key: Readonly<Record<string, unknown>>): string {
  return JSON.stringify(table.primaryKey.map((each) => String(key[each])))
}
