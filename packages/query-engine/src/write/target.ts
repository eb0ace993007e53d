import type { Key, KeyInput, WriteTarget } from '../query/query.js'
import { requireKey } from './keys.js'
import type { Right } from './rights.js'
import type { Writing } from './writing.js'

/** The keys of the rows that a write is about. Those of a query are read first, its limit included. */
export async function targetKeys(
  writing: Writing,
  { table }: Right,
  target: WriteTarget,
): Promise<readonly Key[]> {
  if ('keys' in target) return target.keys.map((input) => requireKey(table, input))
  const { filter, search, sort, limit, offset, page } = target.query
  const parts = Object.entries({ filter, search, sort, limit, offset, page })
  const query = Object.fromEntries(parts.filter(([, value]) => value !== undefined))
  const { signal, session } = writing
  const options = signal === undefined ? {} : { signal }
  const rows = await session.read(table.id, { ...query, fields: [...table.primaryKey] }, options)
  return rows.map((row) => requireKey(table, row as KeyInput & object))
}
