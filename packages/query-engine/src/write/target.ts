import { preparedRead, readOutcome } from '../execute/read-rows.js'
import { withLookups } from '../execute/with-lookups.js'
import type { Key, KeyInput, WriteTarget } from '../query/query.js'
import { keyedTemplateOf } from '../query/template.js'
import { requireKey } from './keys.js'
import type { Right } from './rights.js'
import type { Writing } from './writing.js'

/**
 * The keys of the rows that a write is about. Those of a query are read first, its limit included;
 * hooks may narrow the query, but what they make of rows is for readers.
 */
export async function targetKeys(
  writing: Writing,
  { table }: Right,
  target: WriteTarget,
): Promise<readonly Key[]> {
  if ('keys' in target) return target.keys.map((input) => requireKey(table, input))
  const { core, actor, elsewhere, executor, signal } = writing
  const { filter, search, sort, limit, offset, page, after, before } = target.query
  const parts = Object.entries({ filter, search, sort, limit, offset, page, after, before })
  const query = Object.fromEntries(parts.filter(([, value]) => value !== undefined))
  const asked = core.hooks.narrowed(query, { collection: table.id, actor })
  const keyed = { ...asked, fields: [...table.primaryKey] }
  const values = (): readonly unknown[] => keyedTemplateOf(keyed).values
  const prepared = await withLookups({ elsewhere, actor, signal, values }, (answers) =>
    preparedRead(core, actor, table.id, keyed, { answers }, 'rows'),
  )
  const { rows } = await readOutcome(executor, prepared, signal)
  return rows.map((row) => requireKey(table, row as KeyInput & object))
}
